"""Refusals in GitHub's own words and shape."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

DOCS = "https://docs.github.com/rest"


@dataclass(eq=False)
class Refused(Exception):  # noqa: N818 - an answer of the API, not a fault of ours
    """An answer that is not a success: status, message and headers as GitHub gives them."""

    status: int
    message: str
    documentation_url: str = DOCS
    errors: list[dict[str, Any]] | None = None
    headers: dict[str, str] = field(default_factory=dict)
    extra: dict[str, Any] = field(default_factory=dict)

    def body(self) -> dict[str, Any]:
        """The JSON answer; every error names its documentation."""
        answer: dict[str, Any] = {"message": self.message, **self.extra}
        if self.errors is not None:
            answer["errors"] = self.errors
        return {**answer, "documentation_url": self.documentation_url, "status": str(self.status)}


def not_found() -> Refused:
    """404, also for what the caller may not know of."""
    return Refused(404, "Not Found")


def invalid(resource: str, name: str, code: str, message: str | None = None) -> Refused:
    """422 naming the field and the code (missing, invalid, too_long, custom …)."""
    error = {"resource": resource, "field": name, "code": code}
    if message is not None:
        error["message"] = message
    return Refused(422, "Validation Failed", errors=[error])


def unreadable(message: str) -> Refused:
    """422 for a body that does not fit the endpoint's schema."""
    return Refused(422, f"Invalid request.\n\n{message}")
