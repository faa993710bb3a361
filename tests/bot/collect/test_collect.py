"""Whole looks at the sandbox: what a snapshot holds, and what it costs."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.collect import Gone, collect, kept, wait_over
from bot.errors import Later, Never
from bot.evidence import CheckOutcome, CoveragePercent
from bot.ledger import Post
from bot.looks import Look
from bot.markers import COMMENT, issue_marker
from tests.builders_collect import stage
from tests.builders_sandbox import broken_rows
from webhooks.targets import Target

if TYPE_CHECKING:
    from bot.snapshot import Snapshot

BOT = "statusproof[bot]"


def paths(snapshot: Snapshot) -> list[str]:
    return [held.document.path for held in snapshot.documents]


async def test_a_pull_request_is_seen_whole():
    async with stage(
        {"STATUS.md": "done auth\n41 tests\n", "src/a.py": "", "docs/STATUS-2024-01-31.md": "x"}
    ) as s:
        head = s.repo.commit("topic", {"STATUS.md": "done auth\n42 tests\nmore\n"}, "Grow")
        number = s.repo.open_pull("topic", title="Grow", body="Please")
        s.repo.finish_check(head, "test", title="42 passed, 0 failed")
        s.repo.set_status(head, "codecov/project", description="81.25% (+0.10%) compared to 1a2b3c4")
        seen = await s.look(s.pull(number))
    assert (seen.repository.full_name, seen.repository.default_branch) == ("acme/shop", "main")
    assert (seen.pull.number, seen.pull.title, seen.pull.body, seen.pull.author) == (
        number,
        "Grow",
        "Please",
        "ada",
    )
    assert (seen.pull.open, seen.pull.draft, seen.pull.fork, seen.head_sha) == (True, False, False, head)
    assert seen.pull.touched == {"STATUS.md": frozenset({2, 3})}
    assert [(held.document.path, held.kind) for held in seen.documents] == [
        ("STATUS.md", "living"),
        ("docs/STATUS-2024-01-31.md", "record"),
    ]
    assert seen.documents[0].document.lines == ("done auth", "42 tests", "more")
    assert set(seen.tree.entries) == {"STATUS.md", "src/a.py", "docs/STATUS-2024-01-31.md"}
    told = {(fact.name, fact.app): fact.value for fact in seen.evidence.facts}
    assert told["codecov/project", "codecov[bot]"] == CoveragePercent(81.25)
    assert CheckOutcome("success") in [fact.value for fact in seen.evidence.facts if fact.name == "test"]
    assert seen.evidence.settled
    assert not seen.on_default_branch
    assert (seen.policy.mode, seen.previous, seen.details_url) == ("observe", None, None)


async def test_the_policy_is_that_of_the_base_branch_as_it_is_now():
    """What a pull request says of the policy counts only once it is merged."""
    async with stage() as s:
        s.repo.commit("topic", {".github/statusproof.yml": "version: 1\nmode: active\n"}, "Loosen")
        number = s.repo.open_pull("topic")
        s.repo.commit(
            "main", {".github/statusproof.yml": "version: 1\nmode: observe\ncoments: x\n"}, "Tighten"
        )
        seen = await s.look(s.pull(number))
    assert seen.policy.mode == "observe"
    assert [problem.message[:24] for problem in seen.policy_problems] != []


async def test_a_policy_too_large_is_not_read_and_keeps_us_quiet():
    async with stage({".github/statusproof.yml": "mode: active\n" + "#" * 100_001}) as s:
        seen = await s.look(s.branch())
    assert seen.policy.mode == "observe"
    assert "larger than" in seen.policy_problems[0].message


async def test_without_a_policy_the_default_mode_counts():
    async with stage({"STATUS.md": "x"}, default_mode="active") as s:
        seen = await s.look(s.branch())
    assert seen.policy.mode == "active"


async def test_the_default_branch_is_seen_with_our_issues_and_its_labels():
    async with stage() as s:
        marker = issue_marker("abc1234567")
        ours = s.repo.open_issue("A blocker", body=f"{marker}\nSays so.", user=BOT)
        s.repo.open_issue("Not ours", body=f"{marker}\nCopied.", user="ada")
        s.repo.open_issue("No marker", body=f"See\n{marker}", user=BOT)
        seen = await s.look(s.branch())
    assert seen.on_default_branch
    assert [(issue.number, issue.fingerprint, issue.open) for issue in seen.posted.issues] == [
        (ours, "abc1234567", True)
    ]
    assert "bug" in seen.posted.labels


async def test_comments_are_ours_by_author_and_first_line():
    async with stage() as s:
        s.repo.commit("topic", {"a": "b"}, "Change")
        number = s.repo.open_pull("topic")
        s.repo.comment(number, "ada", f"{COMMENT}\nPretending.")
        s.repo.comment(number, BOT, f"Quoting {COMMENT}")
        first = s.repo.comment(number, BOT, f"{COMMENT}\nOne.")
        second = s.repo.comment(number, BOT, f"{COMMENT}\nTwo.")
        seen = await s.look(s.pull(number))
    assert [(comment.id, comment.body) for comment in seen.posted.comments] == [
        (first, f"{COMMENT}\nOne."),
        (second, f"{COMMENT}\nTwo."),
    ]


async def test_our_own_check_is_no_evidence_and_all_of_ours_are_seen():
    async with stage() as s:
        tip = s.repo.tip("main")
        for title in ("first", "second"):
            body = {
                "status": "completed",
                "conclusion": "success",
                "output": {"title": title, "summary": "99 tests"},
            }
            await s.app.installation(s.installation).post(
                "/repos/acme/shop/check-runs",
                {
                    "name": "statusproof",
                    "head_sha": tip,
                    "external_id": s.branch().external_id(tip),
                    **body,
                },
            )
        seen = await s.look(s.branch())
        s.repo.commit("topic", {}, "Nothing")
        number = s.repo.open_pull("topic", "main")
        s.repo.it.pulls[number].head_sha = tip
        other = await s.look(s.pull(number))
    assert [check.title for check in seen.posted.checks] == ["first", "second"]
    assert (other.head_sha, other.posted.checks) == (tip, ()), "another target with the same head"
    assert seen.evidence.facts == ()


async def test_a_look_that_changed_nothing_is_all_but_free():
    async with stage({"STATUS.md": "done a\n", "README.md": "x", "docs/guide.md": "y"}) as s:
        head = s.repo.commit("topic", {"STATUS.md": "done b\n"}, "Change")
        number = s.repo.open_pull("topic")
        s.repo.finish_check(head, "test")
        cold = await s.cost(s.pull(number))
        assert cold <= 20
        await s.cost(s.pull(number))  # the repository's name is known by now
        assert await s.cost(s.pull(number)) == 0
        await s.cost(s.branch())
        assert await s.cost(s.branch()) == 0
        s.app._installations.clear()  # as after an hour: a new token knows no ETags; blobs and trees are kept
        assert await s.cost(s.pull(number)) <= 12


async def test_every_request_of_a_look_is_one_github_describes():
    async with stage() as s:
        s.repo.commit("topic", {"a": "b"}, "Change")
        number = s.repo.open_pull("topic")
        await s.look(s.pull(number))
        await s.look(s.branch())
        rows = list(s.sandbox.requests)
    assert broken_rows(rows) == []


@pytest.mark.parametrize("place", ["pull", "branch", "repository"])
async def test_what_is_gone_is_gone(place):
    async with stage() as s:
        target = {
            "pull": s.pull(99),
            "branch": s.branch("nope"),
            "repository": Target(s.installation, 4711, branch="main"),
        }[place]
        assert isinstance(await collect(target, s.room), Gone)


async def test_only_pulls_and_branches_are_looked_at():
    async with stage() as s:
        with pytest.raises(ValueError, match="not a pull request or branch"):
            await collect(Target(s.installation, s.repo.id), s.room)
        with pytest.raises(ValueError, match="no commit"):
            await wait_over(Target(s.installation), "c", (await s.look(s.branch())).policy, s.room)


async def test_a_renamed_repository_is_found_and_its_name_kept():
    async with stage() as s:
        await s.look(s.branch())
        s.repo.rename("store")
        assert (await s.look(s.branch())).repository.full_name == "acme/store"
        assert s.ledger.repositories.held[s.repo.id].full_name == "acme/store"


async def test_a_fork_is_told_apart():
    async with stage() as s:
        fork = s.repo.fork("eve")
        head = fork.commit("topic", {"STATUS.md": "done all\n"}, "Claim")
        number = s.repo.open_pull("topic", author="eve", fork=fork)
        s.repo.finish_check(head, "test")
        seen = await s.look(s.pull(number))
    assert seen.pull.fork
    assert [fact.trusted for fact in seen.evidence.facts] == [False]
    assert seen.documents[0].document.lines == ("done all",)


async def test_a_merge_group_is_judged_by_its_base_branchs_policy():
    async with stage() as s:
        s.repo.commit("topic", {".github/statusproof.yml": "mode: active\n"}, "Loosen")
        number = s.repo.open_pull("topic")
        sha = s.repo.enqueue(number)
        branch = next(name for name in s.repo.it.git.branches() if name.startswith("gh-readonly-queue/"))
        seen = await s.look(s.branch(branch))
    assert (seen.head_sha, seen.policy.mode, seen.on_default_branch) == (sha, "observe", False)


async def test_evidence_is_waited_for_as_long_as_the_policy_says():
    async with stage({".github/statusproof.yml": "evidence: {wait: 10m}\n", "STATUS.md": "done a\n"}) as s:
        s.repo.start_check(s.repo.tip("main"), "test")
        seen = await s.look(s.branch())
        assert [one.name for one in seen.evidence.expected] == ["test"]
        assert not seen.evidence.settled
        over = await wait_over(s.branch(), seen.head_sha, seen.policy, s.room)
        assert timedelta(minutes=9) < over - s.room.now() <= timedelta(minutes=10)
        s.room.now.ahead = timedelta(minutes=11)
        seen = await s.look(s.branch())
        assert (seen.evidence.waited, seen.evidence.settled) == (True, True)


async def test_what_the_last_settled_look_of_the_default_branch_saw_is_expected():
    async with stage() as s:
        s.repo.finish_check(s.repo.tip("main"), "test")
        seen = await s.look(s.branch())
        look = Look(seen.head_sha, seen.taken_at, settled=True)
        await s.ledger.looks.save(kept(s.branch(), look, seen.evidence))
        s.repo.commit("topic", {"a": "b"}, "Change")
        pull = await s.look(s.pull(s.repo.open_pull("topic")))
        assert [(one.name, one.state) for one in pull.evidence.expected] == [("test", "missing")]
        assert (await s.look(s.branch())).previous == look


async def test_what_only_the_default_branch_runs_is_not_waited_for_long():
    """A deploy job never comes on a pull request; an hour's silence about everything else would be no help."""
    async with stage() as s:
        for name in ("test", "deploy"):
            s.repo.finish_check(s.repo.tip("main"), name)
        main = await s.look(s.branch())
        await s.ledger.looks.save(
            kept(s.branch(), Look(main.head_sha, main.taken_at, settled=True), main.evidence)
        )
        head = s.repo.commit("topic", {"a": "b"}, "Change")
        target = s.pull(s.repo.open_pull("topic"))
        s.repo.start_check(head, "test")
        s.room.now.ahead = timedelta(minutes=6)
        seen = await s.look(target)
        assert {one.state for one in seen.evidence.expected} == {"running", "missing"}
        assert not seen.evidence.settled
        s.repo.finish_check(head, "test")
        seen = await s.look(target)
        assert not seen.evidence.settled
        over = await wait_over(target, head, seen.policy, s.room, seen.evidence)
        assert over - s.room.now() <= timedelta(minutes=5)
        s.room.now.ahead = timedelta(minutes=12)
        seen = await s.look(target)
    assert [(one.name, one.state) for one in seen.evidence.expected] == [("deploy", "missing")]
    assert seen.evidence.settled


