"""What CI and other apps report: checks, statuses, workflow runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.acts import ci, suites
from bot.sandbox.story.base import Place

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.sandbox.contents import CheckRun, WorkflowRun
    from bot.sandbox.model import Json


class Checks(Place):
    """What is reported on commits."""

    def start_check(self, sha: str, name: str, app: str = "github-actions", **fields: object) -> int:
        """A check run of another app, in progress; answers its id."""
        author = self.world.app(app)
        scene = self.scene(author.bot.login)
        changes: Json = {"status": "in_progress", **fields}
        return suites.start_run(scene, suites.suite_for(scene, author, sha), name, changes).id

    def finish_check(  # noqa: PLR0913 - what a check consists of
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
        scene = self.scene(author.bot.login)
        changes: Json = {"status": "completed", "conclusion": conclusion}
        if (title, summary, text) != (None, None, None):
            changes["output"] = {"title": title or name, "summary": summary or "", "text": text}
        suite = suites.suite_for(scene, author, sha)
        run = next((run for run in suite.runs if run.name == name and run.status != "completed"), None)
        if run is None:
            return suites.start_run(scene, suite, name, changes).id
        suites.update_run(scene, run, changes)
        return run.id

    def idle_suite(self, sha: str, app: str) -> int:
        """An app's suite that never gets a run: it stays queued. Answers its id."""
        author = self.world.app(app)
        return suites.suite_for(self.scene(author.bot.login), author, sha).id

    def check_runs(self, sha: str) -> list[CheckRun]:
        """All check runs on a commit, oldest first."""
        return [run for run in self.it.check_runs.values() if run.head_sha == sha]

    def rerequest(self, check_run: int, user: str = "ada") -> None:
        """A person presses Re-run on a check run."""
        suites.rerequest(self.scene(user), self.it.check_runs[check_run])

    def rerequest_all(self, sha: str, user: str = "ada") -> None:
        """A person presses Re-run all checks on a commit."""
        suites.rerequest_all(self.scene(user), sha)

    def press(self, check_run: int, identifier: str, user: str = "ada") -> None:
        """A person presses one of a check run's buttons."""
        suites.press(self.scene(user), self.it.check_runs[check_run], identifier)

    def set_status(  # noqa: PLR0913 - what a status consists of
        self,
        sha: str,
        context: str,
        state: str = "success",
        description: str | None = None,
        *,
        target_url: str | None = None,
        user: str = "codecov[bot]",
    ) -> int:
        """A commit status: success, failure, error or pending. Answers its id."""
        scene = self.scene(user)
        return ci.set_status(scene, sha, context, state, description=description, target_url=target_url).id

    def start_workflow(  # noqa: PLR0913 - what a run consists of
        self,
        sha: str,
        name: str = "CI",
        jobs: Sequence[str] = ("test",),
        *,
        event: str = "push",
        path: str | None = None,
        user: str = "ada",
        fork: Place | None = None,
        branch: str | None = None,
    ) -> int:
        """A workflow run with its jobs in progress; answers its id."""
        head = None if fork is None else fork.it
        scene = self.scene(user)
        run = ci.start_workflow(scene, sha, name, jobs, event=event, path=path, head=head, branch=branch)
        return run.id

    def await_approval(self, run: int) -> None:
        """The run waits for a maintainer, as a first-time contributor's does."""
        ci.await_approval(self.scene("github-actions[bot]"), self.workflow_run(run))

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
        scene = self.scene("github-actions[bot]")
        ci.finish_workflow(scene, self.workflow_run(number), conclusions or {}, artifacts)
