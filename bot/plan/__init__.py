"""What should exist on GitHub, less what does: a pure difference, empty when run again."""

from bot.plan.desired import Desired, desired
from bot.plan.difference import plan, planned

__all__ = ["Desired", "desired", "plan", "planned"]
