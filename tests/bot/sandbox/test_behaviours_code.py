"""Trees, contents, history and pull requests over real git. Rows of BEHAVIOURS.md."""

import base64

import pytest

from bot.sandbox.git import GitError
from tests.builders_sandbox import REPO


async def test_large_trees_say_that_they_are_cut(github, shop, app):
    github.limit(tree_entries=2)
    tree = (await app.get(f"{REPO}/git/trees/main?recursive=1")).json()
    assert (len(tree["tree"]), tree["truncated"]) == (2, True)
    whole = (await app.get(f"{REPO}/git/trees/{shop.tip('main')}")).json()
    assert whole["sha"] == tree["sha"]
    assert (await app.get(f"{REPO}/git/trees/{'0' * 40}")).status_code == 404


async def test_tree_entries_are_gits_own(shop, app):
    tree = (await app.get(f"{REPO}/git/trees/main?recursive=true")).json()["tree"]
    assert [(row["path"], row["type"], row.get("size")) for row in tree] == [
        ("README.md", "blob", 7),
        ("STATUS.md", "blob", 17),
        ("src", "tree", None),
        ("src/a.py", "blob", 6),
    ]
    blob = (await app.get(f"{REPO}/git/blobs/{tree[0]['sha']}")).json()
    assert base64.b64decode(blob["content"]) == b"# Shop\n"
    raw = await app.get(f"{REPO}/git/blobs/{tree[0]['sha']}", accept="application/vnd.github.raw+json")
    assert raw.content == b"# Shop\n"
    assert (await app.get(f"{REPO}/git/blobs/{'0' * 40}")).status_code == 404


async def test_contents_are_json_or_raw_and_large_files_raw_only(shop, app):
    shop.commit("main", {"big.txt": "x" * 1_000_001, "data.bin": b"\xff\x00"}, "Big")
    small = (await app.get(f"{REPO}/contents/STATUS.md")).json()
    assert base64.b64decode(small["content"]) == b"36/38 tests pass\n"
    raw = await app.get(f"{REPO}/contents/data.bin", accept="application/vnd.github.raw")
    assert raw.content == b"\xff\x00"
    big = (await app.get(f"{REPO}/contents/big.txt")).json()
    assert (big["encoding"], big["content"], big["size"]) == ("none", "", 1_000_001)
    rows = (await app.get(f"{REPO}/contents/src?ref=main")).json()
    assert [(row["type"], row["path"]) for row in rows] == [("file", "src/a.py")]
    assert (await app.get(f"{REPO}/contents/none")).status_code == 404
    assert (await app.get(f"{REPO}/contents/STATUS.md?ref=none")).status_code == 404


async def test_links_and_submodules_are_named_as_such(shop, app):
    git = shop.it.git
    link = git.run("hash-object", "-w", "--stdin", stdin=b"STATUS.md").decode().strip()
    lines = f"120000 {link}\tlink\x00160000 {shop.tip('main')}\tsub\x00".encode()
    index = git.path / "test-index"
    git.run("read-tree", "main", index=index)
    git.run("update-index", "-z", "--index-info", stdin=lines, index=index)
    tree = git.run("write-tree", index=index).decode().strip()
    person = git.commit(shop.tip("main")).author
    git.set_ref("refs/heads/odd", git.write_commit(tree, [shop.tip("main")], "Odd", person, shop.world.now()))
    shown = {name: (await app.get(f"{REPO}/contents/{name}?ref=odd")).json() for name in ("link", "sub")}
    assert (shown["link"]["type"], shown["link"]["target"]) == ("symlink", "STATUS.md")
    assert shown["sub"]["type"] == "submodule"
    rows = (await app.get(f"{REPO}/git/trees/odd")).json()["tree"]
    assert {row["path"]: row["type"] for row in rows if row["path"] in ("link", "sub")} == {
        "link": "blob",
        "sub": "commit",
    }


async def test_files_of_a_pull_request_are_against_the_merge_base(shop, app):
    shop.commit("fix", {"STATUS.md": "38/38 tests pass\n", "src/a.py": None, "src/b.py": "A = 1\n"}, "Fix")
    number = shop.open_pull("fix")
    shop.commit("main", {"README.md": "# Changed since\n"}, "Meanwhile")
    rows = (await app.get(f"{REPO}/pulls/{number}/files")).json()
    assert [(row["filename"], row["status"], row.get("previous_filename")) for row in rows] == [
        ("STATUS.md", "modified", None),
        ("src/b.py", "renamed", "src/a.py"),
    ]
    assert rows[0]["patch"] == "@@ -1 +1 @@\n-36/38 tests pass\n+38/38 tests pass"
    assert (rows[0]["additions"], rows[0]["deletions"], "patch" in rows[1]) == (1, 1, False)
    shown = (await app.get(f"{REPO}/pulls/{number}")).json()
    assert (shown["changed_files"], shown["commits"], shown["mergeable"]) == (2, 1, True)


