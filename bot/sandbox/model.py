"""Who is who on the small GitHub: accounts, apps, installations, tokens, deliveries."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from datetime import datetime

Json: TypeAlias = dict[str, Any]


@dataclass(slots=True, eq=False)
class Account:
    """A user, an organisation or the bot user of an app. `kind` is User, Organization or Bot."""

    id: int
    login: str
    kind: str = "User"

    @property
    def email(self) -> str:
        """The address commits carry."""
        return f"{self.id}+{self.login}@users.noreply.github.com"


@dataclass(slots=True, eq=False)
class App:
    """A GitHub App. Only the one under test has keys and a hook; the others only post checks."""

    id: int
    slug: str
    name: str
    owner: Account
    bot: Account
    created_at: datetime
    permissions: dict[str, str]
    events: list[str] = field(default_factory=list)
    client_id: str = ""
    private_key: str = ""
    public_key: str = ""
    webhook_secret: str = ""
    hook_url: str | None = None


@dataclass(slots=True, eq=False)
class Installation:
    """An app on an account. `repository_ids` None means all repositories."""

    id: int
    account: Account
    created_at: datetime
    permissions: dict[str, str]
    repository_ids: set[int] | None = None
    suspended_at: datetime | None = None
    suspended_by: Account | None = None

    def covers(self, repository_id: int, owner: Account) -> bool:
        """Whether the repository belongs to this installation."""
        return owner is self.account and (self.repository_ids is None or repository_id in self.repository_ids)


@dataclass(slots=True, eq=False)
class Token:
    """An installation token: what it opens and until when."""

    text: str
    installation: Installation
    permissions: dict[str, str]
    expires_at: datetime
    repository_ids: set[int] | None = None


@dataclass(slots=True, eq=False)
class Delivery:
    """One webhook POST and what came back; a redelivery is another with the same GUID."""

    id: int
    guid: str
    event: str
    action: str | None
    payload: Json
    body: bytes
    headers: dict[str, str]
    created_at: datetime
    installation_id: int | None = None
    repository_id: int | None = None
    redelivery: bool = False
    delivered_at: datetime | None = None
    duration: float = 0.0
    status: str = "PENDING"
    status_code: int = 0
    response_headers: dict[str, str] = field(default_factory=dict)
    response_body: str = ""


@dataclass(frozen=True, slots=True)
class Notification:
    """A person was told: only creating does that, editing tells nobody."""

    repository: str
    number: int
    kind: str
    id: int
    actor: str


@dataclass(frozen=True, slots=True)
class Write:
    """A write that reached GitHub: when (seconds), by which installation, and what."""

    at: float
    installation_id: int | None
    method: str
    path: str
