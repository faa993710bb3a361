import pytest

from tests.builders_webhooks import APP, by_bot, payload, pull_entry
from webhooks.jobs import ABOUT_INSTALLATIONS, EVENTS, KNOWN, targets_of
from webhooks.payloads import MOST_PULLS, Payload

WHOLE = "i/5/r/42"
MAIN = "i/5/r/42/branch/main"
QUEUE = "gh-readonly-queue/main/pr-7-abc"
QUEUED = "i/5/r/42/branch/gh-readonly-queue%2Fmain%2Fpr-7-abc"
SUITE_OF_QUEUE = {"check_suite": {"head_branch": QUEUE}}
COMMENT_ON_PULL = {"issue": {"number": 7, "pull_request": {"url": "x"}}}

TABLE = [
    ("pull_request", {"action": "opened", "number": 7}, ["i/5/r/42/pull/7"]),
    ("pull_request", {"action": "synchronize", "pull_request": {"number": 7}}, ["i/5/r/42/pull/7"]),
    ("pull_request", {"action": "an action of next year", "number": 7}, ["i/5/r/42/pull/7"]),
    ("pull_request", {"action": "opened"}, [WHOLE]),
    ("push", {"ref": "refs/heads/main"}, [WHOLE, MAIN]),
    ("push", {"ref": "refs/heads/topic"}, [WHOLE]),
    ("push", {"ref": f"refs/heads/{QUEUE}"}, [QUEUED]),
    ("push", {"ref": f"refs/heads/{QUEUE}", "deleted": True}, []),
    ("push", {"ref": "refs/heads/main", "deleted": True}, []),
    ("push", {"ref": "refs/tags/v1"}, []),
    ("push", {"ref": "refs/tags/main"}, []),
    ("push", {"ref": None}, []),
    ("push", {}, []),
    (
        "check_run",
        {"action": "completed", "check_run": {"pull_requests": [pull_entry(7), pull_entry(8)]}},
        ["i/5/r/42/pull/7", "i/5/r/42/pull/8"],
    ),
    (
        "check_run",
        {"action": "completed", "check_run": {"pull_requests": [pull_entry(7), pull_entry(7)]}},
        ["i/5/r/42/pull/7"],
    ),
    ("check_run", {"action": "completed", "check_run": {"pull_requests": []}}, [WHOLE]),
    (
        "check_run",
        {"action": "completed", "check_run": {"pull_requests": [pull_entry(7, base_repository=1)]}},
        [WHOLE],
    ),
    (
        "check_run",
        {"action": "completed", "check_run": {"pull_requests": [pull_entry(7), pull_entry(8, 1)]}},
        ["i/5/r/42/pull/7"],
    ),
    (
        "check_run",
        {
            "action": "completed",
            "check_run": {"pull_requests": [{"number": 7}, None, 3, {"number": 7, "base": {}}]},
        },
        [WHOLE],
    ),
    ("check_run", {"action": "completed", "check_run": {"pull_requests": "none"}}, [WHOLE]),
    (
        "check_run",
        {
            "action": "completed",
            "check_run": {"pull_requests": [pull_entry(n) for n in range(1, MOST_PULLS + 2)]},
        },
        [WHOLE],
    ),
    ("check_run", {"action": "completed", "check_run": SUITE_OF_QUEUE}, [WHOLE, QUEUED]),
    (
        "check_run",
        {"action": "completed", "check_run": {"check_suite": {"head_branch": "main"}}},
        [WHOLE, MAIN],
    ),
    ("check_run", {"action": "completed", "check_run": {"check_suite": {"head_branch": None}}}, [WHOLE]),
    ("check_run", {"action": "completed"}, [WHOLE]),
    ("check_run", {"action": "created", "check_run": {"app": {"id": APP}}}, []),
    ("check_run", {"action": "completed", "check_run": {"app": {"id": APP}}}, []),
    ("check_run", {"action": "completed", "check_run": {"app": {"id": 1}}}, [WHOLE]),
    (
        "check_run",
        {"action": "rerequested", "check_run": {"app": {"id": APP}, "pull_requests": [pull_entry(7)]}},
        ["i/5/r/42/pull/7"],
    ),
    ("check_run", {"action": "requested_action", "check_run": {"app": {"id": APP}}}, [WHOLE]),
    *(
        (
            "check_run",
            {"action": "rerequested", "check_run": {"app": {"id": app}, "external_id": known}},
            found,
        )
        for app, known, found in [
            (APP, "r/42/pull/7/4f2c", ["i/5/r/42/pull/7"]),
            (APP, f"r/42/branch/{QUEUE.replace('/', '%2F')}/4f2c", [QUEUED]),
            (APP, "r/43/pull/7/4f2c", [WHOLE]),
            (APP, "build 7", [WHOLE]),
            (1, "r/42/pull/7/4f2c", [WHOLE]),
        ]
    ),
    ("check_suite", {"action": "requested", "check_suite": {"app": {"id": APP}}}, []),
    ("check_suite", {"action": "completed", "check_suite": {"app": {"id": APP}}}, []),
    ("check_suite", {"action": "rerequested", "check_suite": {"app": {"id": APP}}}, [WHOLE]),
    (
        "check_suite",
        {"action": "completed", "check_suite": {"head_branch": "topic", "pull_requests": [pull_entry(7)]}},
        ["i/5/r/42/pull/7"],
    ),
    (
        "check_suite",
        {"action": "completed", "check_suite": {"head_branch": "main", "pull_requests": [pull_entry(7)]}},
        ["i/5/r/42/pull/7", MAIN],
    ),
    (
        "workflow_run",
        {"action": "completed", "workflow_run": {"pull_requests": [pull_entry(7)]}},
        ["i/5/r/42/pull/7"],
    ),
    ("workflow_run", {"action": "completed", "workflow_run": {"head_branch": QUEUE}}, [WHOLE, QUEUED]),
    ("status", {"sha": "a" * 40}, [WHOLE]),
    (
        "status",
        {"branches": [{"name": "topic"}, None, {}, {"name": "main"}, {"name": QUEUE}]},
        [WHOLE, MAIN, QUEUED],
    ),
    ("issues", {"action": "opened", "issue": {"number": 3}}, [MAIN]),
    ("issues", {"action": "deleted"}, [MAIN]),
    ("issues", {"action": "edited", "issue": by_bot(), "sender": {"id": 1, "type": "Bot"}}, []),
    ("issues", {"action": "closed", "issue": by_bot(), "sender": {"id": 9, "type": "User"}}, [MAIN]),
    ("issues", {"action": "closed", "issue": by_bot(), "sender": {}}, [MAIN]),
    ("issues", {"action": "closed", "issue": by_bot(), "sender": None}, [MAIN]),
    ("issues", {"action": "edited", "issue": by_bot(user=None), "sender": {"id": 1, "type": "Bot"}}, [MAIN]),
    (
        "issues",
        {"action": "edited", "issue": by_bot(user={"id": 1, "type": "User"}), "sender": {"id": 1}},
        [MAIN],
    ),
    (
        "issues",
        {"action": "edited", "issue": by_bot(performed_via_github_app={"id": 1}), "sender": {"id": 1}},
        [MAIN],
    ),
    ("issue_comment", {"action": "created", **COMMENT_ON_PULL}, ["i/5/r/42/pull/7"]),
    ("issue_comment", {"action": "created", "issue": {"number": 7}}, [MAIN]),
    ("issue_comment", {"action": "created"}, [MAIN]),
    (
        "issue_comment",
        {"action": "created", **COMMENT_ON_PULL, "comment": by_bot(), "sender": {"id": 1, "type": "Bot"}},
        [],
    ),
    ("issue_comment", {"action": "deleted", **COMMENT_ON_PULL, "comment": by_bot()}, ["i/5/r/42/pull/7"]),
    (
        "merge_group",
        {"action": "checks_requested", "merge_group": {"head_ref": f"refs/heads/{QUEUE}"}},
        [QUEUED],
    ),
    ("merge_group", {"action": "destroyed", "merge_group": {"head_ref": f"refs/heads/{QUEUE}"}}, []),
    ("merge_group", {"action": "checks_requested"}, []),
    ("merge_group", {"action": "checks_requested", "merge_group": {"head_ref": ""}}, []),
    ("repository", {"action": "renamed"}, [WHOLE]),
    ("repository", {"action": "transferred"}, [WHOLE]),
    ("repository", {"action": "privatized"}, [WHOLE]),
    ("repository", {"action": "archived"}, [WHOLE]),
    ("installation", {"action": "created"}, ["i/5"]),
    ("installation", {"action": "deleted", "repository": None}, ["i/5"]),
    ("installation", {"action": "suspend"}, ["i/5"]),
    ("installation_repositories", {"action": "added", "repositories_added": [{"id": 1}]}, ["i/5"]),
    ("ping", {"zen": "Keep it logically awesome."}, []),
    ("star", {"action": "created"}, []),
    ("an_event_of_next_year", {}, []),
    ("pull_request", {"number": 7, "installation": None}, []),
    ("pull_request", {"number": 7, "installation": {"id": "five"}}, []),
    ("pull_request", {"number": 7, "repository": None}, []),
    ("pull_request", {"number": 7, "repository": {"id": -1}}, []),
    ("pull_request", {"number": 2**40}, [WHOLE]),
    ("issues", {"repository": {"id": 42}}, [WHOLE]),
    ("push", {"ref": "refs/heads/main", "repository": {"id": 42}}, [WHOLE]),
]


@pytest.mark.parametrize(("event", "fields", "keys"), TABLE)
def test_where_a_delivery_says_to_look(event, fields, keys):
    targets = targets_of(event, Payload.model_validate(payload(**fields)), APP)
    assert [target.key for target in targets] == keys


def test_without_an_app_of_our_own_nothing_counts_as_an_echo():
    fields = payload(action="completed", check_run={"app": {"id": APP}})
    assert [t.key for t in targets_of("check_run", Payload.model_validate(fields), None)] == [WHOLE]


def test_every_known_event_has_a_row_above():
    assert {event for event, _, keys in TABLE if keys} == KNOWN == set(EVENTS) | ABOUT_INSTALLATIONS
