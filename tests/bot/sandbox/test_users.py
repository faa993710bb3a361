"""Who a login is."""

from bot.sandbox import Sandbox
from tests.builders_sandbox import Visitor, broken_rows


async def test_the_bot_user_of_an_app_is_found_by_its_login():
    async with Sandbox() as github:
        github.organisation("acme")
        async with Visitor(github) as app:
            known = await app.get("/users/statusproof%5Bbot%5D")
            unknown = await app.get("/users/nobody")
    assert (known.status_code, known.json()["id"], known.json()["type"]) == (200, github.app.bot.id, "Bot")
    assert unknown.status_code == 404
    assert broken_rows(github.requests) == []
