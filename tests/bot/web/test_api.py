import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.web.badge import svg
from bot.web.shown import badge_of, claims_of, summary_of
from tests.builders_web import Shelf, StoredLook, StoredRepository, browser, claims

PUBLIC = StoredRepository()


async def test_targets_by_kind():
    async with browser(Shelf()) as client:
        rows = (await client.get("/api/v1/targets")).json()
    assert rows == [
        {"kind": "pull", "waiting": 1, "due": 2, "running": 3, "retrying": 4, "dead": 5, "oldest_lag": 6.5}
    ]


async def test_looks_of_one_repository():
    other = StoredRepository(43, full_name="octo/lighthouse")
    looks = [StoredLook(body=claims(drifted=1)), StoredLook("i/5/r/43", body=claims(holds=1))]
    async with browser(Shelf(looks, [PUBLIC, other])) as client:
        both = (await client.get("/api/v1/looks")).json()
        (one,) = (await client.get("/api/v1/looks", params={"repository": "OCTO/tower"})).json()
    assert [look["repository"] for look in both] == ["octo/tower", "octo/lighthouse"]
    assert [look["where"] for look in both] == ["branch main", "repository"]
    assert one["summary"] == "1 claim: 1 drifted"
    assert one["claims"][0]["status"] == "drifted"
    assert one["taken_at"] == "2026-03-01T12:00:00Z"


async def test_the_badge_of_a_public_repository():
    async with browser(
        Shelf([StoredLook(body=claims(holds=48, drifted=2, unproven=11))], [PUBLIC])
    ) as client:
        answer = await client.get("/badge/octo/tower.svg")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert answer.headers["cache-control"] == "max-age=300"
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert (
        ET.fromstring(answer.text).findtext("{http://www.w3.org/2000/svg}title")
        == "status: 48 hold, 2 drifted"
    )


@pytest.mark.parametrize(
    "shelf",
    [
        Shelf([], [PUBLIC]),
        Shelf([StoredLook(settled=False)], [PUBLIC]),
        Shelf([StoredLook("i/5/r/42/pull/3")], [PUBLIC]),
        Shelf([StoredLook()], [StoredRepository(default_branch=None)]),
    ],
)
async def test_no_badge_without_a_complete_look_at_the_default_branch(shelf):
    async with browser(shelf) as client:
        assert (await client.get("/badge/octo/tower.svg")).status_code == 404


@pytest.mark.parametrize(
    ("counts", "words", "tone"),
    [
        ({"holds": 48, "drifted": 2, "unproven": 11}, "48 hold, 2 drifted", "drifted"),
        ({"drifted": 2}, "2 drifted", "drifted"),
        ({"holds": 3}, "3 hold", "holds"),
        ({"unproven": 3, "pending": 1}, "4 unproven", "unproven"),
        ({}, "no claims", "none"),
    ],
)
def test_what_a_badge_says(counts, words, tone):
    assert badge_of(claims(**counts)) == (words, tone)


@given(st.text(), st.text())
def test_a_badge_is_well_formed_whatever_it_says(words, tone):
    printable = "".join(c for c in words if c.isprintable())
    assert ET.fromstring(svg(printable, tone)).attrib["aria-label"] == f"status: {printable}"


@pytest.mark.parametrize("body", [None, [], "x", {}, {"claims": None}, {"claims": {}}, {"claims": [1, None]}])
def test_a_stored_look_of_another_shape_has_no_claims(body):
    assert claims_of(body) == ()
    assert badge_of(body) == ("no claims", "none")


def test_a_claim_of_another_shape_is_shown_as_far_as_it_goes():
    (claim,) = claims_of({"claims": [{"line": "three", "path": None, "status": "holds"}]})
    assert (claim.line, claim.path, claim.status) == (0, "", "holds")
    assert summary_of([claim.status]) == "1 claim: 1 holds"
    assert summary_of([]) == "no claims"


def test_a_claim_that_is_only_remembered_is_not_shown():
    rows = [{"status": "gone"}, {"status": 5}, {"status": []}, {}, {"status": "drifted"}]
    assert [claim.status for claim in claims_of({"claims": rows})] == ["drifted"]
