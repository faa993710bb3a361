"""The main job through the running service: deliveries in, one comment, one check run per head, one issue."""

import pytest

from bot.sandbox import Sandbox
from tests.builders_e2e import (
    STATUS,
    TREE,
    at_rest,
    checks_of_ours,
    comments_of_ours,
    green,
    issues_of_ours,
    serving,
)
from tests.builders_sandbox import broken_rows

pytestmark = pytest.mark.slow


async def test_drift_is_told_once_and_folds_when_mended(database_url, tmp_path):
    async with Sandbox() as github, serving(github, database_url, tmp_path) as service:
        shop = github.organisation("acme").repository("shop")
        green(shop, shop.commit("main", TREE, "Begin"))
        shop.commit("less", {"packages/auth/auth.py": "def login():\n    return False\n"}, "Drop two tests")
        text = STATUS.replace("121 tests", "123 tests")
        head = shop.commit("less", {"STATUS.md": text}, "Say more")
        number = shop.open_pull("less", "main", "Simplify the login", "", "bob")
        green(shop, head, auth=119)
        await at_rest(github, database_url)

        (comment,) = comments_of_ours(github, shop, number)
        assert "STATUS.md:4" in comment.body
        assert "123" in comment.body
        assert "119" in comment.body
        assert "test (auth)" in comment.body
        (check,) = checks_of_ours(shop, head)
        assert (check.status, check.conclusion) == ("completed", "neutral")

        fixed = shop.commit("less", {"STATUS.md": STATUS.replace("121 tests", "119 tests")}, "Say what is so")
        green(shop, fixed, auth=119)
        await at_rest(github, database_url)
        (folded,) = comments_of_ours(github, shop, number)
        assert folded.id == comment.id
        assert len([line for line in folded.body.splitlines() if line.strip()]) <= 3
        (check,) = checks_of_ours(shop, fixed)
        assert (check.status, check.conclusion) == ("completed", "success")

        created = [note for note in github.notifications if note.actor == github.app.bot.login]
        assert [note.kind for note in created if note.number == number] == ["comment"]
        assert broken_rows(github.requests) == []
        assert "Traceback" not in service.printed()


async def test_a_true_pull_request_gets_a_check_and_no_word(database_url, tmp_path):
    async with Sandbox() as github, serving(github, database_url, tmp_path):
        shop = github.organisation("acme").repository("shop")
        green(shop, shop.commit("main", TREE, "Begin"))
        head = shop.commit("fine", {"STATUS.md": STATUS.replace("121", "125")}, "More tests")
        number = shop.open_pull("fine", "main", "More tests", "", "bob")
        green(shop, head, auth=125)
        await at_rest(github, database_url)
        assert comments_of_ours(github, shop, number) == []
        (check,) = checks_of_ours(shop, head)
        assert (check.status, check.conclusion) == ("completed", "success")


async def test_a_blocker_on_the_default_branch_has_one_issue(database_url, tmp_path):
    async with Sandbox() as github, serving(github, database_url, tmp_path):
        shop = github.organisation("acme").repository("shop")
        green(shop, shop.commit("main", TREE, "Begin"))
        await at_rest(github, database_url)
        (issue,) = issues_of_ours(github, shop)
        assert issue.state == "open"
        assert "Notification Service" in issue.title
        assert "packages/notifications/schema.sql" in issue.body
        assert {label.name for label in issue.labels} == {"statusproof", "blocker"}

        green(shop, shop.commit("main", {"STATUS.md": "\n" + STATUS}, "Move it down a line"))
        await at_rest(github, database_url)
        assert [one.number for one in issues_of_ours(github, shop)] == [issue.number]


async def test_without_a_policy_file_a_repository_is_only_observed(database_url, tmp_path):
    tree = {path: text for path, text in TREE.items() if not path.startswith(".github/")}
    async with (
        Sandbox() as github,
        serving(github, database_url, tmp_path, STATUSPROOF_DEFAULT_MODE="observe"),
    ):
        shop = github.organisation("acme").repository("shop")
        green(shop, shop.commit("main", tree, "Begin"))
        head = shop.commit("less", {"STATUS.md": STATUS.replace("121", "300")}, "Boast")
        number = shop.open_pull("less", "main", "Boast", "", "bob")
        green(shop, head)
        await at_rest(github, database_url)
        assert comments_of_ours(github, shop, number) == []
        assert issues_of_ours(github, shop) == []
        (check,) = checks_of_ours(shop, head)
        assert check.status == "completed"
