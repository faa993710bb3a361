"""What can go wrong on the way to and from GitHub, on demand."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase


@dataclass(slots=True)
class Fault:
    """Spoils the next `times` requests whose method and path fit (`*` fits anything, also slashes).

    `applies`: whether the request takes effect before it goes wrong: the caller cannot tell.
    `outcome`: `status` answers with `status`, `cut` closes the connection without a byte, `hang` keeps
    silent for `seconds` and then cuts, `slow` answers rightly after `seconds`.
    """

    method: str = "*"
    path: str = "*"
    outcome: str = "status"
    applies: bool = False
    status: int = 500
    seconds: float = 30.0
    times: int = 1
    body: str = '{"message": "Server Error"}'
    headers: tuple[tuple[str, str], ...] = ()

    def fits(self, method: str, path: str) -> bool:
        """Whether this request is to be spoiled."""
        return self.times > 0 and fnmatchcase(method, self.method) and fnmatchcase(path, self.path)


def strike(faults: list[Fault], method: str, path: str) -> Fault | None:
    """The first fault that fits, used up by one."""
    for fault in faults:
        if fault.fits(method, path):
            fault.times -= 1
            if fault.times <= 0:
                faults.remove(fault)
            return fault
    return None
