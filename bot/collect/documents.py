"""Reads the status documents of one commit, each blob fetched once, ever."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.collect.candidates import chosen_by_content
from bot.documents import document_paths, kind_of, narrowed
from bot.github import contents
from bot.snapshot import StatusDocument
from parsers.model import Document, Encoding, Limits, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.collect.view import View
    from bot.github.contents import Entry, Listing
    from bot.policy import Policy
    from bot.snapshot import Repository


async def documents_in(  # noqa: PLR0913 - one parameter each, all told apart by type
    listing: Listing,
    commit: str,
    policy: Policy,
    repository: Repository,
    view: View,
    *,
    earlier: str | None,
    touched: frozenset[str] | None = None,
) -> tuple[StatusDocument, ...]:
    """The documents of a commit, by path: those their names or the policy tell and those their content does.

    `earlier` is a commit looked at before, whose choices by content are taken over for unchanged files; of
    the rest all are read, or, where `touched` is given (a pull request), only these paths.
    """
    files = {entry.path: entry for entry in listing.entries if entry.kind == "file"}
    named = [path for path, _ in document_paths(files, policy)]
    found = await read_files((files[path] for path in named), policy, repository, view)
    rest = {path: entry for path, entry in files.items() if path not in found}
    chosen = await chosen_by_content(rest, commit, policy, repository, view, earlier=earlier, touched=touched)
    documents = {**found, **await read_files((files[path] for path in chosen), policy, repository, view)}
    return tuple(_held(documents[path], policy) for path in sorted(documents))


async def read_files(
    entries: Iterable[Entry], policy: Policy, repository: Repository, view: View
) -> dict[str, Document]:
    """Files as documents, by path; one that is too large is not fetched and says so."""
    limits = Limits(policy.limits.document_bytes, policy.limits.document_lines)
    listed = list(entries)
    small = [entry.sha for entry in listed if entry.size <= limits.document_bytes]
    blobs = await contents.blobs(view.github, repository.full_name, repository.id, small, view.ledger.blobs)
    return {entry.path: await _read(entry, blobs, limits, view) for entry in listed}


async def _read(entry: Entry, blobs: Mapping[str, bytes], limits: Limits, view: View) -> Document:
    if entry.sha not in blobs:
        problem = Problem(0, f"larger than {limits.document_bytes} bytes; not read")
        return Document(entry.path, Encoding("utf-8"), problems=(problem,))
    return await view.read(entry.path, blobs[entry.sha], limits)


def _held(document: Document, policy: Policy) -> StatusDocument:
    return StatusDocument(narrowed(document, policy), kind_of(document.path, policy, document.lines))
