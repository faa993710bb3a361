"""The only door to GitHub: one file per noun, every call later or never, nothing of githubkit comes out."""

from bot.github.app import App, Identity
from bot.github.client import Client
from bot.github.counting import Requests
from bot.github.failures import Missing, Uninstalled, Unknown
from bot.github.pace import MemoryPace, Pace

__all__ = ["App", "Client", "Identity", "MemoryPace", "Missing", "Pace", "Requests", "Uninstalled", "Unknown"]
