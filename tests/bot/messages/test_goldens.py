"""What people see, whole, as Markdown to read. After a change: STATUSPROOF_UPDATE_GOLDENS=1, then look at the diff."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from bot.evidence import Expected
from bot.findings import findings_of
from bot.identity import identified
from bot.messages import check_report, closing_section, comment_body, issue_text
from bot.policy import Policy
from bot.snapshot import OurComment, Posted, Tree
from bot.verdicts import Citation
from parsers.model import Blocker, Coverage, Problem, Progress, State
from parsers.model import Tests as Counted
from tests.builders import COMMIT, claim, document, evidence, judged, pull, snapshot, tree, verdict
from tests.builders_speaking import live, tags

GOLDENS = Path(__file__).parent / "goldens"
UPDATE = "STATUSPROOF_UPDATE_GOLDENS"
OURS = {
    "p",
    "strong",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "a",
    "code",
    "details",
    "summary",
    "li",
    "ul",
    "blockquote",
}


def cited(value, kind="tests", commit=COMMIT):
    return Citation(kind, "auth", value, "https://github.test/acme/shop/runs/7", commit)


TESTS = judged(
    claim(Counted(passing=121), line=12, text="- 121 tests passing"),
    verdict=verdict(
        "drifted",
        direction="over",
        measured="119 of 121 passed, 2 failed",
        evidence=(cited("test (auth): 119 of 121 passed, 2 failed"),),
    ),
    touched=True,
)
COVERAGE = judged(
    claim(Coverage(97), line=13, text="- 97% coverage"),
    verdict=verdict(
        "drifted",
        direction="under",
        measured="98.4 %",
        evidence=(cited("codecov/project: 98.4 %", "coverage"),),
    ),
)
DONE = judged(
    claim(State("done"), line=11, subject="Order Service", text="2. **Order Service** ✅"),
    path="docs/PHASE_1.md",
    verdict=verdict(
        "drifted", direction="over", measured="build (order) failed", detail="build (order) failed."
    ),
)
COMPLETE = replace(DONE.claim, value=Progress(100))
HOLDS = judged(
    claim(Counted(passing=12), line=20, subject="Catalog", text="- 12 tests passing"),
    verdict=verdict(measured="12 passing"),
)
UNPROVEN = judged(
    claim(Progress(90), line=21, subject="Overall", text="Overall: 90%"),
    verdict=verdict("unproven", reason="no basis"),
)
PENDING = judged(
    claim(Coverage(80), line=22, subject="Overall", text="Coverage: 80%"), verdict=verdict("pending")
)
ALL = (TESTS, COVERAGE, DONE, HOLDS, UNPROVEN)
DOCUMENTS = (document(path="STATUS.md"), document(path="docs/PHASE_1.md"))


def on_pull(**overrides):
    return snapshot(**{"pull": pull(), "documents": DOCUMENTS} | overrides)


def on_main(*claims, **overrides):
    text = tuple(c.text for c in claims)
    found = document(*claims, path="STATUS.md", lines=text)
    now = snapshot(**{"documents": (found,)} | overrides)
    said = identified(now, [judged(c, path="STATUS.md") for c in claims])
    return now, findings_of(now, said)


def blocker(text="needs a Prisma schema (prisma/schema.prisma)", subject="Notification Service", **overrides):
    overrides.setdefault("line", 31)
    overrides.setdefault("text", f"Blocker: {text}")
    overrides.setdefault("headings", ("Project status", "Services", "Notification Service"))
    return claim(Blocker(text), subject=subject, labelled=True, **overrides)


def with_id(item):
    return replace(item, id=f"{item.claim.line:012}")


def said_before(*items):
    """The pull request after a first comment about these."""
    body = comment_body(on_pull(), [with_id(item) for item in items])
    return on_pull(head_sha="c" * 40, posted=Posted(comments=(OurComment(5, body),)))


def unknown(item):
    return replace(with_id(item), verdict=verdict("unproven", reason="evidence late"))


DONE_NOW = replace(with_id(DONE), verdict=verdict(measured="build (order) succeeded"))


def checked(report):
    shown = [f"# {report.title}", f"conclusion: {report.conclusion}", report.summary]
    shown += ["---", report.text] if report.text else []
    shown += [
        f"{a.level} on line {a.start_line} of {a.path}: {a.title}\n{a.message}" for a in report.annotations
    ]
    return "\n\n".join(shown)


def issued(now, found, existing=None):
    text = issue_text(now, found[0], existing)
    return f"# {text.title}\n\n{text.section}"


def many(number):
    return tuple(
        replace(
            TESTS,
            claim=claim(Counted(passing=n + 2), line=n, subject=f"Service {n}"),
            verdict=verdict(
                "drifted", direction="over", measured=f"{n} passing", evidence=(cited(f"{n} passed"),)
            ),
        )
        for n in range(1, number + 1)
    )


def closed_issue():
    now, found = on_main(blocker())
    body = issue_text(now, found[0]).section
    return closing_section(snapshot(head_sha="c" * 40), found[0].fingerprint, body)


def two_places():
    documents = (document(path="STATUS.md"), document(path="TODO.md"))
    now = snapshot(documents=documents, tree=Tree(complete=False))
    said = identified(now, [judged(blocker(), path="STATUS.md"), judged(blocker(), path="TODO.md")])
    return issued(now, findings_of(now, said))


CASES = {
    "comment-one": lambda: comment_body(on_pull(), (TESTS, HOLDS, UNPROVEN)),
    "comment-several": lambda: comment_body(on_pull(), ALL),
    "comment-one-line": lambda: comment_body(on_pull(), (DONE, replace(DONE, claim=COMPLETE), HOLDS)),
    "comment-many": lambda: comment_body(on_pull(), many(14)),
    "comment-settled": lambda: comment_body(on_pull(), (HOLDS,) * 12),
    "comment-settled-one": lambda: comment_body(on_pull(), (HOLDS,)),
    "comment-settled-unproven": lambda: comment_body(on_pull(), (HOLDS, UNPROVEN)),
    "comment-settled-empty": lambda: comment_body(on_pull(), ()),
    "comment-not-measured-again": lambda: comment_body(
        said_before(TESTS, DONE), (unknown(TESTS), HOLDS, DONE_NOW)
    ),
    "comment-partly-measured-again": lambda: comment_body(
        said_before(TESTS, DONE), (unknown(TESTS), HOLDS, with_id(DONE))
    ),
    "comment-always": lambda: comment_body(
        on_pull(policy=replace(Policy(), pull_requests=replace(Policy().pull_requests, comment="always"))),
        (HOLDS, UNPROVEN),
    ),
    "check-drift": lambda: checked(check_report(on_pull(), ALL)),
    "check-one": lambda: checked(check_report(on_pull(), (TESTS, HOLDS))),
    "check-holds": lambda: checked(check_report(on_pull(), (HOLDS, UNPROVEN))),
    "check-too-many-documents": lambda: checked(
        check_report(on_pull(documents_left_out=101), (HOLDS, UNPROVEN))
    ),
    "check-no-documents": lambda: checked(check_report(on_pull(documents=()), ())),
    "check-no-claims": lambda: checked(check_report(on_pull(), ())),
    "check-waiting": lambda: checked(
        check_report(
            on_pull(
                evidence=evidence(expected=(Expected("test (auth)", "running"), Expected("lint", "queued")))
            ),
            (PENDING, HOLDS),
        )
    ),
    "check-waiting-for-approval": lambda: checked(
        check_report(
            on_pull(
                evidence=evidence(
                    expected=(
                        Expected("github-actions", "waiting for approval"),
                        Expected("test (auth)", "missing"),
                    )
                )
            ),
            (PENDING,),
        )
    ),
    "check-waiting-for-many": lambda: checked(
        check_report(
            on_pull(evidence=evidence(expected=tuple(Expected(f"test {n}", "queued") for n in range(9)))),
            (PENDING,),
        )
    ),
    "check-late": lambda: checked(
        check_report(
            on_pull(
                evidence=evidence(expected=(Expected("test (auth)", "waiting for approval"),), waited=True)
            ),
            (HOLDS, replace(PENDING, verdict=verdict("unproven", reason="evidence late"))),
        )
    ),
    "check-bad-policy": lambda: checked(
        check_report(
            on_pull(
                policy_problems=(
                    Problem(3, 'unknown key "docments": did you mean "documents"?'),
                    Problem(0, "not a mapping"),
                )
            ),
            (HOLDS,),
        )
    ),
    "check-document-problems": lambda: checked(
        check_report(
            on_pull(
                documents=(
                    document(
                        path="STATUS.md",
                        problems=tuple(Problem(n, "a row with too many cells") for n in range(1, 13)),
                    ),
                )
            ),
            (HOLDS,),
        )
    ),
    "issue": lambda: issued(*on_main(blocker(), tree=tree("README.md"))),
    "issue-plain": lambda: issued(*on_main(blocker("needs the schema", headings=()))),
    "issue-two-places": two_places,
    "issue-closed": closed_issue,
}


@pytest.mark.parametrize("name", CASES)
def test_what_people_see(name):
    made = CASES[name]() + "\n"
    golden = GOLDENS / f"{name}.md"
    if os.environ.get(UPDATE):
        golden.write_text(made, encoding="utf-8")
    assert made == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", CASES)
def test_what_people_see_is_inert_and_ours(name):
    made = CASES[name]()
    assert live(made.removeprefix("# ")) == []
    assert tags(made) <= OURS | {"h1", "h2", "hr"}


def test_no_golden_is_left_over():
    assert {path.stem for path in GOLDENS.glob("*.md")} == set(CASES)
