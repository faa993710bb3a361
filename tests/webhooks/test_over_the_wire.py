"""The answers that depend on how a real server hands over the body."""

import asyncio
from contextlib import asynccontextmanager

import pytest
import uvicorn
from fastapi import FastAPI

from tests.builders_webhooks import SECRET, as_json, headers, payload
from webhooks.app import PATH, Reception, router

LARGE = 26_000_000
BODY = as_json(payload())


@asynccontextmanager
async def listening(record):
    app = FastAPI()
    app.include_router(router(Reception(record, [SECRET])))
    server = uvicorn.Server(uvicorn.Config(app, port=0, http="httptools", log_config=None, lifespan="off"))
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    try:
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        await serving


async def record_nothing(_):
    pass


async def exchange(port, *parts):
    """Send everything, only then read: what a plain client does."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for part in parts:
        writer.write(part)
        await writer.drain()
    async with asyncio.timeout(20):
        answer = await reader.readuntil(b"}")
    writer.close()
    await writer.wait_closed()
    return answer


def head(given):
    lines = "".join(f"{name}: {value}\r\n" for name, value in given.items())
    return f"POST {PATH} HTTP/1.1\r\nhost: x\r\n{lines}\r\n".encode()


@pytest.mark.parametrize("changes", [{}, {"x_hub_signature_256": None}])
async def test_a_sender_that_writes_all_26_mb_before_it_reads_still_gets_its_413(changes):
    given = headers(b"", **changes) | {"content-length": str(LARGE)}
    async with listening(record_nothing) as port:
        answer = await exchange(port, head(given), *[b"x" * 1_000_000] * 26)
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert b"connection: close" in answer.lower()


async def test_a_sender_that_asks_first_is_told_before_it_sends():
    given = headers(b"") | {"content-length": str(LARGE), "expect": "100-continue"}
    async with listening(record_nothing) as port:
        answer = await exchange(port, head(given))
    assert answer.startswith(b"HTTP/1.1 413 ")


async def test_a_chunked_body_over_the_limit_is_refused():
    given = headers(b"") | {"transfer-encoding": "chunked"}
    chunk = b"f4240\r\n" + b"x" * 1_000_000 + b"\r\n"
    async with listening(record_nothing) as port:
        answer = await exchange(port, head(given), *[chunk] * 26, b"0\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 413 ")


async def test_an_unsigned_body_is_refused_and_the_connection_ends():
    given = headers(BODY, x_hub_signature_256=None) | {"content-length": str(len(BODY))}
    async with listening(record_nothing) as port:
        answer = await exchange(port, head(given), BODY)
    assert answer.startswith(b"HTTP/1.1 401 ")


async def test_a_sender_that_goes_away_is_no_acknowledgement(caplog):
    given = headers(BODY) | {"content-length": str(len(BODY))}
    async with listening(record_nothing) as port:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(head(given) + BODY[:10])
        await writer.drain()
        writer.close()
        await writer.wait_closed()
        async with asyncio.timeout(10):
            while "body did not arrive whole" not in caplog.text:
                await asyncio.sleep(0.01)
