"""What is worth telling somebody, and under which fingerprint."""

from __future__ import annotations

from dataclasses import replace

from bot.findings import findings_of, is_blocker
from bot.messages import issue_text
from parsers.model import Blocker
from tests.builders import claim, document, judged, pull, snapshot, verdict
from tests.builders_speaking import issue

STATUS = document(path="STATUS.md")
TODO = document(path="TODO.md")
ON_MAIN = snapshot(documents=(STATUS, TODO))
DRIFTED = judged(id="aaaaaaaaaaaa", verdict=verdict("drifted", direction="over"))


def blocker(known, text="needs the schema", path="STATUS.md", *, labelled=True, **overrides):
    said = claim(Blocker(text), text=f"Blocker: {text}", labelled=labelled)
    return judged(said, path=path, id=known, **overrides)


def fingerprints(*said, now=ON_MAIN):
    return [finding.fingerprint for finding in findings_of(now, said)]


def test_drift_is_a_finding_and_what_holds_is_none():
    assert fingerprints(DRIFTED, judged(id="bbbbbbbbbbbb")) == ["aaaaaaaaaaaa"]
    assert not is_blocker(*findings_of(ON_MAIN, (DRIFTED,)))


def test_a_labelled_blocker_is_a_finding_on_the_default_branch_only():
    said = blocker("aaaaaaaaaaaa")
    assert fingerprints(said) == ["aaaaaaaaaaaa"]
    assert is_blocker(*findings_of(ON_MAIN, (said,)))
    assert fingerprints(said, now=snapshot(documents=(STATUS,), pull=pull())) == []
    assert fingerprints(said, now=snapshot(documents=(STATUS,), branch="develop")) == []


def test_a_blocker_in_passing_is_none():
    assert fingerprints(blocker("aaaaaaaaaaaa", labelled=False)) == []


def test_a_blocker_whose_condition_is_met_is_drift():
    met = blocker("aaaaaaaaaaaa", verdict=verdict("drifted", direction="under"))
    [finding] = findings_of(ON_MAIN, (met,))
    assert not is_blocker(finding)


def test_a_record_makes_no_findings():
    now = snapshot(documents=(replace(STATUS, kind="record"),))
    assert fingerprints(DRIFTED, blocker("bbbbbbbbbbbb"), now=now) == []


def test_drift_comes_first():
    assert fingerprints(blocker("bbbbbbbbbbbb"), DRIFTED) == ["aaaaaaaaaaaa", "bbbbbbbbbbbb"]


def test_one_blocker_said_twice_is_one_finding():
    one, other = blocker("aaaaaaaaaaaa"), blocker("bbbbbbbbbbbb", path="TODO.md")
    [finding] = findings_of(ON_MAIN, (one, other))
    assert (finding.fingerprint, finding.judged) == ("aaaaaaaaaaaa", (one, other))


def test_the_place_that_has_the_issue_names_the_finding():
    one, other = blocker("aaaaaaaaaaaa"), blocker("bbbbbbbbbbbb", path="TODO.md")
    now = snapshot(documents=(STATUS, TODO), posted=issue("bbbbbbbbbbbb"))
    [finding] = findings_of(now, (one, other))
    assert (finding.fingerprint, finding.judged) == ("bbbbbbbbbbbb", (other, one))


def test_the_other_place_keeps_the_issue_when_the_first_is_removed():
    one, other = blocker("aaaaaaaaaaaa"), blocker("bbbbbbbbbbbb", path="TODO.md")
    body = issue_text(ON_MAIN, findings_of(ON_MAIN, (one, other))[0]).section
    now = snapshot(documents=(STATUS, TODO), posted=issue("aaaaaaaaaaaa", body=body))
    [finding] = findings_of(now, (other,))
    assert finding.fingerprint == "aaaaaaaaaaaa"

    after = issue_text(now, finding, body).section
    later = snapshot(documents=(STATUS, TODO), posted=issue("aaaaaaaaaaaa", body=after))
    assert fingerprints(other, now=later) == ["aaaaaaaaaaaa"], "and in the look after that"


def test_two_places_that_part_ways_are_two_findings():
    one, other = blocker("aaaaaaaaaaaa"), blocker("bbbbbbbbbbbb", path="TODO.md")
    body = issue_text(ON_MAIN, findings_of(ON_MAIN, (one, other))[0]).section
    now = snapshot(documents=(STATUS, TODO), posted=issue("aaaaaaaaaaaa", body=body))
    apart = blocker("bbbbbbbbbbbb", "waiting for the legal review", path="TODO.md")
    assert fingerprints(apart, one, now=now) == ["bbbbbbbbbbbb", "aaaaaaaaaaaa"]
