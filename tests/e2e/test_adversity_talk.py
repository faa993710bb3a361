"""People at the comment, and the life of a pull request: one comment or none, one check run per head."""

import pytest

from tests.builders_adversity import BOAST, together
from tests.builders_e2e import STATUS, green

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


async def deleted_comment_comes_back_only_with_something_to_say(scene):
    scene.begin()
    number, _ = scene.boast()
    await scene.rest()
    (first,) = scene.comments(number)
    scene.shop.delete_comment(first.id)
    await scene.rest()
    (second,) = scene.comments(number)
    fixed = scene.shop.commit("boast", {"STATUS.md": STATUS + "\nMore later.\n"}, "Mend")
    green(scene.shop, fixed)
    await scene.rest()
    scene.shop.delete_comment(second.id)
    await scene.rest()
    assert scene.comments(number) == []
    assert scene.check(fixed).conclusion == "success"


async def doubled_comment_is_healed(scene):
    scene.begin()
    number, _ = scene.boast()
    await scene.rest()
    (first,) = scene.comments(number)
    scene.shop.comment(number, scene.github.app.bot.login, first.body)
    scene.shop.comment(number, scene.github.app.bot.login, first.body)
    await scene.rest()
    assert [one.id for one in scene.comments(number)] == [first.id]


async def edited_comment_is_put_right(scene):
    scene.begin()
    number, _ = scene.boast()
    await scene.rest()
    (first,) = scene.comments(number)
    said = first.body
    scene.shop.edit_comment(first.id, "mallory", said.replace("300", "120"))
    await scene.rest()
    (same,) = scene.comments(number)
    assert (same.id, same.body) == (first.id, said)
    assert scene.told(number) == 1


async def comment_without_its_marker_is_still_the_only_one(scene):
    scene.begin()
    number, _ = scene.boast()
    await scene.rest()
    (first,) = scene.comments(number)
    scene.shop.edit_comment(first.id, "mallory", "Nothing to see here.")
    await scene.rest()
    assert len(scene.comments(number)) == 1


async def quoting_our_marker_makes_nobody_us(scene):
    scene.begin()
    number, _ = scene.boast()
    await scene.rest()
    (first,) = scene.comments(number)
    theirs = scene.shop.comment(number, "mallory", first.body)
    await scene.rest()
    assert [one.id for one in scene.comments(number)] == [first.id]
    (kept,) = [one for one in scene.shop.comments(number) if one.id == theirs]
    assert kept.body == first.body


async def test_people_and_the_comment(database_url, tmp_path):
    await together(
        database_url,
        tmp_path,
        deleted_comment_comes_back_only_with_something_to_say,
        doubled_comment_is_healed,
        edited_comment_is_put_right,
        comment_without_its_marker_is_still_the_only_one,
        quoting_our_marker_makes_nobody_us,
    )


async def force_push(scene):
    begun = scene.begin()
    number, old = scene.boast()
    await scene.rest()
    head = scene.shop.commit("boast", {"STATUS.md": BOAST + "\nAgain.\n"}, "Again", start=begun, force=True)
    green(scene.shop, head)
    await scene.rest()
    assert len(scene.comments(number)) == 1
    assert head[:7] in scene.comments(number)[0].body
    assert len(scene.checks(old)) == len(scene.checks(head)) == 1
    assert scene.told(number) == 1


async def draft_then_ready(scene):
    scene.begin()
    number, head = scene.boast(draft=True)
    await scene.rest()
    assert scene.comments(number) == []
    assert scene.check(head).conclusion == "neutral"
    scene.shop.ready(number)
    await scene.rest()
    assert len(scene.comments(number)) == 1
    assert len(scene.checks(head)) == 1


async def pull_request_from_a_fork(scene):
    scene.begin()
    fork = scene.shop.fork("eve")
    head = fork.commit("patch", {"STATUS.md": BOAST}, "Boast", "eve")
    number = scene.shop.open_pull("patch", "main", "Patch", "", "eve", fork=fork)
    green(scene.shop, head)
    await scene.rest()
    (comment,) = scene.comments(number)
    assert "(from a fork)" in comment.body
    assert scene.check(head).conclusion == "neutral"
    assert not [row for row in scene.github.requests if row["path"].startswith("/repos/eve/")]


async def rerun_of_a_forks_check(scene):
    """A delivery was lost; Re-run looks anew, though of a fork GitHub does not say which pull request it is."""
    scene.begin()
    fork = scene.shop.fork("eve")
    head = fork.commit("patch", {"STATUS.md": BOAST}, "Boast", "eve")
    number = scene.shop.open_pull("patch", "main", "Patch", "", "eve", fork=fork)
    green(scene.shop, head)
    await scene.rest()
    (comment,) = scene.comments(number)
    del scene.shop.it.comments[comment.id]
    scene.shop.rerequest(scene.check(head).id)
    await scene.rest()
    assert len(scene.comments(number)) == 1
    assert len(scene.checks(head)) == 1


async def closed_and_opened_again(scene):
    scene.begin()
    number, _ = scene.boast()
    await scene.rest()
    scene.shop.close_pull(number)
    await scene.rest()
    before = len(scene.writes())
    head = scene.shop.commit("boast", {"STATUS.md": BOAST + "\nAgain.\n"}, "Again")
    green(scene.shop, head)
    scene.shop.comment(number, "bob", "Closed.")
    await scene.rest()
    assert len(scene.writes()) == before
    scene.shop.reopen_pull(number)
    await scene.rest()
    assert len(scene.comments(number)) == 1
    assert scene.check(head).conclusion == "neutral"


async def description_edited(scene):
    scene.begin()
    number, head = scene.boast()
    await scene.rest()
    before = len(scene.writes())
    scene.shop.edit_pull(number, "bob", body="Auth Service: 999 tests passing. fixes #1 @bob")
    await scene.rest()
    assert len(scene.writes()) == before
    assert len(scene.checks(head)) == 1


async def other_base(scene):
    scene.begin()
    quiet = "version: 1\npull_requests: {check_over: failing}\n"
    scene.shop.commit("release", {".github/statusproof.yml": quiet}, "Be strict there")
    number, head = scene.boast()
    await scene.rest()
    assert scene.check(head).conclusion == "neutral"
    scene.shop.edit_pull(number, "bob", base="release")
    await scene.rest()
    assert scene.check(head).conclusion == "failure"
    assert len(scene.comments(number)) == 1


async def merge_queue(scene):
    scene.begin()
    number, _ = scene.boast()
    await scene.rest()
    issues = len(scene.issues())
    queued = scene.shop.enqueue(number)
    green(scene.shop, queued)
    await scene.rest()
    assert scene.check(queued).status == "completed"
    assert len(scene.comments(number)) == 1
    assert len(scene.issues()) == issues
    scene.shop.leave_queue(number, "merged")
    await scene.rest()
    assert len(scene.issues()) == issues


async def test_the_life_of_a_pull_request(database_url, tmp_path):
    await together(
        database_url,
        tmp_path,
        force_push,
        draft_then_ready,
        pull_request_from_a_fork,
        rerun_of_a_forks_check,
        closed_and_opened_again,
        description_edited,
        other_base,
        merge_queue,
    )
