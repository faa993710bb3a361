import re

import pytest

from bot.web.guard import Guard
from tests.builders_web import Shelf, StoredLook, StoredRepository, browser, claims

PUBLIC = StoredRepository()
PRIVATE = StoredRepository(7, 5, "octo/vault", private=True)
LOOKS = [  # newest first; the oldest look of all is at pull 3
    StoredLook("i/5/r/42/pull/3", body=claims(holds=2, drifted=1)),
    StoredLook(body=claims(holds=48, drifted=2, unproven=11)),
    StoredLook(head_sha="0" * 40, body=claims(holds=1)),
    StoredLook("i/5/r/7/branch/main", body=claims(drifted=9)),
    StoredLook("i/5/r/99/branch/main", body=claims(drifted=9)),
    StoredLook("i/5", body=None),
    StoredLook("i/5/r/42/pull/3", head_sha="1" * 40, body=claims(holds=1)),
]


@pytest.fixture
def shelf():
    return Shelf([*LOOKS], [PUBLIC, PRIVATE])


async def test_the_dashboard_shows_the_newest_look_at_each_place(shelf):
    async with browser(shelf) as client:
        page = (await client.get("/")).text
    assert "61 claims: 48 hold, 2 drifted, 11 unproven" in page
    assert "3 claims: 2 hold, 1 drifted" in page
    assert page.index("Pull request #3") < page.index("Branch main")
    assert "0000000" not in page
    assert "1111111" not in page


async def test_an_empty_dashboard_says_so():
    class Idle(Shelf):
        async def counts(self):
            return ()

    async with browser(Idle()) as client:
        page = (await client.get("/")).text
    assert "Nothing to show yet" in page
    assert "Nothing is waiting and nothing has failed" in page


@pytest.mark.parametrize(
    "path", ["/repositories/octo/vault", "/badge/octo/vault.svg", "/api/v1/looks?repository=octo/vault"]
)
async def test_a_private_repository_is_not_found(shelf, path):
    async with browser(shelf) as client:
        private, nowhere = await client.get(path), await client.get(path.replace("vault", "nowhere"))
        listed = (await client.get("/")).text + (await client.get("/api/v1/looks")).text
    assert private.status_code == nowhere.status_code == 404
    assert private.text == nowhere.text
    assert "vault" not in listed


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "[::1]:8000"])
async def test_the_demo_shows_private_repositories_to_this_machine(shelf, host):
    async with browser(shelf, host, show_private=True) as client:
        assert "octo/vault" in (await client.get("/")).text
        assert (await client.get("/repositories/octo/vault")).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example"])
async def test_the_demo_refuses_every_other_host_name(shelf, host):
    async with browser(shelf, host, show_private=True) as client:
        assert (await client.get("/")).status_code == 421


async def test_the_page_of_a_repository_lists_its_claims(shelf):
    async with browser(shelf) as client:
        page = (await client.get("/repositories/Octo/Tower")).text
    assert "<h1>octo/tower</h1>" in page
    assert page.count("STATUS.md:3") == 3 + 61
    assert "drifted over" in page
    _, branch = page.split('id="branch-main"')
    order = [branch.index(part) for part in ('<td class="drifted">', '<td class="unproven">', "<details>")]
    assert order == sorted(order)


async def test_a_link_of_the_dashboard_leads_to_its_look(shelf):
    async with browser(shelf) as client:
        page = (await client.get("/")).text
        [address] = re.findall(r'href="([^"]*)">Pull request #3<', page)
        path, _, anchor = address.partition("#")
        assert f'<section id="{anchor}">' in (await client.get(path)).text


async def test_a_repository_with_drift_comes_first(shelf):
    newer = StoredLook("i/5/r/8/branch/main", body=claims(holds=1))
    shelf.found.insert(0, newer)
    shelf.known.append(StoredRepository(8, 5, "octo/quiet"))
    async with browser(shelf) as client:
        page = (await client.get("/")).text
    assert page.index("octo/tower") < page.index("octo/quiet")


async def test_a_long_path_may_break_at_its_folders():
    body = {"claims": [{"path": "a/<b>/STATUS.md", "line": 3, "status": "unproven"}]}
    async with browser(Shelf([StoredLook(body=body)], [PUBLIC])) as client:
        page = (await client.get("/repositories/octo/tower")).text
    assert "a/<wbr>&lt;b&gt;/<wbr>STATUS.md:3" in page


async def test_work_is_shown_as_far_as_there_is_any(shelf):
    async with browser(shelf) as client:
        page = (await client.get("/")).text
    assert re.search(r">pull</th><td>3</td><td>3</td><td>4</td><td class=\"drifted\">5</td>", page)


async def test_a_look_at_a_repository_as_a_whole_is_no_row():
    async with browser(Shelf([StoredLook("i/5/r/42", body=claims(holds=1))], [PUBLIC])) as client:
        assert "Nothing to show yet" in (await client.get("/")).text


async def test_claims_that_all_hold_are_not_hidden():
    async with browser(Shelf([StoredLook(body=claims(holds=1))], [PUBLIC])) as client:
        page = (await client.get("/repositories/octo/tower")).text
    assert "<details open><summary>1 holds</summary>" in page


async def test_a_repository_without_looks_says_so():
    async with browser(Shelf(known=[PUBLIC])) as client:
        assert "has not been looked at yet" in (await client.get("/repositories/octo/tower")).text


async def test_what_documents_say_is_shown_as_text_never_as_markup():
    evil = '<script>alert(1)</script>" onload="x'
    body = {
        "claims": [
            {"path": evil, "line": 1, "subject": evil, "text": evil, "status": "drifted", "direction": evil}
        ]
    }
    async with browser(Shelf([StoredLook(body=body)], [PUBLIC])) as client:
        page = (await client.get("/repositories/octo/tower")).text
    assert "<script" not in page
    assert '" onload="' not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize(
    "path", ["/", "/livez", "/nowhere", "/api/docs", "/style.css", "/metrics", "/webhooks/github"]
)
async def test_every_answer_carries_the_security_headers(shelf, path):
    async with browser(shelf) as client:
        headers = (await client.get(path)).headers
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] in ("no-store", "max-age=3600")


async def test_pages_need_no_script_and_nothing_from_elsewhere(shelf):
    async with browser(shelf) as client:
        pages = [(await client.get(path)).text for path in ("/", "/repositories/octo/tower", "/api/docs")]
    for page in pages:
        assert not re.search(r"<script|style=|\bon\w+=|https?://", page)


async def test_an_error_of_ours_says_so_and_no_more():
    async with browser(Shelf(away=True)) as client:
        answer = await client.get("/")
    assert (answer.status_code, answer.json()) == (500, {"status": "a fault in Statusproof"})


async def test_the_docs_list_what_the_api_offers(shelf):
    async with browser(shelf) as client:
        page = (await client.get("/api/docs")).text
        schema = (await client.get("/api/openapi.json")).json()
    assert "GET /api/v1/looks" in page
    assert "/badge/{owner}/{repository}.svg" in schema["paths"]
    assert "/" not in schema["paths"]


async def test_start_and_stop_of_the_server_pass_the_guard():
    seen = []

    async def app(scope, receive, send):
        seen.append(scope["type"])

    await Guard(app, only_here=True)({"type": "lifespan"}, None, None)
    assert seen == ["lifespan"]
