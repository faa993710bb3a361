"""Documents are read in processes of their own, where a hostile one can do no harm."""

from bot.reading.bounds import Bounds
from bot.reading.reader import Reader

__all__ = ["Bounds", "Reader"]