async def test_a_document_too_large_is_not_fetched_and_says_so():
    policy = "limits: {document_bytes: 1000}\n"
    async with stage(
        {".github/statusproof.yml": policy, "STATUS.md": "x" * 2000, "TODO.md": "done a\n"}
    ) as s:
        seen = await s.look(s.branch())
        blobs = [row for row in s.sandbox.requests if "/git/blobs/" in row["path"]]
    assert [problem.message for problem in seen.documents[0].document.problems] == [
        "larger than 1000 bytes; not read"
    ]
    assert len(blobs) == 2


STATUS_LIKE = "done a\ndone b\ndone c\n4 x\n5 y\n"


async def test_documents_are_found_by_content_and_each_is_read_once():
    async with stage({"notes/team.md": STATUS_LIKE, "notes/guide.md": "Hello\n"}) as s:
        assert paths(await s.look(s.branch())) == ["notes/team.md"]
        s.repo.commit("main", {"notes/more.md": STATUS_LIKE + "6 z\n"}, "More")
        before = len([row for row in s.sandbox.requests if "/git/blobs/" in row["path"]])
        first = await s.look(s.branch())
        await s.ledger.looks.save(
            kept(s.branch(), Look(first.head_sha, first.taken_at, settled=True), first.evidence)
        )
        assert paths(first) == ["notes/more.md", "notes/team.md"]
        assert len([row for row in s.sandbox.requests if "/git/blobs/" in row["path"]]) == before + 1
        assert paths(await s.look(s.branch())) == ["notes/more.md", "notes/team.md"]


