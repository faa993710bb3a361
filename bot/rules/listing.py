"""A commit's paths as one text to search: thousands of claims ask, and a text answers fastest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.globs import matches

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Listing:
    """The paths of a tree, one a line, each between slashes; `folded` the same without case."""

    text: str
    folded: str

    @classmethod
    def of(cls, paths: Iterable[str]) -> Listing:
        """The listing of a tree's paths."""
        text = "\n".join(["", *(f"/{path}/" for path in sorted(paths)), ""])
        return cls(text, text.casefold())

    def has(self, path: str) -> bool:
        """Whether a file or a folder stands at this path."""
        return f"\n/{path}/" in self.text

    def has_match(self, glob: str) -> bool:
        """Whether any path fits a glob."""
        return any(matches(glob, line[1:-1]) for line in self.text.split("\n") if line)

    def ending_so(self, path: str) -> str | None:
        """A path that holds these segments after others: documents often leave the leading folders out."""
        at = self.text.find(f"/{path}/")
        if at < 0:
            return None
        start = self.text.rfind("\n", 0, at) + 2
        return self.text[start : self.text.find("/\n", at + 1)]

    def has_in_other_case(self, path: str) -> bool:
        """Whether the path is there but for upper and lower case."""
        return f"/{path.casefold()}/" in self.folded
