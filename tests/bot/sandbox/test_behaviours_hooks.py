"""Deliveries: what is told, to whom, how often. Rows of BEHAVIOURS.md."""

import hashlib
import hmac

import pytest

from tests.builders_sandbox import REPO, Listener, annotation, check_body


@pytest.fixture
async def hook(github, shop):
    """A listener at the app's hook, from now on."""
    async with Listener(github) as listener:
        yield listener


async def test_deliveries_are_signed_over_the_raw_body(github, shop, hook):
    shop.open_issue("Blöcked")
    await hook.events()
    headers, body = hook.heard[0]
    secret = github.app.webhook_secret.encode()
    assert headers["x-hub-signature-256"] == "sha256=" + hmac.new(secret, body, hashlib.sha256).hexdigest()
    assert headers["x-hub-signature"] == "sha1=" + hmac.new(secret, body, hashlib.sha1).hexdigest()
    assert headers["user-agent"].startswith("GitHub-Hookshot/")
    assert headers["content-type"] == "application/json"
    assert headers["x-github-hook-installation-target-id"] == str(github.app.id)
    assert headers["x-github-hook-installation-target-type"] == "integration"
    assert headers.keys() >= {"x-github-event", "x-github-delivery", "x-github-hook-id"}


async def test_every_payload_says_where_and_who(shop, hook):
    shop.open_issue("x", user="eve")
    payload = (await hook.payloads("issues", "opened"))[0]
    assert payload["repository"]["id"] == shop.id
    assert payload["organization"]["login"] == "acme"
    assert payload["sender"]["login"] == "eve"
    assert payload["installation"]["id"] == next(iter(shop.world.installations))


async def test_a_push_is_told_with_its_paths_and_asks_for_a_suite(shop, hook):
    before = shop.tip("main")
    files = {"STATUS.md": None, "README.md": "# Shop!\n", "new.md": "n\n"}
    after = shop.commit("main", files, "Change")
    assert await hook.events() == [("push", None), ("check_suite", "requested")]
    push = (await hook.payloads("push"))[0]
    commit = push["commits"][0]
    assert (push["before"], push["after"], push["ref"]) == (before, after, "refs/heads/main")
    assert (commit["added"], commit["removed"], commit["modified"]) == (
        ["new.md"],
        ["STATUS.md"],
        ["README.md"],
    )
    assert (push["created"], push["deleted"], push["forced"]) == (False, False, False)


async def test_branches_are_made_forced_and_deleted_by_pushes(shop, hook):
    shop.commit("fix", {"a": "1"}, "One")
    shop.commit("fix", {"a": "2"}, "Two", start="main", force=True)
    shop.delete_branch("fix")
    pushes = await hook.payloads("push")
    assert [(p["created"], p["forced"], p["deleted"]) for p in pushes] == [
        (True, False, False),
        (False, True, False),
        (False, False, True),
    ]
    assert [len(p["commits"]) for p in pushes] == [1, 1, 0]


async def test_pull_request_head_follows_its_branch(shop, app, hook):
    first = shop.commit("fix", {"a": "1"}, "One")
    number = shop.open_pull("fix", draft=True)
    second = shop.commit("fix", {"a": "2"}, "Two")
    shop.ready(number)
    shop.edit_pull(number, title="Better")
    shop.close_pull(number)
    third = shop.commit("fix", {"a": "3"}, "Three")
    closed_at = (await app.get(f"{REPO}/pulls/{number}")).json()["head"]["sha"]
    shop.reopen_pull(number)
    actions = [one["action"] for one in await hook.payloads("pull_request")]
    assert actions == ["opened", "synchronize", "ready_for_review", "edited", "closed", "reopened"]
    moved = (await hook.payloads("pull_request", "synchronize"))[0]
    assert (moved["before"], moved["after"], moved["pull_request"]["head"]["sha"]) == (first, second, second)
    assert (await app.get(f"{REPO}/git/ref/pull/{number}/head")).json()["object"]["sha"] == third
    assert closed_at == second, "a closed one stays, and catches up when it is opened again"


