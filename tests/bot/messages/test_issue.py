"""The issue's title as a person would write it, and a body that changes only when something changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.findings import findings_of
from bot.identity import identified, remembered_in
from bot.markers import fingerprint_in
from bot.messages import closing_section, issue_text
from bot.messages.issue import title_of
from bot.snapshot import Tree
from parsers.model import Blocker, State
from tests.builders import claim, document, judged, snapshot, tree

DEEP = '{"a":' * 5000 + "1" + "}" * 5000


def blocker(text="needs the schema", subject="Order Service", **overrides):
    overrides.setdefault("text", f"**Blocker**: {text}")
    return claim(Blocker(text), subject=subject, labelled=True, **overrides)


def finding_of(said, **overrides):
    now = snapshot(**{"documents": (document(path="STATUS.md"),)} | overrides)
    [finding] = findings_of(now, identified(now, (judged(said),)))
    return now, finding


@pytest.mark.parametrize(
    ("subject", "text", "title"),
    [
        (
            "Notification Service",
            "needs a Prisma schema",
            "Notification Service is blocked: needs a Prisma schema",
        ),
        (
            "Notification Service",
            "Needs a Prisma schema.",
            "Notification Service is blocked: Needs a Prisma schema",
        ),
        ("Notification Service:", "**needs** a schema", "Notification Service is blocked: needs a schema"),
        ("Auth", "Auth cannot be deployed", "Blocker: Auth cannot be deployed"),
        ("AUTH", "auth", "Blocker: auth"),
        ("Auth Service", "**Auth Service**: needs a schema", "Auth Service is blocked: needs a schema"),
        ("Auth Service", "Auth service – needs a schema", "Auth Service is blocked: needs a schema"),
        ("Auth", "Auth: blocked by the schema", "Auth is blocked by the schema"),
        ("API: v2", "API: v2: needs a schema", "API: v2 is blocked: needs a schema"),
        ("Load tests", "Load tests: 0/3", "Blocker: Load tests: 0/3"),
        ("Load tests", "Load tests (0/3): nobody", "Blocker: Load tests (0/3): nobody"),
        ("Auth", "Note: needs a schema", "Auth is blocked: Note: needs a schema"),
        ("Load tests", "4. Load tests (0/3)", "Blocker: Load tests (0/3)"),
        ("Auth", "yes", "Auth is blocked"),
        ("Auth", "", "Auth is blocked"),
        ("Auth", "Blocked by the schema", "Auth is blocked by the schema"),
        ("", "needs the schema", "Blocker: needs the schema"),
        ("✅", "", "Blocker"),
    ],
)
def test_the_title_is_one_a_person_would_write(subject, text, title):
    assert title_of(judged(blocker(text, subject))) == title


def test_a_title_is_short_enough_to_be_read_in_a_list():
    assert len(title_of(judged(blocker("word " * 100)))) <= 120


def test_a_claim_of_another_kind_is_titled_by_its_text():
    assert (
        title_of(judged(claim(State("blocked"), text="Auth: on hold", subject="Order")))
        == "Order is blocked: Auth: on hold"
    )


def test_a_moved_line_changes_nothing():
    now, finding = finding_of(blocker(line=3, headings=("A", "B")))
    body = issue_text(now, finding).section
    later, moved = finding_of(blocker(line=40, headings=("A", "B")), head_sha="c" * 40)
    assert issue_text(later, moved, body).section == body


def test_a_changed_line_is_linked_anew():
    now, finding = finding_of(blocker("needs the schema", line=3))
    body = issue_text(now, finding).section
    later = replace(now, head_sha="c" * 40)
    changed = replace(
        finding, judged=(judged(blocker("needs a Prisma schema", line=9), id=finding.fingerprint),)
    )
    after = issue_text(later, changed, body).section
    assert "c" * 40 + "/STATUS.md?plain=1#L9" in after
    assert "needs a Prisma schema" in after


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("needs prisma/schema.prisma", ["prisma/schema.prisma"]),
        ("needs `docs/api/v1.yml`, see docs/api/v1.yml", ["docs/api/v1.yml"]),
        ("needs src/there.py", []),
        ("needs Node.js, e.g. 18", []),
        ("see https://host.test/a/b.html and host.test/a/b.html", []),
        ("needs /etc/app/app.conf, ~/a/b.txt and $HOME/a/b.txt", []),
    ],
)
def test_paths_that_are_named_and_missing_are_pointed_out(text, named):
    now, finding = finding_of(blocker(text), tree=tree("src/there.py"))
    body = issue_text(now, finding).section
    shown = ", ".join(f"`{path}`" for path in named)
    assert (f"Not in the repository yet: {shown}." in body) == bool(named)


def test_an_incomplete_tree_proves_no_absence():
    now, finding = finding_of(blocker("needs a/b.txt"), tree=Tree(complete=False))
    assert "not in the repository" not in issue_text(now, finding).section


def test_a_path_that_exists_elsewhere_is_not_called_missing():
    now, finding = finding_of(
        blocker("needs prisma/schema.prisma"), tree=tree("packages/a/prisma/schema.prisma")
    )
    assert "not in the repository" not in issue_text(now, finding).section


def test_an_issue_remembers_its_claim():
    now, finding = finding_of(blocker("needs <b> --> @you #1", line=3))
    body = issue_text(now, finding).section
    assert fingerprint_in(body) == finding.fingerprint
    memory = remembered_in(body.replace("\n", "\r\n"))
    assert (memory.seen.text, memory.seen.line, memory.commit) == (
        finding.judged[0].claim.text,
        3,
        now.head_sha,
    )


def test_a_body_that_people_rewrote_is_not_rewritten_on_closing():
    assert closing_section(snapshot(), "aaaaaaaaaaaa", "rewritten by a person") is None


@pytest.mark.parametrize(
    "line",
    [
        "",
        "<!-- statusproof:seen x [] {} -->",
        f"<!-- statusproof:seen {'a' * 40} [] {{}} -->",
        f"<!-- statusproof:seen {'a' * 40} [] {{broken}} -->",
        f"<!-- statusproof:seen {'a' * 40} [1,] {{}} -->",
        f"<!-- statusproof:seen {'a' * 40} [] {DEEP} -->",
    ],
)
def test_what_is_no_memory_is_forgotten(line):
    assert remembered_in(f"marker\n{line}\ntext") is None
    assert remembered_in("marker") is None
