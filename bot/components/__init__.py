"""The parts of a repository, and which of them a subject, a document or a check means; in doubt, none."""

from bot.components.binding import bound, place_of
from bot.components.discovery import discover, repository_words
from bot.components.matching import match
from bot.components.model import WHOLE, Binding, Component, Match, Place

__all__ = [
    "WHOLE",
    "Binding",
    "Component",
    "Match",
    "Place",
    "bound",
    "discover",
    "match",
    "place_of",
    "repository_words",
]
