"""The only writes of a run: one action at a time, so that a crash at any point doubles nothing."""

from bot.apply.course import Applied, Failure, apply

__all__ = ["Applied", "Failure", "apply"]
