"""The heads of a repository by GraphQL."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from bot.errors import Later, Never
from bot.github import Missing
from bot.github.heads import graphql_url, open_heads
from tests.builders_api import API, APP_ID, FakeApi, Turns, client, failing


def run(id_: int, conclusion: str = "SUCCESS", app: int = 1) -> dict[str, Any]:
    suite = {"app": {"databaseId": app}}
    return {"databaseId": id_, "status": "COMPLETED", "conclusion": conclusion, "checkSuite": suite}


def status(state: str) -> dict[str, Any]:
    return {"__typename": "StatusContext", "id": "S1", "context": "codecov/project", "state": state}


def commit(*contexts: Any, oid: str = "c1", total: int | None = None) -> dict[str, Any]:
    found = {"totalCount": len(contexts) if total is None else total, "nodes": list(contexts)}
    return {"oid": oid, "statusCheckRollup": {"contexts": found}}


def pull(number: int, at: dict[str, Any], **fields: Any) -> dict[str, Any]:
    base = {"number": number, "headRefOid": at["oid"], "baseRefName": "main", "isDraft": False, **fields}
    return {**base, "commits": {"nodes": [{"commit": at}]}}


def answered(*pulls: Any, main: Any = None, cursor: str | None = None) -> dict[str, Any]:
    found = {"pageInfo": {"hasNextPage": cursor is not None, "endCursor": cursor}, "nodes": list(pulls)}
    default = None if main is None else {"name": "main", "target": main}
    return {"data": {"repository": {"defaultBranchRef": default, "pullRequests": found}}}


async def heads(*answers: Any) -> list[Any]:
    github = client(FakeApi({"POST /graphql": Turns(answers)}))
    return await open_heads(github, "acme/shop", f"{API}/graphql", APP_ID)


async def test_all_open_pulls_and_the_default_branch_are_seen_over_all_pages():
    first = answered(pull(2, commit(oid="c2"), isDraft=True), None, main=commit(oid="c0"), cursor="next")
    found = await heads(first, answered(pull(1, commit(oid="c1")), main=commit(oid="c0")))
    assert [(head.number, head.head_sha, head.base, head.draft) for head in found] == [
        (None, "c0", "main", False),
        (2, "c2", "main", True),
        (1, "c1", "main", False),
    ]


async def test_the_policy_that_rules_a_head_is_its_bases():
    ruled = {**commit(oid="c0"), "policy": {"oid": "b1"}}
    found = await heads(
        answered(
            pull(1, commit(), baseRef={"target": ruled}),
            pull(2, commit(), baseRef={"target": {**ruled, "policy": None}}),
            pull(3, commit(), baseRef=None),
            main=ruled,
        )
    )
    assert [head.policy for head in found] == ["b1", "b1", "", ""]


async def ci(*contexts: Any, total: int | None = None) -> str:
    return (await heads(answered(pull(1, commit(*contexts, total=total)))))[0].ci


async def test_ci_tells_when_a_check_or_status_changed():
    seen = [
        await ci(),
        await ci(run(1)),
        await ci(run(1, "FAILURE")),
        await ci(run(2)),
        await ci(run(1), status("PENDING")),
        await ci(run(1), status("SUCCESS")),
        await ci(run(1), total=80),
    ]
    assert len(set(seen)) == len(seen)


async def test_ci_does_not_depend_on_order_nor_on_our_own_checks():
    both = await ci(run(1), status("SUCCESS"))
    assert await ci(status("SUCCESS"), run(1)) == both
    assert await ci(status("SUCCESS"), run(1), run(7, app=APP_ID), None, total=3) == both


async def test_a_repository_without_commits_has_no_heads():
    assert await heads(answered()) == []
    bare = answered({"number": 1, "headRefOid": "c", "baseRefName": "main", "commits": {"nodes": []}})
    assert [head.number for head in await heads(bare)] == [1]


async def test_used_up_points_come_back_later():
    """GraphQL says so with status 200."""
    with pytest.raises(Later, match="rate limit"):
        await heads(
            {"data": None, "errors": [{"type": "RATE_LIMITED", "message": "API rate limit exceeded"}]}
        )


async def test_a_repository_that_is_gone_is_missing():
    with pytest.raises(Missing):
        await heads({"data": {"repository": None}, "errors": [{"type": "NOT_FOUND", "message": "Could not"}]})


@pytest.mark.parametrize(
    "answer",
    [
        {"errors": [{"message": "Field 'x' doesn't exist"}]},
        {"data": None, "errors": ["?"]},
        {"data": None},
        [],
    ],
)
async def test_a_refused_query_is_never(answer):
    with pytest.raises(Never, match="refused the query"):
        await heads(answer)


async def test_a_query_is_tried_again_like_a_read():
    answer = answered(pull(1, commit()))
    assert len(await heads(failing(502), answer)) == 1


def test_graphql_has_its_place_beside_the_api():
    assert graphql_url("https://api.github.test") == "https://api.github.test/graphql"
    assert graphql_url("https://ghe.test/api/v3") == "https://ghe.test/api/graphql"


async def test_pages_end_at_their_bound():
    endless = answered(pull(1, commit()), cursor="again")
    assert len(await heads(endless)) == 20


async def test_an_answer_of_another_shape_is_never():
    with pytest.raises(Never, match="not as described"):
        await heads({"data": {"repository": {"pullRequests": []}}})


async def test_the_query_goes_where_it_is_sent():
    api = FakeApi({"POST /graphql": lambda request: httpx.Response(200, json=answered())})
    await open_heads(client(api), "acme/shop", f"{API}/graphql", APP_ID)
    assert b'"owner":"acme"' in api.asked[-1].content.replace(b" ", b"")
