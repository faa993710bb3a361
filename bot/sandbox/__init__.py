"""A small GitHub on this machine, for the demo and for end-to-end tests."""

from __future__ import annotations

from bot.sandbox.client import Remote
from bot.sandbox.faults import Fault
from bot.sandbox.hooks import Fate
from bot.sandbox.server import EVENTS, PERMISSIONS, Sandbox
from bot.sandbox.story import Organisation, Repo

__all__ = ["EVENTS", "PERMISSIONS", "Fate", "Fault", "Organisation", "Remote", "Repo", "Sandbox"]
