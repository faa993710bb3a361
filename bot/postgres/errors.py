"""The one error of the embedded server."""


class PostgresError(Exception):
    """The embedded server cannot be had; the message is one line that says why and what to do."""
