"""Which files of a repository are status documents, and whether each is living or a record."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.document_names import of_the_past, speaks_of_status, superseded, words_of
from bot.globs import covers
from bot.outline import headings_by_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.policy import DocumentKind, Policy
    from parsers.model import Claim, Document

MAX_DOCUMENTS = 200
"""Documents read of one repository, shallowest paths first; more is a documentation site, not a status."""
MIN_CLAIMS = 5
MIN_KINDS = 2

_MARKDOWN = frozenset({"md", "markdown", "mdown", "mkd"})
_TEXT = frozenset({"txt", "text"})
_NEVER_FOLDERS = frozenset(
    {
        *("node_modules", "bower_components", "vendor", "vendors", "vendored", "third_party", "third-party"),
        *(
            "thirdparty",
            "external",
            "site-packages",
            ".git",
            ".venv",
            "venv",
            "dist",
            "build",
            "_build",
            "out",
        ),
        *("target", "generated", "__generated__", ".next", "coverage", "htmlcov", "templates", "template"),
        *("issue_template", "pull_request_template", "test", "tests", "__tests__", "testing", "testdata"),
        *("test-data", "test_data", "fixture", "fixtures", "__fixtures__", "snapshots", "__snapshots__"),
        *("golden", "goldens"),
    }
)
_NEVER_WORDS = frozenset(
    ("changelog", "changes", "news", "template", "templates", "fixture", "fixtures", "license", "licence")
)
_CODE_FOLDERS = frozenset({"bin", "sbin", "scripts", "script", "src", "lib"})
_BADGE = re.compile(r"!\[|<img\b", re.IGNORECASE)


def document_paths(paths: Iterable[str], policy: Policy) -> tuple[tuple[str, DocumentKind], ...]:
    """The documents to read, by the tree's paths alone, each with its kind; sorted by path.

    With `documents` in the policy exactly what it names (globs too), else what the names tell. `exclude`
    always counts. The root's README is among them; `narrowed` keeps of it what speaks of status.
    """
    wanted = (path for path in paths if not _excluded(path, policy) and _chosen(path, policy))
    return tuple((path, kind_of(path, policy)) for path in sorted(_shallowest(wanted)))


def left_out(paths: Iterable[str], policy: Policy) -> int:
    """How many documents `document_paths` leaves out because there are more than MAX_DOCUMENTS."""
    wanted = sum(not _excluded(path, policy) and _chosen(path, policy) for path in paths)
    return max(0, wanted - MAX_DOCUMENTS)


def content_candidates(paths: Iterable[str], policy: Policy) -> tuple[str, ...]:
    """Markdown files whose names say nothing, to be read and then chosen by `by_content`.

    None where the policy names the documents.
    """
    if policy.documents is not None:
        return ()
    unnamed = (path for path in paths if _extension(path) in _MARKDOWN and not _named(path))
    return _shallowest(path for path in unnamed if _possible(path) and not _excluded(path, policy))


def by_content(documents: Iterable[Document], policy: Policy) -> tuple[tuple[Document, DocumentKind], ...]:
    """Of documents read on suspicion, those with enough claims of enough kinds to be status documents.

    Paths and stamps stand in every guide and count for nothing here.
    """
    chosen = []
    for document in documents:
        kinds = [claim.kind for claim in document.claims if claim.kind not in ("path", "stamp")]
        if len(kinds) >= MIN_CLAIMS and len(set(kinds)) >= MIN_KINDS:
            chosen.append((document, kind_of(document.path, policy, document.lines)))
    return tuple(chosen)


def kind_of(path: str, policy: Policy, lines: Iterable[str] = ()) -> DocumentKind:
    """Living or record: as the policy says, else by the path, or by a notice among the document's lines."""
    for rule in policy.documents or ():
        if rule.kind is not None and covers(rule.path, path):
            return rule.kind
    return "record" if of_the_past(path) or superseded(lines) else "living"


def narrowed(document: Document, policy: Policy) -> Document:
    """The document with the claims that count.

    Of a README that the policy does not name these are its badges and its status sections.
    """
    if not _is_readme(document.path) or policy.documents is not None:
        return document
    headings = headings_by_line(document.lines)
    return replace(
        document, claims=tuple(one for one in document.claims if _of_status(one, document, headings))
    )


def _of_status(claim: Claim, document: Document, headings: list[tuple[str, ...]]) -> bool:
    read = claim.line <= len(document.lines)
    trail = claim.headings or (headings[claim.line - 1] if read else ())
    line = document.lines[claim.line - 1] if read else claim.text
    return any(speaks_of_status(heading) for heading in trail) or _BADGE.search(line) is not None


def _chosen(path: str, policy: Policy) -> bool:
    if policy.documents is not None:
        return any(covers(rule.path, path) for rule in policy.documents) and _readable(path)
    return _possible(path) and (_named(path) or _is_readme(path))


def _shallowest(paths: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(paths, key=lambda path: (path.count("/"), path))[:MAX_DOCUMENTS])


def _excluded(path: str, policy: Policy) -> bool:
    return any(covers(glob, path) for glob in policy.exclude)


def _possible(path: str) -> bool:
    folders = path.lower().split("/")[:-1]
    return (
        _readable(path)
        and _NEVER_FOLDERS.isdisjoint(folders)
        and _NEVER_WORDS.isdisjoint(words_of(_stem(path)))
    )


def _readable(path: str) -> bool:
    """Markdown or text, or a name without extension that is no program's (`TODO`, not `bin/status`)."""
    extension = _extension(path)
    if extension:
        return extension in _MARKDOWN or extension in _TEXT
    *folders, name = path.split("/")
    return not name.islower() and _CODE_FOLDERS.isdisjoint(folders)


def _named(path: str) -> bool:
    return speaks_of_status(_stem(path))


def _is_readme(path: str) -> bool:
    return "/" not in path and _stem(path).casefold() == "readme"


def _extension(path: str) -> str:
    name = path.rpartition("/")[2]
    return name.lower().rpartition(".")[2] if "." in name else ""


def _stem(path: str) -> str:
    name = path.rpartition("/")[2]
    return name.rpartition(".")[0] if _extension(path) in _MARKDOWN | _TEXT else name
