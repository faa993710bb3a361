"""What people, CI and other apps do on the small GitHub: the Python side of stories and tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.acts import ci, installing, issues, pulls, pushes, suites

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.sandbox.contents import CheckRun, Comment, Issue, Pull, Repository, WorkflowRun
    from bot.sandbox.model import Account, Installation, Json
    from bot.sandbox.world import World


class Repo:
    """A repository in a person's hands. `author` and `user` are logins; who is new gets an account."""

    def __init__(self, world: World, repository: Repository) -> None:
        self.world = world
        self.it = repository

    @property
    def id(self) -> int:
        """GitHub's number for it."""
        return self.it.id

    @property
    def full_name(self) -> str:
        """OWNER/NAME."""
        return self.it.full_name

    def _who(self, login: str) -> Account:
        return self.world.account(login)

    def collaborator(self, login: str, role: str = "write") -> None:
        """Gives a person a role: admin, maintain, write, triage or read."""
        self.it.roles[self._who(login).login.lower()] = role

    def commit(
        self,
        branch: str,
        files: Mapping[str, str | bytes | None],
        message: str,
        author: str = "ada",
        *,
        start: str | None = None,
        force: bool = False,
    ) -> str:
        """Commits and pushes files (None removes one) to a branch, made from the default branch (or `start`)
        when new; with `force` the branch is put on `start` first. Answers the sha."""
        by = self._who(author)
        return pushes.commit(self.world, self.it, branch, files, message, by, start=start, force=force)

    def delete_branch(self, branch: str, user: str = "ada") -> None:
        """Removes a branch."""
        pushes.push(self.world, self.it, branch, None, self._who(user))

    def tip(self, branch: str) -> str:
        """The sha a branch points at. ValueError without the branch."""
        sha = self.it.git.resolve(f"refs/heads/{branch}")
        if sha is None:
            raise ValueError(f"{self.full_name} has no branch {branch}")
        return sha

    def fork(self, login: str) -> Repo:
        """A fork in a person's account."""
        return Repo(
            self.world,
            self.world.add_repository(
                self._who(login), self.it.name, private=self.it.private, source=self.it
            ),
        )

    def rename(self, name: str, user: str = "ada") -> None:
        """A new name; the old one answers 301."""
        installing.rename(self.world, self.it, name, self._who(user))

    def open_pull(
        self,
        head: str,
        base: str = "main",
        title: str = "A change",
        body: str | None = None,
        author: str = "ada",
        *,
        draft: bool = False,
        fork: Repo | None = None,
    ) -> int:
        """Opens a pull request from a branch here or of a fork; answers its number."""
        source = self.it if fork is None else fork.it
        by = self._who(author)
        pull = pulls.open_pull(self.world, self.it, (source, head), base, title, body, by, draft=draft)
        return pull.number

    def pull(self, number: int) -> Pull:
        """The pull request of that number."""
        return self.it.pulls[number]

    def edit_pull(self, number: int, user: str = "ada", **changes: str) -> None:
        """Changes title, body or base."""
        pulls.edit_pull(self.world, self.it, self.pull(number), dict(changes), self._who(user))

    def ready(self, number: int, user: str = "ada", *, draft: bool = False) -> None:
        """Marks a draft as ready for review, or back."""
        pulls.set_draft(self.world, self.it, self.pull(number), self._who(user), draft=draft)

    def close_pull(self, number: int, user: str = "ada") -> None:
        """Closes without merging."""
        pulls.close_pull(self.world, self.it, self.pull(number), self._who(user))

    def reopen_pull(self, number: int, user: str = "ada") -> None:
        """Opens again."""
        pulls.reopen_pull(self.world, self.it, self.pull(number), self._who(user))

    def merge_pull(self, number: int, user: str = "ada") -> str:
        """Merges; answers the merge commit's sha."""
        return pulls.merge_pull(self.world, self.it, self.pull(number), self._who(user))

    def enqueue(self, number: int, user: str = "ada") -> str:
        """Puts a pull request into the merge queue; answers the sha checks are wanted for."""
        return pulls.enqueue(self.world, self.it, self.pull(number), self._who(user))

    def leave_queue(self, number: int, reason: str = "dequeued", user: str = "ada") -> None:
        """Takes it out: dequeued, invalidated or merged."""
        pulls.leave_queue(self.world, self.it, self.pull(number), reason, self._who(user))

    def start_check(self, sha: str, name: str, app: str = "github-actions", **fields: object) -> int:
        """A check run of another app, in progress; answers its id."""
        author = self.world.app(app)
        suite = suites.suite_for(self.world, self.it, author, sha)
        changes: Json = {"status": "in_progress", **fields}
        return suites.start_run(self.world, self.it, suite, name, author.bot, changes).id

    def finish_check(
        self,
        sha: str,
        name: str,
        conclusion: str = "success",
        *,
        title: str | None = None,
        summary: str | None = None,
        text: str | None = None,
        app: str = "github-actions",
    ) -> int:
        """Ends the app's unfinished run of that name on the commit, or makes one that is finished at once."""
        author = self.world.app(app)
        changes: Json = {"status": "completed", "conclusion": conclusion}
        if title is not None or summary is not None:
            changes["output"] = {"title": title or name, "summary": summary or "", "text": text}
        suite = suites.suite_for(self.world, self.it, author, sha)
        open_runs = (run for run in suite.runs if run.name == name and run.status != "completed")
        run = next(open_runs, None)
        if run is None:
            return suites.start_run(self.world, self.it, suite, name, author.bot, changes).id
        suites.update_run(self.world, self.it, run, author.bot, changes)
        return run.id

    def idle_suite(self, sha: str, app: str) -> int:
        """An app's suite that never gets a run: it stays queued. Answers its id."""
        return suites.suite_for(self.world, self.it, self.world.app(app), sha).id

    def check_runs(self, sha: str) -> list[CheckRun]:
        """All check runs on a commit, oldest first."""
        return [run for run in self.it.check_runs.values() if run.head_sha == sha]

    def rerequest(self, check_run: int, user: str = "ada") -> None:
        """A person presses Re-run on a check run."""
        suites.rerequest(self.world, self.it, self.it.check_runs[check_run], self._who(user))

    def press(self, check_run: int, identifier: str, user: str = "ada") -> None:
        """A person presses one of a check run's buttons."""
        suites.press(self.world, self.it, self.it.check_runs[check_run], identifier, self._who(user))

    def set_status(
        self,
        sha: str,
        context: str,
        state: str = "success",
        description: str | None = None,
        target_url: str | None = None,
        user: str = "codecov[bot]",
    ) -> int:
        """A commit status: success, failure, error or pending."""
        by = self.world.account(user, "Bot" if user.endswith("[bot]") else "User")
        made = ci.set_status(
            self.world, self.it, sha, context, state, by, description=description, target_url=target_url
        )
        return made.id

    def start_workflow(
        self,
        sha: str,
        name: str = "CI",
        jobs: Sequence[str] = ("test",),
        *,
        event: str = "push",
        path: str | None = None,
        user: str = "ada",
        fork: Repo | None = None,
        branch: str | None = None,
    ) -> int:
        """A workflow run with its jobs in progress; answers its id."""
        head = None if fork is None else fork.it
        by = self._who(user)
        run = ci.start_workflow(
            self.world, self.it, sha, name, jobs, by, event=event, path=path, head=head, branch=branch
        )
        return run.id

    def workflow_run(self, number: int) -> WorkflowRun:
        """The workflow run of that id."""
        return next(run for run in self.it.workflow_runs if run.id == number)

    def finish_workflow(
        self,
        number: int,
        conclusions: Mapping[str, str] | None = None,
        artifacts: Mapping[str, Mapping[str, str | bytes]] | None = None,
    ) -> None:
        """Ends a workflow run: jobs not named succeed; artifacts are name → {path: content}."""
        ci.finish_workflow(self.world, self.it, self.workflow_run(number), conclusions or {}, artifacts)

    def issue(self, number: int) -> Issue:
        """The issue (or talk half of a pull request) of that number."""
        return self.it.issues[number]

    def open_issue(
        self, title: str, body: str | None = None, user: str = "ada", labels: Sequence[str] = ()
    ) -> int:
        """A person opens an issue; answers its number."""
        made = issues.open_issue(self.world, self.it, title, body, self._who(user), labels=tuple(labels))
        return made.number

    def edit_issue(self, number: int, user: str = "ada", **changes: object) -> None:
        """Changes title, body, labels or assignees."""
        issues.edit_issue(self.world, self.it, self.issue(number), dict(changes), self._who(user))

    def close_issue(self, number: int, user: str = "ada", reason: str = "completed") -> None:
        """Closes as completed, not_planned or duplicate."""
        self.edit_issue(number, user, state="closed", state_reason=reason)

    def reopen_issue(self, number: int, user: str = "ada") -> None:
        """Opens again."""
        self.edit_issue(number, user, state="open", state_reason="reopened")

    def delete_issue(self, number: int, user: str = "ada") -> None:
        """Deleted: answers 410 from now on."""
        self.issue(number).deleted = True
        issues.tell(self.world, self.it, self.issue(number), "deleted", self._who(user))

    def comment(self, number: int, user: str, text: str) -> int:
        """A person comments; answers the comment's id."""
        return issues.comment(self.world, self.it, self.issue(number), text, self._who(user)).id

    def comments(self, number: int) -> list[Comment]:
        """Comments of an issue or pull request, oldest first."""
        return [one for one in self.it.comments.values() if one.number == number]

    def edit_comment(self, comment: int, user: str, text: str) -> None:
        """Somebody edits a comment."""
        issues.edit_comment(self.world, self.it, self.it.comments[comment], text, self._who(user))

    def delete_comment(self, comment: int, user: str = "ada") -> None:
        """Somebody deletes a comment."""
        issues.delete_comment(self.world, self.it, self.it.comments[comment], self._who(user))

    def configure(self, **settings: object) -> None:
        """Sets has_issues, archived, private, description or default_branch."""
        for name in settings.keys() & {"has_issues", "archived", "private", "description", "default_branch"}:
            setattr(self.it, name, settings[name])


