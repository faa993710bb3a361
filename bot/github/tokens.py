"""Mints installation tokens and keeps each to the end of its hour, so that its ETags stay of use."""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, SecretStr

from bot.errors import Never
from bot.github.failures import Missing, Uninstalled
from bot.github.models import InstallationAnswer, read

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.github.client import Client

MARGIN = timedelta(minutes=2)
"""How long before its end a token is left alone: a run must not lose it between two calls."""


class _Minted(BaseModel):
    token: SecretStr
    expires_at: datetime
    permissions: dict[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Token:
    """An installation's token; `fingerprint` names it without giving it away."""

    secret: SecretStr = field(repr=False)
    expires_at: datetime
    permissions: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256(self.secret.get_secret_value().encode()).hexdigest()[:24]


class InstallationCredentials:
    """The one token of an installation in this process."""

    def __init__(self, installation: int, app: Client, now: Callable[[], datetime]) -> None:
        self._installation, self._app, self._now = installation, app, now
        self._token: Token | None = None
        self._granted: Mapping[str, Any] | None = None  # as last heard
        self._minted_for: Mapping[str, Any] | None = None  # as heard when the present token was minted
        self._minting = asyncio.Lock()

    async def token(self) -> Token:
        """The present token, minted anew near its end. Raises Later or Never."""
        async with self._minting:
            if self._token is None or self._token.expires_at - MARGIN <= self._now():
                self._token = await self._mint()
            return self._token

    async def renew(self, refused: Token | None) -> Token:
        """A token other than the refused one; whoever comes second gets the one minted meanwhile."""
        async with self._minting:
            if self._token is None or self._token == refused:
                self._token = await self._mint()
            return self._token

    async def outgrown(self, refused: Token | None) -> bool:
        """Whether other permissions were granted since the token was minted: it keeps those it was made with.

        Yes for the token of each change, whoever asks: several runs may be refused with the same one. But a
        lasting refusal must not cost the next token, with all its ETags.
        """
        path = f"/app/installations/{self._installation}"
        try:
            granted = read(InstallationAnswer, await self._app.get(path), f"GET {path}").permissions
        except Never:
            return False  # what was refused says better why
        self._granted = granted
        news = refused is not None and granted not in (refused.permissions, self._minted_for)
        return news or self._token not in (None, refused)

    async def _mint(self) -> Token:
        path = f"/app/installations/{self._installation}/access_tokens"
        try:
            minted = read(_Minted, await self._app.ask(path, {}), path)
        except Missing:
            raise Uninstalled("The App is no longer installed here") from None
        self._minted_for = self._granted
        return Token(minted.token, minted.expires_at, minted.permissions)


class AppCredentials:
    """No token: githubkit signs a short-lived JWT with the App's key."""

    async def token(self) -> None:
        """Always None."""

    async def renew(self, refused: Token | None) -> None:
        """A JWT that was refused would be refused again; the second answer says why."""

    async def outgrown(self, refused: Token | None) -> bool:  # noqa: ARG002 - there is none
        """Never: a JWT bears no permissions."""
        return False