async def test_binary_files_have_no_patch(shop, app):
    shop.commit("fix", {"logo.png": b"\x89PNG\x00\x01", "empty": ""}, "Add")
    rows = (await app.get(f"{REPO}/pulls/{shop.open_pull('fix')}/files")).json()
    assert [("patch" in row, row["additions"]) for row in rows] == [(False, 0), (False, 0)]


async def test_compare_shows_files_on_its_first_page_only(shop, app):
    for number in range(3):
        shop.commit("fix", {f"{number}.txt": "x\n"}, f"Commit {number}")
    shop.commit("main", {"other": "x"}, "Meanwhile")
    first = (await app.get(f"{REPO}/compare/main...fix?per_page=2")).json()
    second = (await app.get(f"{REPO}/compare/main...fix?per_page=2&page=2")).json()
    assert (first["status"], first["ahead_by"], first["behind_by"]) == ("diverged", 3, 1)
    assert first["merge_base_commit"]["sha"] == shop.it.git.merge_base("main", "fix")
    assert (len(first["files"]), len(second["files"])) == (3, 0)
    messages = [row["commit"]["message"] for row in [*first["commits"], *second["commits"]]]
    assert messages == ["Commit 0", "Commit 1", "Commit 2"]
    for name, status in (("main...main", "identical"), ("fix...main~0", None), ("main...none", None)):
        answer = await app.get(f"{REPO}/compare/{name}")
        assert answer.status_code == (404 if status is None else 200)


async def test_history_of_a_path_does_not_follow_renames(shop, app):
    shop.commit("main", {"STATUS.md": None, "docs/STATUS.md": "36/38 tests pass\n"}, "Move")
    moved = (await app.get(f"{REPO}/commits?path=docs/STATUS.md")).json()
    assert [row["commit"]["message"] for row in moved] == ["Move"]
    assert len((await app.get(f"{REPO}/commits?path=STATUS.md")).json()) == 2
    assert (await app.get(f"{REPO}/commits?sha=none")).status_code == 404
    assert (await app.get(f"{REPO}/commits/none")).status_code == 422


async def test_an_empty_repository_says_so(github, app):
    github.organisation("acme").repository("empty")
    assert (await app.get("/repos/acme/empty/commits")).status_code == 409
    assert (await app.get("/repos/acme/empty/branches/main")).status_code == 404
    assert (await app.get("/repos/acme/empty/git/ref/heads/main")).status_code == 404


async def test_commits_name_the_accounts_behind_their_addresses(shop, app, change):
    commit = (await app.get(f"{REPO}/commits/{change.head}")).json()
    assert (commit["author"]["login"], commit["stats"]["total"]) == ("bob", 2)
    assert commit["parents"][0]["sha"] == shop.tip("main")
    git_commit = (await app.get(f"{REPO}/git/commits/{change.head[:10]}")).json()
    assert (git_commit["sha"], git_commit["verification"]["reason"]) == (change.head, "unsigned")


async def test_base_sha_stays_until_the_pull_request_moves(shop, app, change):
    old = shop.tip("main")
    new = shop.commit("main", {"README.md": "# New\n"}, "Meanwhile")
    path = f"{REPO}/pulls/{change.number}"
    assert (await app.get(path)).json()["base"]["sha"] == old
    shop.commit("fix", {"a": "b"}, "More")
    assert (await app.get(path)).json()["base"]["sha"] == new


async def test_merging_moves_the_base_and_closes(shop, app, change):
    shop.commit("main", {"README.md": "# New\n"}, "Meanwhile")
    sha = shop.merge_pull(change.number)
    shown = (await app.get(f"{REPO}/pulls/{change.number}")).json()
    assert (shown["merged"], shown["state"], shown["merge_commit_sha"]) == (True, "closed", sha)
    parents = shop.it.git.commit(sha).parents
    assert (shop.tip("main"), parents[1]) == (sha, change.head)
    assert shop.it.git.run("cat-file", "blob", "main:STATUS.md") == b"38/38 tests pass\n"


async def test_a_conflict_is_not_merged(shop, change):
    shop.commit("main", {"STATUS.md": "37/38 tests pass\n"}, "Meanwhile")
    with pytest.raises(GitError):
        shop.merge_pull(change.number)
    assert shop.pull(change.number).is_open


async def test_pulls_are_filtered_and_sorted(github, shop, app, change):
    shop.commit("next", {"a": "1"}, "Next")
    shop.commit("more", {"b": "1"}, "More")
    other = shop.open_pull("more", "next")
    github.advance(60)
    shop.edit_pull(change.number, body="New")

    async def numbers(query):
        return [row["number"] for row in (await app.get(f"{REPO}/pulls?{query}")).json()]

    assert await numbers("") == [other, change.number]
    assert await numbers("sort=updated&direction=desc") == [change.number, other]
    assert await numbers("sort=updated") == [other, change.number]
    assert await numbers("base=next") == [other]
    assert await numbers("head=acme:fix") == [change.number]
    assert await numbers("head=fix") == [other, change.number]
    shop.close_pull(other)
    assert await numbers("state=closed") == [other]
    with pytest.raises(ValueError, match="no branch"):
        shop.open_pull("none")