class Organisation:
    """An organisation (or a person's account) and its repositories."""

    def __init__(self, world: World, account: Account) -> None:
        self.world = world
        self.account = account

    def repository(self, name: str, *, private: bool = False) -> Repo:
        """The repository of that name, made empty when new."""
        found = self.world.find_repository(f"{self.account.login}/{name}")
        if found is None:
            found = self.world.add_repository(self.account, name, private=private, source=None)
        return Repo(self.world, found)

    def installation(self) -> Installation:
        """The installation of the app under test here. ValueError without one."""
        found = next((i for i in self.world.installations.values() if i.account is self.account), None)
        if found is None:
            raise ValueError(f"the app is not installed on {self.account.login}")
        return found

    def install(self, repositories: Sequence[Repo] | None = None, user: str = "ada") -> Installation:
        """Installs the app under test: on all repositories, or on these."""
        app = self.world.ours()
        if app is None:
            raise ValueError("there is no app to install")
        chosen = None if repositories is None else {one.id for one in repositories}
        return installing.install(self.world, app, self.account, chosen, self.world.account(user))

    def uninstall(self, user: str = "ada") -> None:
        """Removes the app."""
        installing.uninstall(self.world, self.installation(), self.world.account(user))

    def suspend(self, user: str = "ada") -> None:
        """Suspends the app."""
        installing.suspend(self.world, self.installation(), self.world.account(user))

    def unsuspend(self, user: str = "ada") -> None:
        """Ends the suspension."""
        installing.unsuspend(self.world, self.installation(), self.world.account(user))

    def select(self, repository: Repo, *, added: bool = True, user: str = "ada") -> None:
        """Adds a repository to the installation's selection, or takes it out."""
        by = self.world.account(user)
        installing.change_selection(self.world, self.installation(), repository.it, by, added=added)
