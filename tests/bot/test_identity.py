"""A statement keeps its identity through every edit that leaves it the same statement."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evidence import Expected
from bot.findings import findings_of
from bot.identity import (
    ENGINE,
    GONE,
    identified,
    identify,
    look_from_json,
    look_json,
    look_of,
    seen_from_json,
    seen_json,
)
from bot.identity.matching import renamed
from bot.messages import issue_text
from bot.snapshot import Posted
from parsers.model import Blocker, Coverage, PathReference, Progress, State
from parsers.model import Tests as Counted
from tests.builders import NOW, claim, document, evidence, judged, pull, snapshot, verdict
from tests.builders_speaking import issue

REPOSITORY = 2


def rows(*claims, path="STATUS.md"):
    """Judged claims of one document, lines numbered in order."""
    return tuple(judged(replace(c, line=n), path=path) for n, c in enumerate(claims, 1))


def seen_as(found, **overrides):
    return look_of(snapshot(**overrides), identify(None, found, REPOSITORY))


def ids(found):
    return [item.id for item in found]


def again(before, now):
    """Ids of both looks: what was found first, and what the second look makes of it."""
    first = identify(None, before, REPOSITORY)
    return ids(first), ids(identify(look_of(snapshot(), first), now, REPOSITORY))


def progress(subject, percent, **overrides):
    overrides.setdefault("text", f"- **{subject}** - {percent}% complete")
    return claim(Progress(percent), subject=subject, **overrides)


def blocker(text, subject="Auth Service", **overrides):
    return claim(Blocker(text), subject=subject, text=f"**Blocker**: {text}", labelled=True, **overrides)


def test_a_first_look_gives_short_lower_case_ids_that_differ():
    found = ids(identify(None, rows(*[claim() for _ in range(50)]), REPOSITORY))
    assert len(set(found)) == 50
    assert all(len(known) == 12 and known.isalnum() and known == known.lower() for known in found)


def test_the_same_document_gives_the_same_ids_and_another_repository_others():
    found = rows(progress("Auth", 90), blocker("needs the schema"))
    assert ids(identify(None, found, REPOSITORY)) == ids(identify(None, found, REPOSITORY))
    assert not set(ids(identify(None, found, REPOSITORY))) & set(ids(identify(None, found, 3)))


def test_moved_lines_change_nothing():
    a, b, c = progress("Auth", 90), progress("Order", 50), blocker("needs the schema")
    before, now = again(rows(a, b, c), rows(progress("New", 1), a, b, c))
    assert now[1:] == before


def test_reordered_rows_keep_their_ids():
    a, b, c = progress("Auth", 90), progress("Order", 50), progress("Catalog", 10)
    before, now = again(rows(a, b, c), rows(c, a, b))
    assert now == [before[2], before[0], before[1]]


def test_changed_figures_change_nothing():
    before, now = again(rows(progress("Auth", 90)), rows(progress("Auth", 95)))
    assert now == before


def test_a_reworded_heading_changes_nothing():
    a = claim(State("done"), text="- Auth ✅", headings=("Project", "Done"))
    before, now = again(rows(a), rows(replace(a, headings=("Project", "What works"))))
    assert now == before


def test_a_state_that_changes_its_words_is_the_same_statement():
    before, now = again(
        rows(claim(State("todo"), text="❌ Auth Service: not started")),
        rows(claim(State("done"), text="✅ Auth Service: complete")),
    )
    assert now == before


def test_a_renamed_subject_is_the_same_statement():
    a = claim(
        Counted(passing=12), subject="Auth Service", text="- 12 tests passing", headings=("Auth Service",)
    )
    b = replace(a, subject="Authentication Service", headings=("Authentication Service",))
    before, now = again(rows(a), rows(b))
    assert now == before


def test_another_subject_in_its_place_is_another_statement():
    a = claim(
        Counted(passing=12), subject="Auth Service", text="- 12 tests passing", headings=("Auth Service",)
    )
    b = replace(a, subject="Order Service", headings=("Order Service",))
    before, now = again(rows(a), rows(b))
    assert now != before


def test_a_subject_that_exists_beside_the_other_was_not_renamed_to_it():
    a = claim(Counted(passing=12), subject="Auth", text="- 12 tests passing", headings=("Auth",))
    other = claim(Coverage(80), subject="Auth Service", text="Auth Service 80%", headings=("Auth",))
    before, now = again(rows(a, other), rows(replace(a, subject="Auth Service"), other))
    assert now[1] == before[1]
    assert now[0] != before[0]


def test_a_blocker_named_by_its_heading_survives_the_rewording_of_it():
    def named(name):
        return claim(Blocker(name), subject=name, text=f"1. {name} (60% complete)", labelled=True)

    before, now = again(
        rows(named("API Gateway Integration"), named("Load tests")),
        rows(named("API Gateway Integration and roll-out"), named("Load tests")),
    )
    assert now == before


def test_between_the_same_neighbours_a_renamed_subject_may_exist_elsewhere():
    one = claim(State("done"), subject="Schema", text="Status: tests blocked")
    two = replace(one, subject="Schema (updated)")
    first, last, other = (
        progress("A", 1),
        progress("B", 2),
        claim(Coverage(80), subject="Schema", text="Schema 80%"),
    )
    before, now = again(rows(first, one, last, other), rows(first, two, last, other))
    assert now == before


def test_equal_rows_under_different_headings_are_kept_apart():
    a = claim(State("todo"), subject="Docs", text="- [ ] Docs", headings=("Auth",))
    b = replace(a, headings=("Order",))
    before, now = again(rows(a, b), rows(b))
    assert now == before[1:]
    before, now = again(rows(a, b), rows(b, a))
    assert now == [before[1], before[0]]


def test_equal_rows_under_one_heading_keep_their_neighbours():
    same = claim(State("todo"), subject="Docs", text="- [ ] Docs")
    one, two, three = progress("Auth", 1), progress("Order", 2), progress("Catalog", 3)
    before, now = again(rows(one, same, two, same, three), rows(two, same, three))
    assert now == before[2:]


def test_equal_rows_without_distinction_keep_their_order():
    same = claim(State("todo"), subject="Docs", text="- [ ] Docs")
    before, now = again(rows(same, same, same), rows(same, same))
    assert set(now) <= set(before)
    assert len(set(now)) == 2


def test_a_renamed_document_keeps_its_ids():
    found = (progress("Auth", 90), progress("Order", 50), blocker("needs the schema"))
    before, now = again(rows(*found), rows(progress("Auth", 91), *found[1:], path="docs/PROGRESS.md"))
    assert now == before


def test_another_document_with_little_in_common_is_another():
    assert renamed([("a", 1), ("a", 2), ("a", 3)], [("b", 3), ("b", 4), ("b", 5)]) == {}
    assert renamed([("a", 1), ("c", 9)], [("b", 1), ("c", 9)]) == {"a": "b"}


def test_two_documents_cannot_become_one():
    assert renamed([("a", 1), ("b", 1)], [("c", 1)]) == {"a": "c"}


def test_a_repository_turned_over_is_not_compared_file_by_file():
    before = [(f"a{n}", 1) for n in range(60)]
    assert renamed(before, [(f"b{n}", 1) for n in range(60)]) == {}


def test_a_statement_moved_to_another_document_keeps_its_id():
    stays, moves = progress("Auth", 90), blocker("needs the schema")
    other = progress("Order", 10)
    before, now = again(
        rows(stays, moves) + rows(other, path="b.md"), rows(stays) + rows(other, moves, path="b.md")
    )
    assert now == [before[0], before[2], before[1]]


def test_a_reworded_blocker_is_the_same_blocker():
    before, now = again(rows(blocker("needs the schema")), rows(blocker("needs a Prisma schema")))
    assert now == before


def test_another_blocker_of_the_same_subject_is_another():
    before, now = again(rows(blocker("needs the schema")), rows(blocker("waiting for the legal review")))
    assert now != before


def test_of_several_reworded_blockers_each_finds_its_own():
    before, now = again(
        rows(blocker("needs the order schema first"), blocker("waits for the payment keys")),
        rows(
            blocker("waits for payment keys"),
            blocker("needs an order schema first"),
            blocker("something else now"),
        ),
    )
    assert now[:2] == [before[1], before[0]]
    assert now[2] not in before


def test_too_many_reworded_at_once_are_new_rather_than_guessed():
    names = [f"{a}{b}" for a in "abcdefgh" for b in "abcdefgh"]
    before, now = again(
        rows(*[blocker(f"needs {n} at once") for n in names]),
        rows(*[blocker(f"needs {n} right now") for n in names]),
    )
    assert not set(before) & set(now)


def test_a_text_of_icons_alone_is_still_compared():
    a = claim(PathReference("x"), subject="X", text="✅", headings=("One",))
    b = claim(PathReference("x"), subject="X", text="❌", headings=("Two",))
    before, now = again(rows(a), rows(b))
    assert now == before


def test_what_was_gone_for_a_while_is_known_again():
    first = identify(None, rows(blocker("needs the schema")), REPOSITORY)
    without = look_of(snapshot(previous=look_of(snapshot(), first)), ())
    assert [seen.status for seen in without.claims] == [GONE]
    assert ids(identify(without, rows(blocker("needs the schema")), REPOSITORY)) == ids(first)
    still = look_of(snapshot(previous=without, taken_at=NOW + timedelta(days=5)), ())
    assert still.claims == without.claims


def test_what_is_long_gone_is_forgotten():
    first = identify(None, rows(blocker("needs the schema")), REPOSITORY)
    without = look_of(snapshot(previous=look_of(snapshot(), first)), ())
    assert look_of(snapshot(previous=without, taken_at=NOW + timedelta(days=31)), ()).claims == ()


def test_what_comes_back_counts_from_now():
    first = identify(None, rows(claim()), REPOSITORY)
    without = look_of(snapshot(previous=look_of(snapshot(), first)), ())
    later = NOW + timedelta(days=2)
    [seen] = look_of(snapshot(previous=without, taken_at=later), first).claims
    assert (seen.status, seen.since) == ("holds", later.isoformat())


def test_an_id_that_is_taken_is_given_to_nobody_else():
    [first] = identify(None, rows(blocker("needs the schema")), REPOSITORY)
    # The blocker was reworded out of recognition step by step and kept its id; then the first wording comes anew.
    moved_on = look_of(snapshot(), (replace(first, claim=blocker("waiting for the legal review")),))
    kept, fresh = identify(
        moved_on, rows(blocker("waiting for the legal review"), blocker("needs the schema")), REPOSITORY
    )
    assert kept.id == first.id
    assert fresh.id != first.id


def test_a_snapshot_knows_its_own_last_look():
    [first] = identified(snapshot(), rows(claim()))
    [second] = identified(snapshot(previous=look_of(snapshot(), (first,))), rows(claim()))
    assert first.id == second.id


def remembering(first, **overrides):
    """Posted: the issue of this blocker, as it was opened."""
    now = snapshot(documents=(document(path="STATUS.md"),))
    body = issue_text(now, findings_of(now, (first,))[0]).section
    return issue(first.id, body=body, **overrides)


def test_an_issue_tells_who_its_claim_is_when_the_ledger_is_lost():
    [first] = identify(None, rows(blocker("needs the schema")), REPOSITORY)
    now = snapshot(posted=remembering(first))
    assert ids(identified(now, rows(progress("Auth", 1), blocker("needs a Prisma schema"))))[1] == first.id
    assert identified(replace(now, pull=pull(), branch=None), rows(claim()))[0].id != first.id


@pytest.mark.parametrize("previous", [None, look_of(snapshot(), ())])
def test_a_closed_or_unknown_issue_is_known_again_by_its_very_words(previous):
    [first] = identify(None, rows(blocker("needs the schema")), 99)
    now = snapshot(posted=remembering(first, open=False), previous=previous)
    assert ids(identified(now, rows(blocker("needs the schema")))) == [first.id]
    assert ids(identified(now, rows(blocker("needs a Prisma schema")))) != [first.id]


@pytest.mark.parametrize("previous", [None, look_of(snapshot(), ())])
def test_doubled_issues_give_no_id_twice(previous):
    found = identify(None, rows(blocker("needs the schema"), blocker("needs the schema")), REPOSITORY)
    posted = remembering(found[0])
    doubled = Posted(issues=(*posted.issues, replace(posted.issues[0], number=9)))
    assert ids(identified(snapshot(posted=doubled, previous=previous), found)) == ids(found)


def test_what_the_ledger_knows_counts_more_than_the_issue():
    [first] = identify(None, rows(blocker("needs the schema")), REPOSITORY)
    reworded = replace(first, claim=blocker("needs the order schema now"))
    now = snapshot(posted=remembering(first), previous=look_of(snapshot(), (reworded,)))
    assert ids(identified(now, rows(blocker("needs the order schema now")))) == [first.id]


def test_an_issue_that_speaks_of_another_finding_is_not_believed():
    [first] = identify(None, rows(blocker("needs the schema")), 99)
    posted = remembering(first)
    forged = replace(posted, issues=(replace(posted.issues[0], fingerprint="zzzzzzzzzzzz"),))
    assert ids(identified(snapshot(posted=forged), rows(blocker("needs the schema")))) != [first.id]


def test_a_look_remembers_since_when():
    [first] = identify(None, rows(claim()), REPOSITORY)
    look = look_of(snapshot(), (first,))
    assert (look.engine, look.head_sha, look.settled) == (ENGINE, snapshot().head_sha, True)
    assert look.claims[0].since == NOW.isoformat()
    later = snapshot(previous=look, taken_at=NOW + timedelta(hours=1))
    assert look_of(later, (first,)).claims[0].since == NOW.isoformat()
    drifted = replace(first, verdict=verdict("drifted", direction="over"))
    [seen] = look_of(later, (drifted,)).claims
    assert (seen.status, seen.direction, seen.since) == ("drifted", "over", later.taken_at.isoformat())


def test_while_evidence_is_missing_the_last_settled_status_stands():
    [first] = identify(None, rows(claim()), REPOSITORY)
    waiting = snapshot(
        previous=look_of(snapshot(), (first,)),
        evidence=evidence(expected=(Expected("test", "running"),)),
        taken_at=NOW + timedelta(hours=1),
    )
    pending = replace(first, verdict=verdict("pending"))
    new = replace(pending, id="zzzzzzzzzzzz")
    look = look_of(waiting, (pending, new))
    assert not look.settled
    assert [(seen.status, seen.since) for seen in look.claims] == [
        ("holds", NOW.isoformat()),
        ("pending", waiting.taken_at.isoformat()),
    ]


def test_a_look_survives_json():
    look = seen_as(rows(progress("Auth", 90, headings=("A", "B")), blocker("needs the schema")))
    assert look_from_json(look_json(look)) == look
    assert look_from_json(look_json(look) | {"unknown": 1}) == look
    assert seen_from_json(seen_json(look.claims[0])) == look.claims[0]


@pytest.mark.parametrize("value", [None, [], "x", {}, {"id": 1}])
def test_what_is_no_look_is_refused(value):
    with pytest.raises(ValueError):
        look_from_json(value)
    with pytest.raises(ValueError):
        seen_from_json(value)


CLAIMS = st.builds(
    lambda subject, number, heading, kind: {
        "progress": progress(subject, number, headings=(heading,)),
        "blocker": blocker(f"needs {number}", subject, headings=(heading,)),
        "state": claim(State("done"), subject=subject, text=f"{subject} done", headings=(heading,)),
    }[kind],
    st.sampled_from(["Auth", "Order", "Auth Service"]),
    st.integers(0, 3),
    st.sampled_from(["One", "Two"]),
    st.sampled_from(["progress", "blocker", "state"]),
)


@given(st.lists(CLAIMS, max_size=12), st.lists(CLAIMS, max_size=12))
def test_any_two_looks_give_each_claim_one_id_of_its_own(before, now):
    first = identify(None, rows(*before), REPOSITORY)
    look = look_of(snapshot(), first)
    second = identify(look, rows(*now), REPOSITORY)
    assert len(set(ids(second))) == len(now)
    assert ids(identify(look, first, REPOSITORY)) == ids(first)
    assert all(known.isalnum() for known in ids(second))


@given(
    st.lists(CLAIMS, max_size=12, unique_by=lambda c: (c.kind, c.subject, c.text, c.headings)), st.randoms()
)
def test_any_order_of_different_rows_keeps_every_id(found, chance):
    first = identify(None, rows(*found), REPOSITORY)
    mixed = list(first)
    chance.shuffle(mixed)
    second = identify(look_of(snapshot(), first), [replace(item, id="") for item in mixed], REPOSITORY)
    assert ids(second) == ids(mixed)
