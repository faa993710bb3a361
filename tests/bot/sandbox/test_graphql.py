"""POST /graphql: the app's own queries, answered with what they ask for and nothing else."""

from pathlib import Path

import pytest

from bot.sandbox.routes.graphql import QUERIES
from bot.sandbox.selection import UnknownFieldError, project, read
from tests.builders_sandbox import Visitor

_SENT = Path(__file__).parents[3] / "bot" / "github" / "queries"


def _query(name):
    return (_SENT / f"{name}.graphql").read_text("utf-8")


def test_every_query_the_app_sends_is_known():
    assert {path.stem for path in _SENT.glob("*.graphql")} <= QUERIES.keys()


async def _ask(app, query, **variables):
    return (await app.post("/graphql", {"query": query, "variables": variables})).json()


async def test_open_heads_come_with_what_ci_says(shop, app, change):
    run = shop.finish_check(change.head, "test", "failure")
    shop.set_status(change.head, "codecov/project")
    shop.start_check(shop.tip("main"), "test")
    answer = await _ask(app, _query("OpenHeads"), owner="acme", name="shop", first=10)
    found = answer["data"]["repository"]
    pull = found["pullRequests"]["nodes"][0]
    rollup = pull["commits"]["nodes"][0]["commit"]["statusCheckRollup"]
    assert (pull["number"], pull["headRefOid"], pull["isDraft"]) == (change.number, change.head, False)
    assert "title" not in pull
    assert rollup["state"] == "FAILURE"
    check, status = rollup["contexts"]["nodes"]
    assert (check["__typename"], check["databaseId"], check["conclusion"]) == ("CheckRun", run, "FAILURE")
    assert (status["__typename"], status["context"], status["state"]) == (
        "StatusContext",
        "codecov/project",
        "SUCCESS",
    )
    assert found["defaultBranchRef"]["target"]["statusCheckRollup"]["state"] == "PENDING"


async def test_open_heads_are_paged_by_cursor(shop, app):
    for number in range(3):
        shop.commit(f"fix-{number}", {f"{number}": "x"}, "Fix")
        shop.open_pull(f"fix-{number}")
    text, where = _query("OpenHeads"), {"owner": "acme", "name": "shop", "first": 2}
    first = (await _ask(app, text, **where, after=None))["data"]["repository"]["pullRequests"]
    cursor = first["pageInfo"]["endCursor"]
    second = (await _ask(app, text, **where, after=cursor))["data"]["repository"]["pullRequests"]
    assert [one["number"] for one in [*first["nodes"], *second["nodes"]]] == [3, 2, 1]
    assert (first["pageInfo"]["hasNextPage"], second["pageInfo"]["hasNextPage"]) == (True, False)
    assert first["nodes"][0]["commits"]["nodes"][0]["commit"]["statusCheckRollup"] is None


async def test_empty_repository_has_no_default_branch(github, app):
    github.organisation("acme").repository("empty")
    answer = await _ask(app, _query("OpenHeads"), owner="acme", name="empty", first=10)
    assert answer["data"]["repository"]["defaultBranchRef"] is None


async def test_what_cannot_be_answered_is_an_error_with_200(github, shop, app):
    unseen = github.person("eve").repository("diary")
    for query, variables, kind in (
        ("query Nothing { viewer { login } }", {}, "undefinedField"),
        (_query("OpenHeads"), {"owner": "acme", "name": "none"}, "NOT_FOUND"),
        (_query("OpenHeads"), {"owner": "eve", "name": unseen.it.name}, "NOT_FOUND"),
        ("query OpenHeads { repository { secrets } }", {"owner": "acme", "name": "shop"}, "undefinedField"),
        ("query OpenHeads {", {}, "parseError"),
    ):
        answer = await _ask(app, query, **variables)
        assert answer["errors"][0]["type"] == kind
    async with Visitor(github, permissions={"checks": "read"}) as narrow:
        answer = await _ask(narrow, _query("OpenHeads"), owner="acme", name="shop", first=1)
        assert answer["errors"][0]["type"] == "NOT_FOUND"


def test_answers_hold_what_was_asked_under_the_name_it_was_asked():
    query = read(
        """
        # a comment
        query Q($n: Int = 3) { a: first(n: $n, by: {x: [1, 2]}, word: "two words") { one ...F ... on B { two } } }
        fragment F on X { three }
        """
    )
    seen = []
    value = {"first": lambda given: seen.append(given) or {"__typename": "A", "one": 1, "two": 2, "three": 3}}
    assert project(value, query.top, query, {"n": 5}) == {"a": {"one": 1, "three": 3}}
    assert seen == [{"n": 5, "word": "two words"}]


def test_unknown_fields_and_half_queries_are_refused():
    query = read("query Q { none }")
    with pytest.raises(UnknownFieldError):
        project({}, query.top, query, {})
    with pytest.raises(ValueError, match="too early"):
        read("query Q { a(b: [1, ")
