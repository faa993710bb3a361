"""A whole visit: the app signs in, reads a pull request with its evidence, and writes."""

from bot.sandbox import Sandbox
from tests.builders_sandbox import Visitor, broken_rows


async def test_an_app_reads_and_writes_a_pull_request():
    async with Sandbox() as github:
        shop = github.organisation("acme").repository("shop")
        shop.commit("main", {"STATUS.md": "36/38\n"}, "Begin")
        head = shop.commit("fix", {"STATUS.md": "38/38\n"}, "Fix", "bob")
        number = shop.open_pull("fix", "main", "Fix", "All done", "bob")
        shop.finish_check(head, "test", title="38 passed", summary="38/38")
        async with Visitor(github) as app:
            pulls = await app.get("/repos/acme/shop/pulls")
            files = await app.get(f"/repos/acme/shop/pulls/{number}/files")
            checks = await app.get(f"/repos/acme/shop/commits/{head}/check-runs")
            body = {"name": "statusproof", "head_sha": head, "status": "completed", "conclusion": "success"}
            made = await app.post("/repos/acme/shop/check-runs", body)
            said = await app.post(f"/repos/acme/shop/issues/{number}/comments", {"body": "Fine."})
        assert [row["head"]["sha"] for row in pulls.json()] == [head]
        assert files.json()[0]["patch"] == "@@ -1 +1 @@\n-36/38\n+38/38"
        assert [run["name"] for run in checks.json()["check_runs"]] == ["test"]
        assert made.status_code == 201
        assert said.json()["user"]["login"] == "statusproof[bot]"
        assert broken_rows(github.requests) == []
