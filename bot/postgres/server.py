"""Starting, re-attaching to and stopping the embedded server."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class Server:
    """A running embedded server that this process uses."""

    url: str  # postgresql://statusproof@/statusproof?host=...
    data_dir: Path
    note: str  # one line: what was done (created, started, attached; as which account)

    def stop(self) -> None:
        """Leave the server; the last of our processes to leave stops it. Harmless when repeated."""
        raise NotImplementedError


def start(data_dir: Path) -> Server:
    """Create the cluster if needed, start it or attach to it. Blocks for about a second.

    Raises PostgresError with one line for the operator.
    """
    raise NotImplementedError
