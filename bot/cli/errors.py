"""Which errors are the operator's to mend, and the lines they are told with."""

from __future__ import annotations


class InputError(Exception):
    """What was asked cannot be done with what was given; the message is one line."""


def known(error: BaseException) -> tuple[str, ...]:
    """The lines for an error that says what to do; none for a fault of ours."""
    from bot.errors import Later, Never
    from bot.postgres.errors import PostgresError
    from bot.settings import SettingsError

    while isinstance(error, BaseExceptionGroup) and len(error.exceptions) == 1:
        error = error.exceptions[0]
    if isinstance(error, SettingsError):
        return error.problems
    if isinstance(error, InputError | PostgresError | Later | Never):
        return (str(error),)
    return ()
