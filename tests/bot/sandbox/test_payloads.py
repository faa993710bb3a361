"""Every event's payload is whole: githubkit's models of GitHub's webhooks take all of them."""

from githubkit.webhooks import parse

from bot.sandbox.acts import suites
from tests.builders_sandbox import Listener


def _pull_request_life(shop):
    shop.commit("next", {"a": "1"}, "Next")
    shop.commit("fix", {"b": "1"}, "Fix")
    number = shop.open_pull("fix", draft=True)
    shop.ready(number)
    shop.commit("fix", {"b": "2"}, "More")
    shop.edit_pull(number, title="Better")
    shop.edit_pull(number, base="next")
    shop.edit_pull(number, base="main")
    shop.close_pull(number)
    shop.reopen_pull(number)
    shop.enqueue(number)
    shop.leave_queue(number, "merged")


def _checks_life(github, shop):
    head = shop.tip("main")
    shop.finish_check(head, "test", title="1 passed", summary="1/1")
    shop.set_status(head, "codecov/project", description="91%")
    shop.finish_workflow(shop.start_workflow(head))
    scene = shop.scene("statusproof[bot]")
    ours = suites.suite_for(scene, github.app, head)
    run = suites.start_run(scene, ours, "statusproof", {"status": "completed", "conclusion": "neutral"})
    shop.rerequest(run.id)
    shop.press(run.id, "fix")


def _issue_life(shop):
    number = shop.open_issue("Blocked", labels=["bug"])
    shop.edit_issue(number, title="Still blocked", labels=[])
    comment = shop.comment(number, "eve", "Why?")
    shop.edit_comment(comment, "eve", "Why, please?")
    shop.delete_comment(comment)
    shop.close_issue(number)
    shop.reopen_issue(number)
    shop.delete_issue(number)


async def test_payloads_of_all_events_are_whole(github, shop):
    organisation = github.organisation("acme")
    async with Listener(github) as hook:
        _pull_request_life(shop)
        _checks_life(github, shop)
        _issue_life(shop)
        shop.rename("store")
        organisation.suspend()
        organisation.unsuspend()
        organisation.select(shop)
        organisation.select(shop, added=False)
        organisation.uninstall()
        organisation.install()
        told = {event for event, _ in await hook.events()}
    assert told == {*github.app.events, "installation", "installation_repositories"}
    for headers, body in hook.heard:
        parse(headers["x-github-event"], body)
