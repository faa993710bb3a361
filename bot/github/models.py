"""The few fields we read of GitHub's answers; all else is ignored, whatever may be null is allowed to be."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 - pydantic looks it up at run time
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.errors import Never

if TYPE_CHECKING:
    from collections.abc import Iterable


class Answer(BaseModel):
    """Something GitHub said; unknown fields are dropped."""

    model_config = ConfigDict(extra="ignore", frozen=True)


Some = TypeVar("Some", bound=BaseModel)


def read(model: type[Some], answer: Any, what: str) -> Some:
    """The answer as our model. Raises Never, without quoting the answer, when a needed field is missing."""
    try:
        return model.model_validate(answer)
    except ValidationError as error:
        places = ", ".join(
            ".".join(map(str, problem["loc"])) or "all of it" for problem in error.errors()[:3]
        )
        raise Never(f"GitHub's answer to {what} is not as described: {places}") from None


def read_all(model: type[Some], answers: Iterable[Any], what: str) -> list[Some]:
    """Each of a list of answers as our model. Raises Never like `read`."""
    return [read(model, answer, what) for answer in answers]


class User(Answer):
    id: int
    login: str = ""
    type: str = ""


class RepositoryAnswer(Answer):
    id: int
    full_name: str
    private: bool = True
    default_branch: str = "main"
    archived: bool = False
    has_issues: bool = True
    html_url: str = ""
    pushed_at: datetime | None = None


class PullEndRepository(Answer):
    id: int
    full_name: str = ""


class PullEnd(Answer):
    """Base or head of a pull request; `repo` is null once a fork is deleted."""

    ref: str
    sha: str
    repo: PullEndRepository | None = None


class PullAnswer(Answer):
    number: int
    title: str = ""
    body: str | None = None
    user: User | None = None
    state: str = "open"
    draft: bool = False
    base: PullEnd
    head: PullEnd
    html_url: str = ""
    updated_at: datetime | None = None


class PullFile(Answer):
    """A changed file; GitHub leaves `patch` out for binary and very large ones."""

    filename: str
    status: str = "modified"
    patch: str | None = None


class TreeEntry(Answer):
    path: str
    type: str
    sha: str = ""
    mode: str = ""
    size: int | None = None


class TreeAnswer(Answer):
    tree: tuple[TreeEntry, ...] = ()
    truncated: bool = False


class BlobAnswer(Answer):
    content: str = ""
    encoding: str = "base64"


class CheckApp(Answer):
    id: int
    slug: str | None = None


class CheckOutput(Answer):
    title: str | None = None
    summary: str | None = None
    text: str | None = None
    annotations_count: int = 0


class SuiteReference(Answer):
    id: int


class CheckRun(Answer):
    id: int
    name: str
    head_sha: str = ""
    status: str = "completed"
    conclusion: str | None = None
    app: CheckApp | None = None
    output: CheckOutput = CheckOutput()
    check_suite: SuiteReference | None = None
    external_id: str | None = None
    html_url: str | None = None
    details_url: str | None = None
    started_at: datetime | None = None
    completed_at: datetime | None = None


class CheckSuite(Answer):
    id: int
    status: str | None = None
    conclusion: str | None = None
    app: CheckApp | None = None
    runs: int = Field(default=0, alias="latest_check_runs_count")


class StatusAnswer(Answer):
    id: int = 0
    state: str
    context: str = "default"
    description: str | None = None
    target_url: str | None = None
    creator: User | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None


class CommentAnswer(Answer):
    """A comment; `issue_url` ends with the number of what it stands on."""

    id: int
    issue_url: str = ""
    body: str | None = None
    user: User | None = None
    html_url: str = ""


class LabelAnswer(Answer):
    name: str = ""


class IssueAnswer(Answer):
    id: int = 0
    number: int
    title: str = ""
    body: str | None = None
    state: str = "open"
    state_reason: str | None = None
    labels: tuple[LabelAnswer | str, ...] = ()
    user: User | None = None
    html_url: str = ""
    url: str = ""
    created_at: datetime
    pull_request: dict[str, Any] | None = None

    @property
    def label_names(self) -> frozenset[str]:
        return frozenset(label if isinstance(label, str) else label.name for label in self.labels)


class AppAnswer(Answer):
    id: int
    slug: str = ""
    name: str = ""
    permissions: dict[str, Any] = {}
    events: tuple[str, ...] = ()


class InstallationAccount(Answer):
    """A user or organisation (`login`) or an enterprise (`slug`)."""

    login: str = ""
    slug: str = ""


class InstallationAnswer(Answer):
    id: int
    account: InstallationAccount | None = None
    permissions: dict[str, Any] = {}
    events: tuple[str, ...] = ()
    suspended_at: datetime | None = None


class HookDelivery(Answer):
    """One attempt at a delivery; attempts share the `guid`."""

    id: int
    guid: str
    delivered_at: datetime
    redelivery: bool = False
    status: str = ""
    status_code: int = 0
    event: str = ""
    action: str | None = None
