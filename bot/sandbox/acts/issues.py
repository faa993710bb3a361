"""Issues, comments, labels and reactions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.contents import Comment, Issue, Label, Reaction
from bot.sandbox.events import emit
from bot.sandbox.model import Notification
from bot.sandbox.shapes import issues as shapes

if TYPE_CHECKING:
    from bot.sandbox.model import Json
    from bot.sandbox.scene import Scene


def new_issue(scene: Scene, title: str, body: str | None) -> Issue:
    """An issue with the repository's next number; nobody is told yet."""
    now = scene.world.now()
    issue = Issue(
        scene.world.next_id("issue"), scene.repository.next_number, title, body, scene.by, now, now, scene.app
    )
    scene.repository.next_number += 1
    scene.repository.issues[issue.number] = issue
    return issue


def open_issue(
    scene: Scene,
    title: str,
    body: str | None,
    labels: tuple[str, ...] = (),
) -> Issue:
    """A new issue: `opened`, `labeled` for each label, and people are notified."""
    issue = new_issue(scene, title, body)
    issue.labels = [label_named(scene, name) for name in dict.fromkeys(labels)]
    scene.world.notifications.append(
        Notification(scene.repository.full_name, issue.number, "issue", issue.id, scene.by.login)
    )
    tell(scene, issue, "opened")
    for label in issue.labels:
        shown = shapes.label(scene.world, scene.repository, label)
        tell(scene, issue, "labeled", label=shown)
    return issue


def tell(scene: Scene, issue: Issue, action: str, **parts: object) -> None:
    """Queues an issues event; the talk half of a pull request has none."""
    if issue.number not in scene.repository.pulls:
        shown = shapes.issue(scene.world, scene.repository, issue)
        emit(scene, "issues", action, issue=shown, **parts)


def edit_issue(scene: Scene, issue: Issue, changes: Json) -> None:
    """New title, body, state, labels or assignees; only what changes is told. Nobody is notified."""
    before: Json = {}
    for name in ("title", "body"):
        if name in changes and changes[name] != getattr(issue, name):
            before[name] = {"from": getattr(issue, name) or ""}
            setattr(issue, name, changes[name])
    issue.updated_at = scene.world.now()
    if before:
        tell(scene, issue, "edited", changes=before)
    if "labels" in changes:
        set_labels(scene, issue, changes["labels"])
    if "assignees" in changes:
        issue.assignees = [scene.world.account(login) for login in changes["assignees"]]
    if changes.get("state", issue.state) != issue.state:
        _turn(scene, issue, changes)
    elif "state_reason" in changes and issue.state == "closed":
        issue.state_reason = changes["state_reason"]


def _turn(scene: Scene, issue: Issue, changes: Json) -> None:
    closed = changes["state"] == "closed"
    issue.state = changes["state"]
    issue.state_reason = changes.get("state_reason") or ("completed" if closed else "reopened")
    issue.closed_at, issue.closed_by = (scene.world.now(), scene.by) if closed else (None, None)
    tell(scene, issue, "closed" if closed else "reopened")


def label_named(scene: Scene, name: str) -> Label:
    """The label of that name in any case, made when new, as GitHub does on use."""
    found = next((known for known in scene.repository.labels if known.name.lower() == name.lower()), None)
    if found is None:
        found = Label(scene.world.next_id("label"), name)
        scene.repository.labels.append(found)
    return found


def set_labels(scene: Scene, issue: Issue, names: list[str]) -> None:
    """Exactly these labels; `labeled` and `unlabeled` for the difference."""
    wanted = [label_named(scene, name) for name in dict.fromkeys(names)]
    old, issue.labels = issue.labels, wanted
    issue.updated_at = scene.world.now()
    for action, some in (
        ("labeled", [label for label in wanted if label not in old]),
        ("unlabeled", [label for label in old if label not in wanted]),
    ):
        for label in some:
            tell(scene, issue, action, label=shapes.label(scene.world, scene.repository, label))


def comment(scene: Scene, issue: Issue, body: str) -> Comment:
    """A new comment: `created`, and people are notified."""
    now = scene.world.now()
    made = Comment(scene.world.next_id("comment"), issue.number, body, scene.by, now, now, scene.app)
    scene.repository.comments[made.id] = made
    issue.updated_at = now
    scene.world.notifications.append(
        Notification(scene.repository.full_name, issue.number, "comment", made.id, scene.by.login)
    )
    tell_comment(scene, made, "created")
    return made


def edit_comment(scene: Scene, shown: Comment, body: str) -> None:
    """A new text: `edited`; nobody is notified."""
    before, shown.body, shown.updated_at = shown.body, body, scene.world.now()
    tell_comment(scene, shown, "edited", changes={"body": {"from": before}})


def delete_comment(scene: Scene, shown: Comment) -> None:
    """Gone: `deleted`."""
    del scene.repository.comments[shown.id]
    tell_comment(scene, shown, "deleted")


def tell_comment(scene: Scene, shown: Comment, action: str, **parts: object) -> None:
    """Queues an issue_comment event."""
    issue = shapes.issue(scene.world, scene.repository, scene.repository.issues[shown.number])
    text = shapes.comment(scene.world, scene.repository, shown)
    emit(scene, "issue_comment", action, issue=issue, comment=text, **parts)


def react(scene: Scene, shown: Comment, content: str) -> tuple[Reaction, bool]:
    """(the account's reaction of that kind, whether it is new)."""
    for known in shown.reactions:
        if known.author is scene.by and known.content == content:
            return known, False
    made = Reaction(scene.world.next_id("reaction"), content, scene.by, scene.world.now())
    shown.reactions.append(made)
    return made, True