async def test_a_new_base_is_an_edit_that_says_the_old_one(shop, hook):
    shop.commit("next", {"a": "1"}, "Next")
    shop.commit("fix", {"b": "1"}, "Fix")
    number = shop.open_pull("fix")
    shop.edit_pull(number, base="next")
    shop.edit_pull(number, base="next")
    edited = await hook.payloads("pull_request", "edited")
    assert [one["changes"]["base"]["ref"]["from"] for one in edited] == ["main"]


async def test_fork_checks_come_without_pull_requests_or_branch(shop, hook):
    fork = shop.fork("mallory")
    head = fork.commit("fix", {"a": "1"}, "Fix", "mallory")
    shop.open_pull("fix", author="mallory", fork=fork)
    shop.finish_check(head, "test")
    suite = (await hook.payloads("check_suite", "completed"))[0]["check_suite"]
    run = (await hook.payloads("check_run", "completed"))[0]["check_run"]
    assert (suite["pull_requests"], suite["head_branch"]) == ([], None)
    assert run["pull_requests"] == []


async def test_fork_pushes_move_the_pull_request_and_tell_nothing_else(shop, hook):
    fork = shop.fork("mallory")
    fork.commit("fix", {"a": "1"}, "Fix", "mallory")
    number = shop.open_pull("fix", author="mallory", fork=fork)
    await hook.events()
    hook.heard.clear()
    head = fork.commit("fix", {"a": "2"}, "More", "mallory")
    assert await hook.events() == [("pull_request", "synchronize")]
    assert shop.pull(number).head_sha == head


async def test_own_branch_checks_name_their_pull_requests(shop, change, hook):
    shop.finish_check(change.head, "test")
    run = (await hook.payloads("check_run", "completed"))[0]["check_run"]
    assert [pull["number"] for pull in run["pull_requests"]] == [change.number]


async def test_checks_of_all_apps_are_told_buttons_only_to_the_owner(shop, app, change, hook):
    theirs = shop.finish_check(change.head, "test")
    ours = (await app.post(f"{REPO}/check-runs", check_body(change.head))).json()["id"]
    for run in (theirs, ours):
        shop.rerequest(run)
        shop.press(run, "fix")
    told = [(p["action"], p["check_run"]["app"]["slug"]) for p in await hook.payloads("check_run")]
    assert sorted(told) == [
        ("completed", "github-actions"),
        ("completed", "statusproof"),
        ("created", "github-actions"),
        ("created", "statusproof"),
        ("requested_action", "statusproof"),
        ("rerequested", "statusproof"),
    ]
    pressed = (await hook.payloads("check_run", "requested_action"))[0]
    assert pressed["requested_action"] == {"identifier": "fix"}


async def test_rerequesting_leaves_the_run_as_it_is(shop, app, change, hook):
    ours = (await app.post(f"{REPO}/check-runs", check_body(change.head))).json()["id"]
    assert (await app.post(f"{REPO}/check-runs/{ours}/rerequest")).status_code == 201
    shop.rerequest_all(change.head)
    assert (await app.get(f"{REPO}/check-runs/{ours}")).json()["status"] == "completed"
    assert len(await hook.payloads("check_run", "rerequested")) == 1
    suites = await hook.payloads("check_suite", "rerequested")
    assert [one["check_suite"]["app"]["slug"] for one in suites] == ["statusproof"]


async def test_statuses_are_told_with_a_commit_only(shop, change, hook):
    shop.set_status(change.head, "codecov/project", description="91%")
    payload = (await hook.payloads("status"))[0]
    assert (payload["sha"], payload["context"], payload["state"]) == (
        change.head,
        "codecov/project",
        "success",
    )
    assert [branch["name"] for branch in payload["branches"]] == ["fix"]
    assert "pull_requests" not in payload


