"""What commands that run the service share: settings, logging, a fast event loop."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING, TypeVar

from bot import log
from bot.settings import Settings, environment

if TYPE_CHECKING:
    from collections.abc import Coroutine

_T = TypeVar("_T")


def settings(*, app: bool = True) -> Settings:
    """The settings of the environment, with logging set up by them. Raises SettingsError."""
    found = Settings.from_env(environment(), app=app)
    secrets = found.credentials.webhook_secrets if found.credentials else ()
    log.configure(found.log_format, secrets=[secret.get_secret_value() for secret in secrets])
    return found


def run(main: Coroutine[None, None, _T]) -> _T:
    """Run to the end on uvloop where there is one."""
    if sys.platform == "win32":
        return asyncio.run(main)
    import uvloop

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(main)
