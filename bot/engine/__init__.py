"""The only door to the job engine: what is wanted stands in our table, procrastinate merely runs it."""

from bot.engine.engine import Engine
from bot.engine.recorder import NotRecorded, Recorder
from bot.engine.timing import Timing
from bot.engine.values import Again, Counts, DeadLetter, Fence

__all__ = ["Again", "Counts", "DeadLetter", "Engine", "Fence", "NotRecorded", "Recorder", "Timing"]