async def test_workflow_runs_are_told_from_request_to_end(shop, change, hook):
    shop.finish_workflow(shop.start_workflow(change.head))
    runs = await hook.payloads("workflow_run")
    assert [one["action"] for one in runs] == ["requested", "in_progress", "completed"]
    assert runs[-1]["workflow_run"]["conclusion"] == "success"


async def test_merge_queue_asks_on_a_branch_of_its_own(shop, change, hook):
    shop.commit("main", {"other": "1"}, "Meanwhile")
    sha = shop.enqueue(change.number)
    group = (await hook.payloads("merge_group", "checks_requested"))[0]["merge_group"]
    assert group["head_sha"] == sha
    assert group["head_ref"].startswith(f"refs/heads/gh-readonly-queue/main/pr-{change.number}-")
    shop.leave_queue(change.number, "merged")
    assert (await hook.payloads("merge_group", "destroyed"))[0]["reason"] == "merged"
    assert shop.tip("main") == sha
    closed = (await hook.payloads("pull_request", "closed"))[0]["pull_request"]
    assert (closed["merged"], closed["merge_commit_sha"]) == (True, sha)


async def test_installation_events_come_unsubscribed(github, shop, hook):
    organisation = github.organisation("acme")
    organisation.suspend()
    shop.open_issue("nobody hears this")
    organisation.unsuspend()
    organisation.select(shop)
    organisation.select(shop, added=False)
    organisation.uninstall()
    assert [one for one in await hook.events() if one[0] != "issues"] == [
        ("installation", "suspend"),
        ("installation", "unsuspend"),
        ("installation_repositories", "added"),
        ("installation_repositories", "removed"),
        ("installation", "deleted"),
    ]
    assert await hook.payloads("issues") == []


async def test_a_rename_is_told_with_the_old_name(shop, hook):
    shop.rename("store")
    payload = (await hook.payloads("repository", "renamed"))[0]
    assert payload["changes"]["repository"]["name"]["from"] == "shop"
    assert payload["repository"]["full_name"] == "acme/store"


async def test_events_need_subscription_and_permission(github, shop, hook):
    github.app.events.remove("issues")
    del next(iter(github.world.installations.values())).permissions["statuses"]
    shop.open_issue("x")
    shop.set_status(shop.tip("main"), "x")
    assert await hook.events() == []


async def test_events_that_are_too_large_are_not_delivered(github, shop, app, hook):
    github.limit(payload_bytes=10_000)
    shop.open_issue("small")
    shop.open_issue("large", "x" * 10_000)
    assert [one["issue"]["title"] for one in await hook.payloads("issues")] == ["small"]
    assert len((await app.as_app("GET", "/app/hook/deliveries")).json()) == 1


async def test_edits_and_deletions_of_talk_are_told(shop, app, change, hook):
    comment = shop.comment(change.number, "eve", "One")
    shop.edit_comment(comment, "eve", "Two")
    shop.delete_comment(comment, "eve")
    issue = shop.open_issue("One", labels=["bug"])
    shop.edit_issue(issue, labels=[])
    shop.close_issue(issue, reason="not_planned")
    shop.reopen_issue(issue)
    shop.delete_issue(issue)
    told = [f"{event}.{action}" for event, action in await hook.events()]
    assert told == [
        *("issue_comment.created", "issue_comment.edited", "issue_comment.deleted", "issues.opened"),
        *("issues.labeled", "issues.unlabeled", "issues.closed", "issues.reopened", "issues.deleted"),
    ]
    assert (await hook.payloads("issue_comment", "edited"))[0]["changes"]["body"]["from"] == "One"


async def test_what_the_app_writes_comes_back_to_it(app, change, hook):
    output = {"title": "t", "summary": "s", "annotations": [annotation(1)]}
    await app.post(f"{REPO}/check-runs", check_body(change.head, output=output))
    await app.post(f"{REPO}/issues/{change.number}/comments", {"body": "x"})
    assert {event for event, _ in await hook.events()} == {"check_run", "check_suite", "issue_comment"}
    assert (await hook.payloads("issue_comment"))[0]["sender"]["type"] == "Bot"
