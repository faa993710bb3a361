"""Who may do what, taken away and given back: said once, never tried in a loop, healed when it returns."""

import pytest

from bot.sandbox import PERMISSIONS
from tests.builders_adversity import together

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


async def checks_may_only_be_read(scene):
    scene.organisation.grant(**{**PERMISSIONS, "checks": "read"})
    sha = scene.begin()
    number, head = scene.boast()
    await scene.rest()
    assert len(scene.comments(number)) == 1
    assert len(scene.issues()) == 1
    assert scene.checks(head) == scene.checks(sha) == []
    tried = [row for row in scene.requests("POST") if row["path"].endswith("/check-runs")]
    assert len(tried) <= 4
    said = [line for line in scene.service.printed().splitlines() if "lacks the permission checks" in line]
    assert len(said) == 1, said
    scene.organisation.grant(**PERMISSIONS)
    await scene.rest()
    assert len(scene.checks(head)) == len(scene.checks(sha)) == 1


async def suspended_and_resumed(scene):
    scene.begin()
    await scene.rest()
    scene.organisation.suspend()
    number, head = scene.boast()
    await scene.rest()
    assert scene.checks(head) == []
    scene.organisation.unsuspend()
    await scene.rest()
    assert len(scene.comments(number)) == 1
    assert len(scene.checks(head)) == 1


async def suspended_in_the_middle(scene):
    """The repository was surveyed, the look itself was refused: what was seen then must not count as done."""
    scene.begin()
    await scene.rest()
    scene.github.next_hook("pull_request", kind="lose")
    number, head = scene.boast()
    await scene.github.settle()
    scene.organisation.suspend()
    await scene.rest()
    scene.organisation.unsuspend()
    await scene.rest()
    assert len(scene.comments(number)) == 1
    assert len(scene.checks(head)) == 1


async def uninstalled(scene):
    scene.begin()
    scene.boast()
    await scene.rest()
    scene.organisation.uninstall()
    await scene.rest()
    nothing_is_kept(scene)


async def uninstalled_before_a_delivery_came(scene):
    """A push arrives after the App was removed and everything erased: what it brings goes again."""
    scene.begin()
    await scene.rest()
    scene.github.next_hook("push", kind="hold", times=1)
    scene.shop.commit("main", {"a.txt": "x"}, "More")
    await scene.github.settle()
    scene.organisation.uninstall()
    await scene.rest()
    scene.github.release()
    await scene.github.settle()
    await scene.until(lambda: "nothing to look at: The App is no longer installed" in scene.service.printed())
    await scene.rest()
    nothing_is_kept(scene)


def nothing_is_kept(scene):
    here = scene.installation
    for table in ("delivery", "repository", "installation", "target", "pace"):
        column = "id" if table == "installation" else "installation"
        (count,) = scene.query(f"select count(*) from {table} where {column} = %s", here)
        assert count == (0,), table
    for table in ("posted", "intent", "look"):
        (count,) = scene.query(f"select count(*) from {table} where target like %s", f"i/{here}/%")
        assert count == (0,), table
    for table in ("blob", "answer"):
        (count,) = scene.query(f"select count(*) from {table} where repository = %s", scene.shop.id)
        assert count == (0,), table


async def uninstalled_and_installed_again(scene):
    scene.begin()
    number, head = scene.boast()
    await scene.rest()
    (comment,) = scene.comments(number)
    (issue,) = scene.issues()
    scene.organisation.uninstall()
    await scene.rest()
    scene.installation = scene.organisation.install().id
    await scene.rest()
    assert [one.id for one in scene.comments(number)] == [comment.id]
    assert [one.number for one in scene.issues()] == [issue.number]
    assert len(scene.checks(head)) == 1


async def taken_out_of_the_selection(scene):
    other = scene.organisation.repository("other")
    scene.organisation.uninstall()
    scene.installation = scene.organisation.install([scene.shop, other]).id
    scene.begin()
    number, _ = scene.boast()
    await scene.rest()
    before = len(scene.writes())
    scene.organisation.select(scene.shop, added=False)
    await scene.rest()
    assert scene.query("select id from repository where id = %s", scene.shop.id) == []
    assert len(scene.writes()) == before
    scene.organisation.select(scene.shop)
    await scene.rest()
    assert len(scene.comments(number)) == 1
    assert len(scene.issues()) == 1


async def private_repository_gets_no_dead_link(scene):
    scene.shop.configure(private=True)
    sha = scene.begin()
    await scene.rest()
    assert scene.check(sha).details_url is None


async def public_repository_gets_its_page(scene):
    sha = scene.begin()
    await scene.rest()
    assert (
        scene.check(sha).details_url == "http://status.test/repositories/public-repository-gets-its-page/shop"
    )


async def test_permissions_and_installations(database_url, tmp_path):
    await together(
        database_url,
        tmp_path,
        checks_may_only_be_read,
        suspended_and_resumed,
        uninstalled,
        uninstalled_and_installed_again,
        taken_out_of_the_selection,
        private_repository_gets_no_dead_link,
        public_repository_gets_its_page,
        STATUSPROOF_BASE_URL="http://status.test",
    )


async def test_uninstalled_before_a_delivery_came(database_url, tmp_path):
    await together(database_url, tmp_path, uninstalled_before_a_delivery_came)


async def test_suspended_in_the_middle(database_url, tmp_path):
    await together(database_url, tmp_path, suspended_in_the_middle)
