"""Whatever the documents and CI hold: what we post is inert, within GitHub's limits, and the same every time."""

from __future__ import annotations

import pytest

from bot.actions import CheckReport
from bot.evidence import Expected
from bot.findings import findings_of
from bot.identity import identified
from bot.messages import check_report, closing_section, comment_body, is_folded, issue_text
from bot.messages.tables import fitting, line_url, place_name, sources
from bot.policy import Policy, PullRequestRule
from bot.verdicts import Citation
from parsers.model import Blocker, Problem
from parsers.model import Tests as Counted
from tests.builders import COMMIT, claim, document, evidence, judged, pull, repository, snapshot, verdict
from tests.builders_speaking import HOSTILE, live, page, tags

BODY, TITLE = 65_535, 255
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
    "div",
}
EVIL_URL = "https://evil.test/issues/1"


def drifted(text, line=1, direction="over", path=None):
    cited = Citation(text, text, text, "https://ci.test/" + text[:50], "d" * 40)
    return judged(
        claim(Counted(passing=5), line=line, subject=text, text=text, headings=(text,)),
        path=text[:200] or "x" if path is None else path,
        verdict=verdict("drifted", direction=direction, measured=text, detail=text, evidence=(cited,) * 3),
        touched=True,
    )


def at(number, **overrides):
    return drifted(f"Service {number}", line=number, path="STATUS.md", **overrides)


def hrefs(markdown):
    return [attributes["href"] for name, attributes in page(markdown).tags if name == "a"]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_comment_of_hostile_text_is_inert(text):
    for said in ((drifted(text),), (drifted(text), at(2))):
        body = comment_body(snapshot(pull=pull()), said)
        assert live(body) == []
        assert tags(body) <= OURS
        assert all(
            h.startswith(("https://github.test/acme/shop/blob/", "https://ci.test/")) for h in hrefs(body)
        )


@pytest.mark.parametrize("text", HOSTILE)
def test_a_check_of_hostile_text_is_inert(text):
    problems = (Problem(1, text),)
    now = snapshot(
        pull=pull(),
        policy_problems=problems,
        documents=(document(path=text[:200], problems=problems),),
        evidence=evidence(expected=(Expected(text, "missing"),), waited=True),
    )
    report = check_report(
        now,
        (
            drifted(text),
            judged(claim(subject=text), path=text, verdict=verdict("unproven", reason="no evidence")),
        ),
    )
    for shown in (report.title, report.summary, report.text):
        assert live(shown) == []
        assert tags(shown) <= OURS
    for annotation in report.annotations:
        assert live(annotation.title) == []
        assert live(annotation.message) == []
        assert 0 < len(annotation.title) <= TITLE


@pytest.mark.parametrize("text", HOSTILE)
def test_a_waiting_check_of_hostile_text_is_inert(text):
    now = snapshot(pull=pull(), evidence=evidence(expected=(Expected(text, "missing"),)))
    report = check_report(now, (judged(),))
    assert report.conclusion is None
    assert live(report.title) == []
    assert len(report.title) <= TITLE


@pytest.mark.parametrize("text", HOSTILE)
def test_an_issue_of_hostile_text_is_inert(text):
    path = text[:200] or "x"
    said = claim(Blocker(text), subject=text, text=text, headings=(text,) * 20, labelled=True)
    for other in (said, claim(Blocker(text), subject="Auth", text=text, labelled=True)):
        now = snapshot(documents=(document(path=path),))
        [finding] = findings_of(now, identified(now, (judged(other, path=path),)))
        made = issue_text(now, finding)
        closing = closing_section(now, finding.fingerprint, made.section)
        for body in (made.section, closing):
            assert live(body) == []
            assert tags(body) <= OURS
            assert len(body) <= BODY
        assert live(made.title) == []
        assert not tags(made.title) & {"a", "img"}
        assert 0 < len(made.title) <= TITLE
        assert issue_text(now, finding, made.section) == made


def test_evidence_behind_a_link_that_would_leave_a_trace_is_named_without_it():
    item = judged(
        verdict=verdict(
            "drifted",
            direction="over",
            measured="x",
            evidence=(Citation("status", None, "x", EVIL_URL, COMMIT),),
        )
    )
    assert EVIL_URL not in comment_body(snapshot(pull=pull()), (item,))


def test_two_thousand_drifted_claims_fit_and_the_worst_stand_first():
    long = "<&|>" * 60
    said = [
        drifted(f"{n} {long}", line=n, direction="under" if n < 1900 else "over", path="a/" * 90 + "x.md")
        for n in range(1, 2001)
    ]
    now = snapshot(pull=pull())
    body = comment_body(now, said)
    assert len(body) <= 60_000
    assert "#L1900)" in body
    assert "#L1)" not in body
    assert "more.\n\n</details>" in body
    report = check_report(now, said)
    assert len(report.summary) <= BODY
    assert len(report.text) <= BODY
    assert report.text.endswith("more.")
    assert len(report.annotations) == 50
    assert report.annotations[0].start_line == 1900
    assert live(body) == []


def test_a_thousand_policy_problems_fit():
    problems = tuple(Problem(n, "x" * 1000) for n in range(1000))
    report = check_report(
        snapshot(
            policy_problems=problems,
            documents=tuple(document(path=f"{n}.md", problems=problems) for n in range(50)),
        ),
        (),
    )
    assert len(report.summary) <= BODY
    assert report.conclusion == "neutral"


