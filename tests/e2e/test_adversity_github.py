"""GitHub failing, cutting, slowing and limiting: exactly one of each in the end."""

import pytest

from tests.builders_adversity import together

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

CREATES = {
    "check": "*/check-runs",
    "comment": "*/issues/*/comments",
    "issue": "*/shop/issues",
    "label": "*/labels",
}


def spoiled(what, outcome, applies):
    """A story in which the first two creations of one kind go wrong."""

    async def story(scene):
        path = f"/repos/{scene.organisation.account.login}{CREATES[what]}"
        scene.github.fail_next("POST", path, outcome=outcome, applies=applies, times=2, status=502, seconds=1)
        sha = scene.begin()
        number, head = scene.boast()
        await scene.rest(150, hurry=True)
        assert len(scene.comments(number)) == 1
        assert len(scene.checks(head)) == len(scene.checks(sha)) == 1
        assert len(scene.issues("open")) == 1
        names = [label.name for label in scene.shop.it.labels]
        assert sorted(name for name in names if name in ("statusproof", "blocker")) == [
            "blocker",
            "statusproof",
        ]
        assert scene.told(number) == 1

    story.__name__ = f"{what}-{outcome}-{'after' if applies else 'before'}"
    return story


@pytest.mark.parametrize("applies", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("outcome", ["status", "cut"])
async def test_creations_that_go_wrong(database_url, tmp_path, outcome, applies):
    await together(database_url, tmp_path, *(spoiled(what, outcome, applies) for what in CREATES))


async def reads_that_fail(scene):
    path = f"/repos/{scene.organisation.account.login}/*"
    scene.github.fail_next("GET", path, outcome="status", status=503, times=6)
    scene.github.fail_next("GET", path, outcome="cut", times=6)
    sha = scene.begin()
    number, head = scene.boast()
    await scene.rest(120, hurry=True)
    assert len(scene.comments(number)) == len(scene.checks(head)) == len(scene.checks(sha)) == 1
    assert len(scene.issues()) == 1


async def secondary_limit(scene):
    path = f"/repos/{scene.organisation.account.login}/*"
    scene.github.fail_next(
        "POST", path, status=403, times=1, headers=(("retry-after", "4"),),
        body='{"message": "You have exceeded a secondary rate limit.", "documentation_url": "https://docs.github.com"}',
    )  # fmt: skip
    sha = scene.begin()
    number, head = scene.boast()
    await scene.rest(120)
    assert len(scene.comments(number)) == len(scene.checks(head)) == len(scene.checks(sha)) == 1
    assert len(scene.issues()) == 1


async def secondary_limit_without_a_time(scene):
    path = f"/repos/{scene.organisation.account.login}/*"
    scene.github.fail_next(
        "POST", path, status=403, times=1,
        body='{"message": "You have exceeded a secondary rate limit.", "documentation_url": "https://docs.github.com"}',
    )  # fmt: skip
    sha = scene.begin()
    number, head = scene.boast()
    await scene.rest(120, hurry=True)
    assert len(scene.comments(number)) == len(scene.checks(head)) == len(scene.checks(sha)) == 1


async def slow_answers(scene):
    path = f"/repos/{scene.organisation.account.login}/*"
    scene.github.fail_next("*", path, outcome="slow", seconds=0.7, times=60)
    sha = scene.begin()
    number, head = scene.boast()
    await scene.rest(180, hurry=True)
    assert len(scene.comments(number)) == len(scene.checks(head)) == len(scene.checks(sha)) == 1
    assert len(scene.issues()) == 1


async def token_revoked(scene):
    scene.begin()
    await scene.rest()
    world = scene.github.world
    world.tokens = {t: one for t, one in world.tokens.items() if one.installation.id != scene.installation}
    number, head = scene.boast()
    await scene.rest()
    assert len(scene.comments(number)) == len(scene.checks(head)) == 1


async def test_github_in_trouble(database_url, tmp_path):
    await together(
        database_url,
        tmp_path,
        reads_that_fail,
        secondary_limit,
        secondary_limit_without_a_time,
        slow_answers,
        token_revoked,
    )


async def primary_limit_used_up(scene):
    scene.begin()
    await scene.rest()
    budget = next(b for key, b in scene.github.world.budgets.items() if key.endswith(str(scene.installation)))
    budget.used = scene.github.limits.per_hour - 3
    number, head = scene.boast()
    await scene.until(lambda: budget.used >= scene.github.limits.per_hour)
    await scene.until(
        lambda: scene.query("select blocked_until from pace where blocked_until > now() + interval '30 min'")
    )
    asked = len(scene.requests())
    scene.shop.edit_pull(number, "bob", title="Once more")
    await scene.github.settle()
    await scene.pause(6)
    assert len(scene.requests()) <= asked + 3
    budget.used = 0
    await scene.rest(60, hurry=True)
    assert len(scene.comments(number)) == len(scene.checks(head)) == 1


async def test_primary_limit(database_url, tmp_path):
    await together(database_url, tmp_path, primary_limit_used_up)


async def tokens_that_end_midway(scene):
    """The sandbox's clock runs ahead of ours: tokens end although they should last."""
    scene.begin()
    await scene.rest()
    number, head = scene.boast()
    for _ in range(6):
        for token in scene.github.world.tokens.values():
            token.expires_at = scene.github.world.now()
        await scene.pause(0.8)
    await scene.rest()
    assert len(scene.comments(number)) == len(scene.checks(head)) == 1


async def test_tokens(database_url, tmp_path):
    await together(database_url, tmp_path, tokens_that_end_midway)
