"""Pages a viewer clicks through, with everything quoted made harmless."""

import pytest

from bot.sandbox.markdown import render


@pytest.fixture
def places(github, shop, change):
    """Path → a text that must be on the page."""
    run = shop.finish_check(change.head, "unit", "failure", title="37 of 38", summary="**One** fails")
    shop.it.check_runs[run].annotations.append(
        {"path": "STATUS.md", "start_line": 1, "annotation_level": "warning", "message": "Says 38"}
    )
    shop.it.check_runs[run].actions.append(
        {"label": "Write figures", "description": "d", "identifier": "fix"}
    )
    shop.set_status(change.head, "codecov/project", description="91%")
    shop.comment(change.number, "eve", "A <b>bold</b> word")
    issue = shop.open_issue("Blocked", labels=["bug"])
    workflow = shop.start_workflow(change.head, "Nightly")
    job = shop.workflow_run(workflow).suite.runs[0].id
    shop.finish_workflow(workflow, artifacts={"junit": {"junit.xml": "<testsuites/>"}})
    return {
        "/": "acme/shop",
        "/acme/shop": "STATUS.md",
        "/acme/shop/pulls": "#1 by bob",
        "/acme/shop/issues": "Blocked",
        f"/acme/shop/pull/{change.number}": "A &lt;b&gt;bold&lt;/b&gt; word",
        f"/acme/shop/issues/{issue}": "No description.",
        f"/acme/shop/runs/{run}": "<strong>One</strong> fails",
        f"/acme/shop/commit/{change.head}": "37 of 38",
        f"/acme/shop/blob/{change.head}/STATUS.md": 'id="L1"',
        f"/acme/shop/actions/runs/{workflow}": "junit",
        f"/acme/shop/actions/runs/{workflow}/job/{job}": "GitHub Actions",
        f"/acme/shop/raw/{change.head}/STATUS.md": "38/38 tests pass",
        "/acme": "acme/shop",
        "/avatars/5": "<svg",
    }


async def test_pages_show_what_is_there(app, places):
    for path, text in places.items():
        page = await app.client.get(path)
        assert page.status_code == 200, path
        assert text in page.text, path
    assert "default-src 'none'" in (await app.client.get("/")).headers["content-security-policy"]


async def test_html_urls_lead_to_pages(shop, app, change):
    shop.comment(change.number, "eve", "x")
    pull = (await app.get(f"/repos/acme/shop/pulls/{change.number}")).json()
    comment = (await app.get(f"/repos/acme/shop/issues/{change.number}/comments")).json()[0]
    for url in (pull["html_url"], comment["html_url"], pull["base"]["repo"]["html_url"]):
        assert (await app.client.get(url)).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        *("/acme/none", "/acme/shop/pull/9", "/acme/shop/issues/9", "/acme/shop/runs/9"),
        *("/acme/shop/commit/none", "/acme/shop/blob/main/none", "/acme/shop/blob/none/STATUS.md"),
        *("/nobody", "/acme/shop/actions/runs/9", "/acme/shop/raw/main/none"),
    ],
)
async def test_what_is_not_there_is_404(app, path):
    assert (await app.client.get(path)).status_code == 404


async def test_unknown_downloads_are_gone(app):
    assert (await app.client.get("/_downloads/none")).status_code == 410


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<!-- statusproof:comment -->\n**Fine**", "<p><strong>Fine</strong></p>\n"),
        ("<details>\n<summary>More & <i>more</i></summary>\n\n- one\n\n</details>",
         "<details>\n<summary>More &amp; &lt;i&gt;more&lt;/i&gt;</summary>\n\n<ul>\n<li>one</li>\n</ul>\n</details>\n\n"),
        ("a <script>alert(1)</script> b", "<p>a &lt;script&gt;alert(1)&lt;/script&gt; b</p>\n"),
        ("<details onclick=x>", "&lt;details onclick=x&gt;\n\n"),
        ("![pixel](http://evil.example/p.png)", '<p><a href="http://evil.example/p.png">pixel</a></p>\n'),
        ("[x](javascript:alert)", '<p><a href="#harmful-link">x</a></p>\n'),
        (None, ""),
    ],
)  # fmt: skip
def test_markdown_is_rendered_without_anything_active(text, shown):
    assert render(text) == shown
