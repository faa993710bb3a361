"""CI that is late, broken, cancelled or silent: waited for, said, and never an accusation."""

import pytest

from tests.builders_adversity import BOAST, together
from tests.builders_e2e import POLICY, green

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


async def pending_then_finished(scene):
    scene.begin()
    head = scene.shop.commit("boast", {"STATUS.md": BOAST}, "Boast")
    number = scene.shop.open_pull("boast", "main", "Boast", "", "bob")
    run = scene.shop.start_workflow(head, "CI", ("test (auth)", "test (billing)"))
    await scene.rest()
    check = scene.check(head)
    assert check.status == "in_progress"
    assert "test (auth)" in check.title
    assert scene.comments(number) == []
    scene.shop.finish_workflow(run)
    green(scene.shop, head)
    await scene.rest()
    assert scene.check(head).id == check.id
    assert scene.check(head).status == "completed"
    assert len(scene.comments(number)) == 1


async def waiting_that_ends(scene):
    """CI that never ends: the look planned for the end of the wait finishes the check, with the reason."""
    scene.begin({".github/statusproof.yml": "version: 1\nevidence: {wait: 1m}\n"})
    head = scene.shop.commit("boast", {"STATUS.md": BOAST}, "Boast")
    number = scene.shop.open_pull("boast", "main", "Boast", "", "bob")
    scene.shop.start_check(head, "test (auth)")
    await scene.rest()
    assert scene.check(head).status == "in_progress"
    planned = scene.query(
        "select again_at - now() between '20 s' and '60 s' from target where key like %s",
        f"i/{scene.installation}/r/%/pull/{number}",
    )
    assert planned == [(True,)]
    await scene.until(lambda: scene.check(head).status == "completed", 90)
    await scene.rest()
    check = scene.check(head)
    assert check.conclusion == "neutral"
    assert "test (auth)" in f"{check.title} {check.summary}"
    assert scene.comments(number) == []


async def cancelled_job_is_no_drift(scene):
    scene.begin()
    head = scene.shop.commit("boast", {"STATUS.md": BOAST}, "Boast")
    number = scene.shop.open_pull("boast", "main", "Boast", "", "bob")
    scene.shop.finish_check(head, "test (auth)", "cancelled", title="20 passed", summary="20 passed")
    scene.shop.finish_check(
        head, "test (billing)", title="34 passed, 2 failed", summary="34 passed, 2 failed"
    )
    scene.shop.set_status(head, "codecov/project/auth", description="97.00% (+0.00%) compared to 1a2b3c4")
    await scene.rest()
    assert scene.comments(number) == []
    assert scene.check(head).conclusion != "failure"
    assert "cancelled" in (scene.check(head).text or "")


async def no_ci_at_all(scene):
    sha = scene.shop.commit("main", {**POLICY, "STATUS.md": BOAST}, "Begin")
    head = scene.shop.commit("boast", {"STATUS.md": BOAST + "\nx\n"}, "Boast")
    number = scene.shop.open_pull("boast", "main", "Boast", "", "bob")
    scene.shop.idle_suite(head, "dependabot")
    await scene.rest()
    assert scene.check(head).status == scene.check(sha).status == "completed"
    assert scene.comments(number) == []


async def run_of_a_newcomer(scene):
    scene.begin()
    fork = scene.shop.fork("eve")
    head = fork.commit("patch", {"STATUS.md": BOAST}, "Boast", "eve")
    number = scene.shop.open_pull("patch", "main", "Patch", "", "eve", fork=fork)
    run = scene.shop.start_workflow(
        head, "CI", ("test (auth)",), event="pull_request", fork=fork, branch="patch"
    )
    scene.shop.await_approval(run)
    await scene.rest()
    assert scene.comments(number) == []
    assert len(scene.checks(head)) == 1
    assert "approve" in scene.check(head).title


async def two_pull_requests_with_one_head(scene):
    """Each has its own check run; what is required is the word of the one that spoke last, for both."""
    scene.begin()
    scene.shop.commit(
        "release", {".github/statusproof.yml": "version: 1\npull_requests: {comment: never}\n"}, "x"
    )
    number, head = scene.boast()
    other = scene.shop.open_pull("boast", "release", "Boast there", "", "bob")
    await scene.rest()
    assert sorted(len(scene.comments(one)) for one in (number, other)) == [0, 1]
    assert len(scene.checks(head)) == 2
    assert len({run.external_id for run in scene.checks(head)}) == 2
    before = len(scene.writes())
    scene.shop.edit_pull(number, "bob", title="One")
    scene.shop.edit_pull(other, "bob", title="Two")
    await scene.rest()
    assert len(scene.writes()) == before


async def test_evidence(database_url, tmp_path):
    await together(
        database_url,
        tmp_path,
        pending_then_finished,
        waiting_that_ends,
        cancelled_job_is_no_drift,
        no_ci_at_all,
        run_of_a_newcomer,
        two_pull_requests_with_one_head,
    )