@pytest.mark.parametrize(
    ("over", "under", "direction", "conclusion"),
    [
        ("neutral", "neutral", "over", "neutral"),
        ("failing", "neutral", "over", "failure"),
        ("failing", "neutral", "under", "neutral"),
        ("neutral", "failing", "under", "failure"),
        ("off", "neutral", "over", "success"),
        ("neutral", "off", "under", "success"),
    ],
)
def test_the_policy_decides_what_drift_makes_of_the_check(over, under, direction, conclusion):
    policy = Policy(pull_requests=PullRequestRule(check_over=over, check_under=under))
    report = check_report(snapshot(policy=policy), (at(1, direction=direction),))
    assert report.conclusion == conclusion


def test_two_pull_requests_with_one_head_say_the_same():
    one = snapshot(pull=pull({"STATUS.md": [1]}, number=3))
    other = snapshot(pull=pull(number=4))
    touched, untouched = at(1), judged(at(1).claim, verdict=at(1).verdict)
    assert check_report(one, (touched,)) == check_report(other, (untouched,))


def test_without_claims_nothing_is_waited_for():
    report = check_report(snapshot(evidence=evidence(expected=(Expected("test", "running"),))), ())
    assert report == CheckReport("success", "No status documents here", "Read 0 documents, 0 claims.")


def test_a_claim_without_a_line_has_no_annotation():
    report = check_report(snapshot(), (at(0),))
    assert report.annotations == ()
    assert "STATUS.md](" in report.summary


def test_a_settled_comment_is_told_from_one_that_is_not():
    assert is_folded(comment_body(snapshot(), (judged(),)))
    assert is_folded(comment_body(snapshot(), ()))
    assert is_folded(both := comment_body(snapshot(), (judged(), judged())))
    assert "both claims agree again" in both
    assert not is_folded(comment_body(snapshot(), (at(1),)))


def test_what_a_pull_request_changed_stands_before_older_drift():
    older, here = judged(at(1).claim, verdict=at(1).verdict), at(2)
    body = comment_body(snapshot(pull=pull()), (older, here))
    assert body.index("#L2)") < body.index("#L1)")
    assert "** 1 is on lines this pull request changes." in body
    assert "request changes" not in comment_body(snapshot(pull=pull()), (older, older))
    assert "** All of them are on lines" in comment_body(snapshot(pull=pull()), (here, here))
    assert "** 2 are on lines" in comment_body(snapshot(pull=pull()), (here, here, older))


def test_claims_of_one_line_with_one_answer_share_a_row():
    pairs = [at(number) for number in range(1, 13) for _ in "ab"]
    body = comment_body(snapshot(pull=pull()), pairs)
    assert body.count("| Service 1: 5 tests passing, 5 tests passing |") == 1
    assert "**24 of 24 claims no longer agree" in body
    assert "<summary>4 more</summary>" in body


def test_a_single_drift_is_one_sentence_and_its_evidence():
    cited = Citation("tests", "auth", "test (auth): 3 passed", "https://ci.test/7", COMMIT)
    said = verdict("drifted", direction="over", measured="3 passed", evidence=(cited, cited), aged=True)
    body = comment_body(snapshot(pull=pull()), (judged(claim(Counted(passing=5)), verdict=said),))
    assert "It was so when the line was written.**" in body
    assert "\n\nEvidence: [test (auth)](https://ci.test/7).\n\n" in body
    assert "table" not in tags(body)


def test_evidence_at_one_place_is_named_once():
    def cited(value, source, commit=COMMIT):
        return Citation("checks", None, value, source, commit)

    here, there = "https://ci.test/7", "https://ci.test/8"
    among = (cited("a", here), cited("b", here), cited("c", there), cited("d", here, "d" * 40))
    assert sources(snapshot(), verdict(evidence=among)) == f"[a]({here}), [c]({there}) and 1 more"
    assert sources(snapshot(), verdict(evidence=(cited("a", ""), cited("b", "")))) == "a, b"
    assert sources(snapshot(), verdict()) == ""


def test_evidence_does_not_repeat_the_figure_beside_it():
    def named(value, measured):
        return sources(snapshot(), verdict(measured=measured, evidence=(cited(value),)))

    def cited(value):
        return Citation("tests", None, value, "", COMMIT)

    assert named("test: 3 passed", "3 passed") == "test"
    assert named("test: 3 passed", "test: 3 passed") == "test"
    assert named("test: 3 passed", "4 passed") == "test: 3 passed"
    assert named("in the tree", "in the tree") == "in the tree"


def test_rows_that_do_not_fit_are_left_out():
    assert fitting(["aaa", "bbb"], 8) == ["aaa", "bbb"]
    assert fitting(["aaa", "bbb"], 7) == ["aaa"]
    assert fitting(["aaa", "bbb"], 0) == []


def test_a_place_reads_well_and_leads_there():
    assert place_name("a/" * 50 + "STATUS.md", 3).endswith("/STATUS.md:3")
    assert len(place_name("a/" * 50 + "STATUS.md", 3)) == 62
    assert (
        line_url(repository(), "docs/ü #1.md", 3, COMMIT)
        == f"https://github.test/acme/shop/blob/{COMMIT}/docs/%C3%BC%20%231.md?plain=1#L3"
    )
