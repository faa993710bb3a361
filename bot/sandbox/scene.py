"""Where something happens, and whose doing it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.sandbox.contents import Repository
    from bot.sandbox.model import Account, App
    from bot.sandbox.world import World


@dataclass(frozen=True, slots=True)
class Scene:
    """A repository and the account that acts in it; `app` is set when it acts through an app."""

    world: World
    repository: Repository
    by: Account
    app: App | None = None
