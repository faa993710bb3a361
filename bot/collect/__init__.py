"""The only reads of a look: GitHub and the ledger in, an immutable snapshot out."""

from bot.collect.evidence import wait_over
from bot.collect.remembered import kept, remembered
from bot.collect.snapshots import collect
from bot.collect.view import Gone

__all__ = ["Gone", "collect", "kept", "remembered", "wait_over"]
