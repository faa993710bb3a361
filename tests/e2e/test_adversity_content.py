"""Content that is hostile, huge, broken or plenty: read as far as it goes, said, and inert when printed back."""

import pytest

from tests.builders_adversity import BOAST, together
from tests.builders_e2e import STATUS, green
from tests.builders_speaking import HOSTILE, live, shown, tags

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]

SAFE = {"a", "blockquote", "code", "details", "p", "pre", "strong", "summary", "table", "tbody", "td", "th", "thead", "tr", "ul", "li"}  # fmt: skip

SAYABLE = [text for text in HOSTILE if "\n" not in text and "\0" not in text]
"""A line break would end the claim, and a NUL makes the file binary: of that GitHub shows no changed lines."""


async def bad_policy_file(scene):
    policy = "version: 1\nisues: {limit: 1}\npull_requests: {comment: 7, check_over: failing}\n"
    scene.begin({".github/statusproof.yml": policy})
    number, head = scene.boast()
    await scene.rest()
    check = scene.check(head)
    assert ".github/statusproof.yml:2" in check.summary
    assert "isues" in check.summary
    assert ".github/statusproof.yml:3" in check.summary
    assert check.conclusion == "failure", "the rest is used"
    assert len(scene.comments(number)) == 1


async def policy_that_is_no_yaml(scene):
    scene.begin({".github/statusproof.yml": "{{{ : not yaml ]\n\t- x"})
    _, head = scene.boast()
    await scene.rest()
    assert scene.check(head).status == "completed"
    assert ".github/statusproof.yml" in scene.check(head).summary


async def policy_changed_on_the_base(scene):
    scene.begin()
    number, head = scene.boast()
    await scene.rest()
    assert scene.check(head).conclusion == "neutral"
    strict = "version: 1\npull_requests: {check_over: failing}\n"
    green(scene.shop, scene.shop.commit("main", {".github/statusproof.yml": strict}, "Be strict"))
    await scene.rest()
    assert scene.check(head).conclusion == "failure"
    assert len(scene.comments(number)) == 1


async def pull_request_cannot_change_the_policy(scene):
    scene.begin()
    lax = "version: 1\nmode: observe\ntolerance: {tests: 1000}\n"
    head = scene.shop.commit("boast", {"STATUS.md": BOAST, ".github/statusproof.yml": lax}, "Boast")
    number = scene.shop.open_pull("boast", "main", "Boast", "", "bob")
    green(scene.shop, head)
    await scene.rest()
    assert len(scene.comments(number)) == 1


async def hostile_document(scene):
    boast = "".join(f"- Auth Service {text}: 300 tests passing\n" for text in SAYABLE)
    text = BOAST + "\n## Auth Service\n\n" + boast
    nasty = "\n## Blockers\n\n- **Auth Service**: fixes #1, ask @octocat <img src=x> \u202e![x](https://evil.test/x.png)\n"
    scene.begin({"STATUS.md": (STATUS + nasty).encode("utf-8", "replace")})
    head = scene.shop.commit("boast", {"STATUS.md": text.encode("utf-8", "replace")}, "fixes #1 @octocat")
    number = scene.shop.open_pull("boast", "main", "Boast", "", "bob")
    green(scene.shop, head)
    await scene.rest(120)
    (comment,) = scene.comments(number)
    check = scene.check(head)
    for said in (comment.body, check.summary, check.text or "", *(one.body for one in scene.issues())):
        assert live(said) == []
        assert tags(said) <= SAFE, tags(said) - SAFE
    for issue in scene.issues():
        assert "@" not in issue.title.replace("@\u200b", "")
    assert len(comment.body) < 60_000


async def documents_that_cannot_be_read(scene):
    scene.begin(
        {
            "TODO.md": b"\x00\xff\xfe\x01" * 5000,
            "ROADMAP.md": ("- Auth Service: 121 tests passing\n" * 70_000).encode(),
            "PROGRESS.md": b"",
        }
    )
    number, head = scene.boast()
    await scene.rest(120)
    summary = shown(scene.check(head).summary)
    assert "ROADMAP.md" in summary
    assert "larger than 1000000 bytes" in summary
    assert len(scene.comments(number)) == 1


async def three_hundred_documents(scene):
    many = {f"docs/part{n}/STATUS.md": f"# Part {n}\n\n- Part {n}: {n} tests passing\n" for n in range(300)}
    scene.begin(many)
    number, head = scene.boast()
    await scene.rest(180)
    assert len(scene.comments(number)) == 1
    assert "Read 200 documents" in scene.check(head).summary
    assert "101 more documents were not read" in scene.check(head).summary
    assert len(scene.checks(head)) == 1


async def test_policies(database_url, tmp_path):
    await together(
        database_url,
        tmp_path,
        bad_policy_file,
        policy_that_is_no_yaml,
        policy_changed_on_the_base,
        pull_request_cannot_change_the_policy,
    )


async def test_documents(database_url, tmp_path):
    await together(
        database_url, tmp_path, hostile_document, documents_that_cannot_be_read, three_hundred_documents
    )
