"""Issues of blockers through everything people do to them, and repositories that change under us."""

import pytest

from tests.builders_adversity import together
from tests.builders_e2e import STATUS, green

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

ITEM = "- **Notification Service**: needs the schema `packages/notifications/schema.sql`\n"


def push(scene, files, branch="main"):
    sha = scene.shop.commit(branch, files, "Next")
    green(scene.shop, sha)
    return sha


async def closed_as_not_planned_stays_closed(scene):
    scene.begin()
    await scene.rest()
    (issue,) = scene.issues()
    scene.shop.close_issue(issue.number, reason="not_planned")
    await scene.rest()
    push(scene, {"STATUS.md": "\n\n" + STATUS})
    await scene.rest()
    push(scene, {"STATUS.md": STATUS.replace("needs the schema", "needs the SQL schema")})
    await scene.rest()
    (still,) = scene.issues()
    assert (still.number, still.state, still.state_reason) == (issue.number, "closed", "not_planned")


async def removed_blocker_closes_its_issue(scene):
    scene.begin()
    await scene.rest()
    push(scene, {"STATUS.md": STATUS.replace(ITEM, "None.\n")})
    await scene.rest()
    (issue,) = scene.issues()
    assert (issue.state, issue.state_reason) == ("closed", "completed")
    assert scene.told(issue.number) == 1


async def blocker_marked_done_closes_its_issue(scene):
    scene.begin()
    await scene.rest()
    push(scene, {"STATUS.md": STATUS.replace(ITEM, ITEM.replace("- ", "- ✅ "))})
    await scene.rest()
    (issue,) = scene.issues()
    assert (issue.state, issue.state_reason) == ("closed", "completed")


async def two_blockers_have_two_issues(scene):
    scene.begin({"STATUS.md": STATUS + "- **Billing Service**: waits for the bank's certificate\n"})
    await scene.rest()
    assert len(scene.issues()) == 2
    push(
        scene,
        {"STATUS.md": STATUS.replace(ITEM, "- **Billing Service**: waits for the bank's certificate\n")},
    )
    await scene.rest()
    assert sorted((one.state, "bank's certificate" in one.title) for one in scene.issues()) == [
        ("closed", False),
        ("open", True),
    ]


async def rewritten_issue_is_left_to_people(scene):
    """Its marker is gone, its text theirs: no second one is opened, and it is closed when it is settled."""
    scene.begin()
    await scene.rest()
    (issue,) = scene.issues()
    scene.shop.edit_issue(issue.number, "mallory", body="We know. See the wiki.", title="Schema")
    await scene.rest()
    push(scene, {"STATUS.md": "\n\n" + STATUS})
    await scene.rest()
    assert [(one.number, one.state, one.body) for one in scene.issues()] == [
        (issue.number, "open", "We know. See the wiki.")
    ]
    push(scene, {"STATUS.md": STATUS.replace(ITEM, "None.\n")})
    await scene.rest()
    assert [(one.number, one.state) for one in scene.issues()] == [(issue.number, "closed")]


async def one_blocker_in_two_documents_has_one_issue(scene):
    scene.begin({"docs/TODO.md": "# To do\n\n## Blockers\n\n" + ITEM})
    await scene.rest()
    (issue,) = scene.issues()
    push(scene, {"STATUS.md": STATUS.replace(ITEM, "None.\n")})
    await scene.rest()
    assert [(one.number, one.state) for one in scene.issues()] == [(issue.number, "open")]
    push(scene, {"docs/TODO.md": "# To do\n\nNothing.\n"})
    await scene.rest()
    assert [(one.number, one.state) for one in scene.issues()] == [(issue.number, "closed")]


async def issues_disabled(scene):
    scene.shop.configure(has_issues=False)
    sha = scene.begin()
    await scene.rest()
    assert scene.issues() == []
    assert scene.check(sha).status == "completed"
    scene.shop.configure(has_issues=True)
    push(scene, {"STATUS.md": "\n" + STATUS})
    await scene.rest()
    assert len(scene.issues()) == 1


async def archived(scene):
    scene.begin()
    number, head = scene.boast()
    await scene.rest()
    before = len(scene.writes())
    scene.shop.configure(archived=True)
    scene.shop.edit_pull(number, "bob", title="Other")
    scene.shop.set_status(head, "lint")
    await scene.rest()
    assert len(scene.writes()) == before


async def default_branch_renamed(scene):
    begun = scene.begin()
    await scene.rest()
    (issue,) = scene.issues()
    scene.shop.commit("trunk", {"STATUS.md": "\n" + STATUS}, "Move", start=begun)
    scene.shop.configure(default_branch="trunk")
    sha = push(scene, {"README.md": "# Shop\n"}, "trunk")
    await scene.rest()
    assert [(one.number, one.state) for one in scene.issues()] == [(issue.number, "open")]
    assert scene.check(sha).status == "completed"
    push(scene, {"STATUS.md": STATUS.replace(ITEM, "None.\n")}, "trunk")
    await scene.rest()
    assert [one.state for one in scene.issues()] == ["closed"]


async def repository_renamed_midway(scene):
    scene.begin()
    number, head = scene.boast()
    scene.github.fail_next("POST", "/repos/repository-renamed-midway/*", outcome="slow", seconds=1.0, times=5)
    await scene.github.settle()
    scene.shop.rename("store")
    await scene.rest()
    scene.shop.commit("boast", {"a.txt": "x"}, "Go on")
    await scene.rest()
    assert len(scene.comments(number)) == 1
    assert len(scene.checks(head)) == 1
    assert len(scene.issues()) == 1


async def deleted_issue(scene):
    """Whether it comes back may be argued; that it is not more than one may not."""
    scene.begin()
    await scene.rest()
    (issue,) = scene.issues()
    scene.shop.delete_issue(issue.number)
    await scene.rest()
    push(scene, {"STATUS.md": "\n" + STATUS})
    await scene.rest()
    assert len(scene.issues()) <= 1


async def issues_above_the_hours_limit_come_later(scene):
    more = "".join(f"- **Part {word}**: waits for {word}\n" for word in ("paint", "wood", "glass"))
    scene.begin(
        {
            ".github/statusproof.yml": "version: 1\nissues: {per_hour: 2}\n",
            "STATUS.md": STATUS + more,
        }
    )
    await scene.rest()
    assert len(scene.issues()) == 2
    planned = scene.query(
        "select again_at - now() between '50 min' and '61 min' from target where key like %s",
        f"i/{scene.installation}/r/%/branch/main",
    )
    assert planned == [(True,)]
    for issue in scene.issues():
        issue.created_at = issue.created_at.replace(year=issue.created_at.year - 1)
    scene.query(
        "update target set again_at = now() where again_at is not null and installation = %s",
        scene.installation,
    )
    await scene.rest()
    assert len(scene.issues()) == 4


async def test_issues_and_people(database_url, tmp_path):
    await together(
        database_url,
        tmp_path,
        closed_as_not_planned_stays_closed,
        removed_blocker_closes_its_issue,
        blocker_marked_done_closes_its_issue,
        two_blockers_have_two_issues,
        rewritten_issue_is_left_to_people,
        one_blocker_in_two_documents_has_one_issue,
        deleted_issue,
        issues_above_the_hours_limit_come_later,
    )


async def test_repositories_that_change(database_url, tmp_path):
    await together(
        database_url,
        tmp_path,
        issues_disabled,
        archived,
        default_branch_renamed,
        repository_renamed_midway,
    )
