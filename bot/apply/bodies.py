"""Actions as GitHub's API wants to be told of them; no call in here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.actions import CreateCheck
from bot.collect.posted import CHECK_NAME

if TYPE_CHECKING:
    from bot.actions import Annotation, CheckReport, UpdateCheck, UpdateIssue

ANNOTATIONS = 50
"""Per request; more are refused. https://docs.github.com/en/rest/checks/runs#create-a-check-run"""


def check_bodies(action: CreateCheck | UpdateCheck) -> tuple[dict[str, Any], ...]:
    """The bodies to send for a check run: the first creates or updates it, others append annotations."""
    report = action.report
    first = {**_state(report), "output": _output(report, report.annotations[:ANNOTATIONS])}
    if isinstance(action, CreateCheck):
        first |= {"name": CHECK_NAME, "head_sha": action.head_sha, "external_id": action.external_id}
    if action.details_url is not None:
        first["details_url"] = action.details_url
    starts = range(ANNOTATIONS, len(report.annotations), ANNOTATIONS)
    more = (report.annotations[start : start + ANNOTATIONS] for start in starts)
    return (first, *({**_state(report), "output": _output(report, part)} for part in more))


def issue_changes(action: UpdateIssue, duplicate_id: int | None = None) -> dict[str, Any]:
    """What to change of an issue; `duplicate_id` is the id (not the number) of the issue it doubles."""
    changes = {
        "body": action.body,
        "state": action.state,
        "state_reason": action.state_reason,
        "duplicate_issue_id": duplicate_id,
    }
    return {name: value for name, value in changes.items() if value is not None}


def _state(report: CheckReport) -> dict[str, Any]:
    if report.conclusion is None:
        return {"status": "in_progress"}
    return {"status": "completed", "conclusion": report.conclusion}


def _output(report: CheckReport, annotations: tuple[Annotation, ...]) -> dict[str, Any]:
    output: dict[str, Any] = {"title": report.title, "summary": report.summary}
    if report.text:
        output["text"] = report.text
    if annotations:
        output["annotations"] = [_annotation(one) for one in annotations]
    return output


def _annotation(one: Annotation) -> dict[str, Any]:
    return {
        "path": one.path,
        "start_line": one.start_line,
        "end_line": one.end_line,
        "annotation_level": one.level,
        "title": one.title,
        "message": one.message,
    }
