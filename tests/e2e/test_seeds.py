"""The founding documents, and own ones of the same shapes, all the way: read, judged, checked, commented."""

from pathlib import Path

import pytest

from bot.sandbox import Sandbox
from tests.builders_e2e import POLICY, at_rest, checks_of_ours, comments_of_ours, green, serving
from tests.builders_sandbox import broken_rows

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
SEEDS = HERE.parents[2] / "shared" / "seeds"
OWN = sorted((HERE / "shapes").iterdir())
FOUNDING = sorted(SEEDS.glob("*.txt")) if SEEDS.is_dir() else []
DAMAGE = ("â", "ğŸ", "‚úÖ", "\ufffd")


async def walked(document, database_url, folder):
    """Put a document into a repository, add a boast in a pull request, and see what is said."""
    text, path = (
        document.read_bytes(),
        "STATUS" + (".txt" if b"\xe2\x95\x90" in document.read_bytes() else ".md"),
    )
    async with Sandbox() as github, serving(github, database_url, folder) as service:
        shop = github.organisation("acme").repository("shop")
        green(shop, shop.commit("main", {**POLICY, path: text}, "Begin"))
        boast = text + b"\n## Search Service\n\n- Search Service: 55555 tests passing\n"
        head = shop.commit("more", {path: boast, "services/search/app.py": "x = 1\n"}, "Add")
        number = shop.open_pull("more", "main", "Add", "", "bob")
        green(shop, head)
        shop.finish_check(head, "test (search)", title="12 passed", summary="12 passed")
        await at_rest(github, database_url, 90)
        (check,) = checks_of_ours(shop, head)
        assert check.status == "completed"
        claims = [line for line in (check.summary or "").splitlines() if "claims" in line]
        assert claims, check.summary
        (comment,) = comments_of_ours(github, shop, number)
        assert "55555" in comment.body
        assert "12" in comment.body
        for said in (comment.body, check.title, check.summary, check.text or ""):
            assert not any(mark in said for mark in DAMAGE), said
        assert broken_rows(github.requests) == []
        printed = service.printed()
        assert "Traceback" not in printed, printed[-3000:]


@pytest.mark.parametrize("document", OWN, ids=lambda path: path.name)
async def test_an_own_document_of_each_shape(document, database_url, tmp_path):
    await walked(document, database_url, tmp_path)


@pytest.mark.skipif(
    not FOUNDING, reason="the founding documents are not beside the checkout (../shared/seeds)"
)
@pytest.mark.parametrize("document", FOUNDING, ids=lambda path: path.name)
async def test_the_founding_documents(document, database_url, tmp_path):
    await walked(document, database_url, tmp_path)