async def test_a_pull_request_reads_only_what_it_touches_on_suspicion():
    async with stage({"notes/team.md": STATUS_LIKE, "notes/other.md": STATUS_LIKE + "7 z\n"}) as s:
        s.repo.commit("topic", {"notes/team.md": STATUS_LIKE + "8 z\n"}, "Change")
        number = s.repo.open_pull("topic")
        assert paths(await s.look(s.pull(number))) == ["notes/team.md"]
        await s.look(s.branch())
        assert paths(await s.look(s.pull(number))) == ["notes/other.md", "notes/team.md"]


async def test_a_head_that_moves_while_it_is_read_comes_later():
    async with stage() as s:
        s.sandbox.fail_next("GET", "*/git/trees/*", status=404)
        with pytest.raises(Later, match="not there"):
            await s.look(s.branch())


async def test_a_missing_permission_is_never_and_named():
    async with stage() as s:
        s.sandbox.app.permissions.pop("statuses")
        s.sandbox.world.installations[s.installation].permissions.pop("statuses")
        with pytest.raises(Never, match="statuses"):
            await s.look(s.branch())


async def test_pages_of_ours_are_linked_where_there_are_some():
    async with stage(base_url="https://proof.test/") as s:
        assert (await s.look(s.branch())).details_url == "https://proof.test/repositories/acme/shop"
        s.repo.configure(private=True)
        assert (await s.look(s.branch())).details_url is None, "our pages do not show it"


