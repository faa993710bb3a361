"""Where to look: the identity of a job. No SHA, no event action, so equal requests coalesce."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self
from urllib.parse import quote, unquote

_KEY = re.compile(r"i/(\d{1,19})(?:/r/(\d{1,19})(?:/(?:pull/(\d{1,10})|branch/([^/]+)))?)?")


@dataclass(frozen=True, slots=True)
class Target:
    """An installation, one of its repositories, or a pull request or branch of that.

    Repositories go by GitHub's numeric id, which survives renames and transfers of the name.
    """

    installation: int
    repository: int | None = None
    pull: int | None = None
    branch: str | None = None

    @property
    def kind(self) -> str:
        """installation, repository, pull or branch."""
        if self.repository is None:
            return "installation"
        if self.pull is not None:
            return "pull"
        return "branch" if self.branch is not None else "repository"

    @property
    def key(self) -> str:
        """The text that identifies this target everywhere: `i/1/r/2/pull/3`, `i/1/r/2/branch/main`."""
        key = f"i/{self.installation}"
        if self.repository is not None:
            key += f"/r/{self.repository}"
        if self.pull is not None:
            return f"{key}/pull/{self.pull}"
        return key if self.branch is None else f"{key}/branch/{quote(self.branch, safe='')}"

    def external_id(self, head_sha: str) -> str:
        """What our check run about this target on a commit is known by: `r/2/pull/3/HEAD_SHA`.

        Without the installation: the App removed and installed again finds its check runs.
        """
        return f"{self.key.split('/', 2)[2]}/{head_sha}"

    @classmethod
    def of_check(cls, installation: int, external_id: str) -> Self | None:
        """The target that `external_id` was made for; None for what we did not make."""
        try:
            return cls.parse(f"i/{installation}/{external_id.rpartition('/')[0]}")
        except ValueError:
            return None

    @classmethod
    def parse(cls, key: str) -> Self:
        """The target a key names. Raises ValueError for anything else."""
        match = _KEY.fullmatch(key)
        if match is None:
            raise ValueError(f"not a target: {key!r}")
        installation, repository, pull, branch = match.groups()
        return cls(
            int(installation),
            None if repository is None else int(repository),
            None if pull is None else int(pull),
            None if branch is None else unquote(branch),
        )


@dataclass(frozen=True, slots=True)
class RepositoryName:
    """What a delivery says a repository is called. A hint: names change, the id does not."""

    id: int
    full_name: str
    private: bool
    default_branch: str | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """One verified delivery, ready to be recorded together with the targets it requests."""

    id: str
    event: str
    action: str | None
    body: bytes
    installation: int | None = None
    repository: RepositoryName | None = None
    targets: tuple[Target, ...] = ()
