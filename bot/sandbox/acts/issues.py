"""Issues, comments, labels and reactions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.contents import Comment, Issue, Label, Reaction
from bot.sandbox.events import emit
from bot.sandbox.model import Notification
from bot.sandbox.shapes import issues as shapes

if TYPE_CHECKING:
    from bot.sandbox.contents import Repository
    from bot.sandbox.model import Account, App, Json
    from bot.sandbox.world import World


def new_issue(
    world: World, repository: Repository, title: str, body: str | None, by: Account, app: App | None = None
) -> Issue:
    """An issue with the repository's next number; nobody is told yet."""
    now = world.now()
    issue = Issue(world.next_id("issue"), repository.next_number, title, body, by, now, now, app)
    repository.next_number += 1
    repository.issues[issue.number] = issue
    return issue


def open_issue(
    world: World,
    repository: Repository,
    title: str,
    body: str | None,
    by: Account,
    app: App | None = None,
    labels: tuple[str, ...] = (),
) -> Issue:
    """A new issue: `opened`, `labeled` for each label, and people are notified."""
    issue = new_issue(world, repository, title, body, by, app)
    issue.labels = [label_named(world, repository, name) for name in dict.fromkeys(labels)]
    world.notifications.append(Notification(repository.full_name, issue.number, "issue", issue.id, by.login))
    tell(world, repository, issue, "opened", by)
    for label in issue.labels:
        shown = shapes.label(world, repository, label)
        tell(world, repository, issue, "labeled", by, label=shown)
    return issue


def tell(
    world: World, repository: Repository, issue: Issue, action: str, by: Account, **parts: object
) -> None:
    """Queues an issues event; the talk half of a pull request has none."""
    if issue.number not in repository.pulls:
        shown = shapes.issue(world, repository, issue)
        emit(world, repository, "issues", action, by, issue=shown, **parts)


def edit_issue(world: World, repository: Repository, issue: Issue, changes: Json, by: Account) -> None:
    """New title, body, state, labels or assignees; only what changes is told. Nobody is notified."""
    before: Json = {}
    for name in ("title", "body"):
        if name in changes and changes[name] != getattr(issue, name):
            before[name] = {"from": getattr(issue, name) or ""}
            setattr(issue, name, changes[name])
    issue.updated_at = world.now()
    if before:
        tell(world, repository, issue, "edited", by, changes=before)
    if "labels" in changes:
        set_labels(world, repository, issue, changes["labels"], by)
    if "assignees" in changes:
        issue.assignees = [world.account(login) for login in changes["assignees"]]
    if changes.get("state", issue.state) != issue.state:
        _turn(world, repository, issue, changes, by)
    elif "state_reason" in changes and issue.state == "closed":
        issue.state_reason = changes["state_reason"]


def _turn(world: World, repository: Repository, issue: Issue, changes: Json, by: Account) -> None:
    closed = changes["state"] == "closed"
    issue.state = changes["state"]
    issue.state_reason = changes.get("state_reason") or ("completed" if closed else "reopened")
    issue.closed_at, issue.closed_by = (world.now(), by) if closed else (None, None)
    tell(world, repository, issue, "closed" if closed else "reopened", by)


def label_named(world: World, repository: Repository, name: str) -> Label:
    """The label of that name in any case, made when new, as GitHub does on use."""
    found = next((known for known in repository.labels if known.name.lower() == name.lower()), None)
    if found is None:
        found = Label(world.next_id("label"), name)
        repository.labels.append(found)
    return found


def set_labels(world: World, repository: Repository, issue: Issue, names: list[str], by: Account) -> None:
    """Exactly these labels; `labeled` and `unlabeled` for the difference."""
    wanted = [label_named(world, repository, name) for name in dict.fromkeys(names)]
    old, issue.labels = issue.labels, wanted
    issue.updated_at = world.now()
    for action, some in (
        ("labeled", [label for label in wanted if label not in old]),
        ("unlabeled", [label for label in old if label not in wanted]),
    ):
        for label in some:
            tell(world, repository, issue, action, by, label=shapes.label(world, repository, label))


def comment(
    world: World, repository: Repository, issue: Issue, body: str, by: Account, app: App | None = None
) -> Comment:
    """A new comment: `created`, and people are notified."""
    now = world.now()
    made = Comment(world.next_id("comment"), issue.number, body, by, now, now, app)
    repository.comments[made.id] = made
    issue.updated_at = now
    world.notifications.append(Notification(repository.full_name, issue.number, "comment", made.id, by.login))
    tell_comment(world, repository, made, "created", by)
    return made


def edit_comment(world: World, repository: Repository, shown: Comment, body: str, by: Account) -> None:
    """A new text: `edited`; nobody is notified."""
    before, shown.body, shown.updated_at = shown.body, body, world.now()
    tell_comment(world, repository, shown, "edited", by, changes={"body": {"from": before}})


def delete_comment(world: World, repository: Repository, shown: Comment, by: Account) -> None:
    """Gone: `deleted`."""
    del repository.comments[shown.id]
    tell_comment(world, repository, shown, "deleted", by)


def tell_comment(
    world: World, repository: Repository, shown: Comment, action: str, by: Account, **parts: object
) -> None:
    """Queues an issue_comment event."""
    issue = shapes.issue(world, repository, repository.issues[shown.number])
    text = shapes.comment(world, repository, shown)
    emit(world, repository, "issue_comment", action, by, issue=issue, comment=text, **parts)


def react(world: World, shown: Comment, content: str, by: Account) -> tuple[Reaction, bool]:
    """(the account's reaction of that kind, whether it is new)."""
    for known in shown.reactions:
        if known.author is by and known.content == content:
            return known, False
    made = Reaction(world.next_id("reaction"), content, by, world.now())
    shown.reactions.append(made)
    return made, True