async def test_what_a_list_does_not_show_yet_is_asked_for_by_its_id():
    """Lists may lag behind what was just written; the ledger knows its id."""
    async with stage() as s:
        s.repo.commit("topic", {"a": "b"}, "Change")
        number = s.repo.open_pull("topic")
        head, target = s.repo.tip("topic"), s.pull(number)
        comment = s.repo.comment(number, BOT, f"{COMMENT}\nHere.")
        ours = await s.app.installation(s.installation).post(
            "/repos/acme/shop/check-runs",
            {
                "name": "statusproof",
                "head_sha": head,
                "external_id": target.external_id(head),
                "status": "in_progress",
            },
        )
        await s.ledger.posted.save(Post(target.key, "comment", COMMENT, comment, head))
        await s.ledger.posted.save(Post(target.key, "check", "x", ours["id"], head))
        s.wire.empty = ("/comments", "/check-runs")
        seen = await s.look(target)
    assert [one.id for one in seen.posted.comments] == [comment]
    assert [one.id for one in seen.posted.checks] == [ours["id"]]


async def test_what_was_posted_and_is_gone_is_not_seen():
    async with stage() as s:
        s.repo.commit("topic", {"a": "b"}, "Change")
        number = s.repo.open_pull("topic")
        other = s.repo.open_issue("Elsewhere")
        elsewhere = s.repo.comment(other, BOT, f"{COMMENT}\nHere.")
        target, head = s.pull(number), s.repo.tip("topic")
        await s.ledger.posted.save(Post(target.key, "comment", COMMENT, 4711, head))
        await s.ledger.posted.save(Post(target.key, "comment", "other", elsewhere, head))
        await s.ledger.posted.save(Post(target.key, "check", "x", 4711, head))
        await s.ledger.posted.save(Post(target.key, "check", "old", 4712, "0" * 40))
        seen = await s.look(target)
    assert (seen.posted.comments, seen.posted.checks) == ((), ())


