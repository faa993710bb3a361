"""The whole loop, seen: a GitHub on this machine, a sample organisation, and what Statusproof says there."""

from bot.demo.stage import main

__all__ = ["main"]
