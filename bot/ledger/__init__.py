"""The only door to the database besides the engine: the stored history, grouped by noun."""

from bot.ledger.deliveries import Delivery
from bot.ledger.installations import Installation
from bot.ledger.intents import Intent
from bot.ledger.ledger import Ledger, Unreachable, open_ledger
from bot.ledger.looks import Look
from bot.ledger.pace import Block
from bot.ledger.posted import Post
from bot.ledger.repositories import Repository

__all__ = [
    "Block",
    "Delivery",
    "Installation",
    "Intent",
    "Ledger",
    "Look",
    "Post",
    "Repository",
    "Unreachable",
    "open_ledger",
]