async def test_what_we_wrote_stays_ours_without_its_marker():
    """A person edited it out; what our bot wrote elsewhere without a marker is still not ours to touch."""
    async with stage() as s:
        s.repo.commit("topic", {"a": "b"}, "Change")
        number = s.repo.open_pull("topic")
        ours, theirs = s.repo.comment(number, BOT, "Gone."), s.repo.comment(number, "eve", "Gone.")
        s.repo.comment(number, BOT, "Never a status comment.")
        issue = s.repo.open_issue("A blocker", body="Rewritten.", user=BOT)
        for known in (ours, theirs):
            post = Post(s.pull(number).key, "comment", str(known), known)
            await s.ledger.posted.save(post)
        await s.ledger.posted.save(Post(s.branch().key, "issue", issue_marker("abc1234567"), issue))
        comments = (await s.look(s.pull(number))).posted.comments
        issues = (await s.look(s.branch())).posted.issues
    assert [one.id for one in comments] == [ours]
    assert [(one.number, one.fingerprint) for one in issues] == [(issue, "abc1234567")]


async def test_an_issue_known_by_number_is_found_wherever_it_lies_in_the_lists():
    async with stage({".github/statusproof.yml": "issues: {labels: []}\n", "STATUS.md": "x"}) as s:
        ours = s.repo.open_issue("A blocker", body=issue_marker("abc1234567"), user=BOT)
        for number in (ours, 4711):
            await s.ledger.posted.save(Post(s.branch().key, "issue", str(number), number))
        s.wire.empty = ("/issues",)
        seen = await s.look(s.branch())
    assert [issue.number for issue in seen.posted.issues] == [ours]


async def test_where_issues_are_disabled_none_are_ours():
    async with stage() as s:
        s.sandbox.fail_next("GET", "*/issues*", status=410)
        assert (await s.look(s.branch())).posted.issues == ()
        s.repo.configure(has_issues=False)
        assert (await s.look(s.branch())).posted.labels == frozenset()


async def test_without_its_base_branch_a_pull_request_is_judged_by_its_old_base():
    async with stage({".github/statusproof.yml": "mode: active\n"}) as s:
        s.repo.commit("base", {"a": "b"}, "Base")
        s.repo.commit("topic", {"c": "d"}, "Change", start="base")
        number = s.repo.open_pull("topic", base="base")
        s.sandbox.fail_next("GET", "*/git/ref/heads/base", status=404)
        assert (await s.look(s.pull(number))).policy.mode == "active"
