"""The manifest asks GitHub for exactly the events we read and the permissions those and our writes need."""

from pathlib import Path

import pytest
import yaml

from webhooks.jobs import ABOUT_INSTALLATIONS, EVENTS

MANIFEST = yaml.safe_load((Path(__file__).parent.parent / "app.yml").read_text())
PERMISSIONS = MANIFEST["default_permissions"]

NEEDS = {
    "check_run": "checks",
    "check_suite": "checks",
    "issue_comment": "issues",
    "issues": "issues",
    "merge_group": "merge_queues",
    "pull_request": "pull_requests",
    "push": "contents",
    "repository": "metadata",
    "status": "statuses",
    "workflow_run": "actions",
}
"""Event → permission: https://docs.github.com/en/webhooks/webhook-events-and-payloads"""


def test_the_events_are_those_of_the_table():
    assert MANIFEST["default_events"] == sorted(EVENTS)


def test_events_that_always_come_are_not_asked_for():
    """GitHub refuses a manifest that names them."""
    assert not ABOUT_INSTALLATIONS & set(MANIFEST["default_events"])


@pytest.mark.parametrize("event", MANIFEST["default_events"])
def test_each_event_has_its_permission(event):
    assert NEEDS[event] in PERMISSIONS


def test_only_what_we_write_may_be_written():
    assert {name for name, level in PERMISSIONS.items() if level == "write"} == {
        "checks",
        "issues",
        "pull_requests",
    }


def test_no_permission_is_asked_for_in_vain():
    assert set(PERMISSIONS) == set(NEEDS.values())


def test_deliveries_go_where_we_listen():
    assert MANIFEST["hook_attributes"]["url"].endswith("/webhooks/github")
