import asyncio
import io
import json
import logging

import pytest

from bot.log import about, configure, redact

TOKEN = "ghs_" + "aB3" * 14
JWT_TOKEN = "ghs_77_eyJhbGciOi.eyJpc3M.c2ln" + "x" * 500
KEY = "-----BEGIN RSA PRIVATE KEY-----\nMIIEow\nabc\n-----END RSA PRIVATE KEY-----"
log = logging.getLogger("test.log")


def fail(message):
    raise ValueError(message)


@pytest.fixture
def written():
    """Configure logging into a text; everything is put back afterwards."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level

    def start(form="text", **options):
        stream = io.StringIO()
        configure(form, stream=stream, **options)
        return stream.getvalue

    yield start
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        (f"token {TOKEN} used", "token [secret] used"),
        (f"token {JWT_TOKEN}", "token [secret]"),
        ("github_pat_" + "a1_" * 20, "[secret]"),
        (f"key:\n{KEY}\nafter", "key:\n[secret]\nafter"),
        (KEY[:40], "[secret]"),
        ("Authorization: Bearer abc.def", "Authorization: Bearer [secret]"),
        ("{'authorization': 'token abc'}", "{'authorization': 'token [secret]'}"),
        ("(b'authorization', b'Basic dTpw')", "(b'authorization', b'Basic [secret]')"),
        ("authorization=abc", "authorization=[secret]"),
        ("postgresql://me:hunter2@db/x", "postgresql://me:[secret]@db/x"),
        ("eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOjF9.c2ln", "[secret]"),
        ("see https://github.com/octo/tower:80 and ghs_short", "see https://github.com/octo/tower:80 and ghs_short"),
    ],
)  # fmt: skip
def test_what_is_taken_out(text, safe):
    assert redact(text) == safe


def test_a_record_is_one_line_whatever_it_says(written):
    text = written()
    log.warning("a\nb\x1b[31m %s", "c")
    (line,) = text().splitlines()
    assert line.endswith("Z WARNING test.log a\\nb\\x1b[31m c")


def test_the_target_and_the_delivery_at_hand_are_named_also_in_tasks(written):
    text = written()

    async def story():
        with about(target="i/1/r/2"), about(delivery="d-1"):
            await asyncio.create_task(inner())

    async def inner():
        log.info("inside")

    asyncio.run(story())
    log.info("outside")
    lines = [line.partition(" INFO ")[2] for line in text().splitlines()]
    assert lines == ["test.log [i/1/r/2 d-1] inside", "test.log outside"]


def test_tracebacks_are_kept_without_their_secrets(written):
    text = written(secrets=["the webhook secret", ""])
    try:
        fail(f"with {TOKEN} and the webhook secret")
    except ValueError:
        log.exception("it broke: %s", TOKEN, stack_info=True)
    assert TOKEN not in text()
    assert "the webhook secret" not in text()
    assert "    ValueError: with [secret] and [secret]" in text().splitlines()
    assert "    Stack (most recent call last):" in text().splitlines()


def test_json_lines_hold_the_same(written):
    text = written("json", secrets=["hush"])
    with about(target="i/1"):
        try:
            fail(KEY)
        except ValueError:
            log.exception("two\nlines", extra={"fields": {"why": "hush", "status": 503}})
    log.info("plain %s", TOKEN)
    first, second = map(json.loads, text().splitlines())
    assert (first["message"], first["target"], first["level"]) == ("two\nlines", "i/1", "ERROR")
    assert (first["why"], first["status"]) == ("[secret]", 503)
    assert "MIIE" not in first["error"]
    assert second.keys() == {"at", "level", "logger", "message"}
    assert second["message"] == "plain [secret]"


def test_libraries_speak_up_only_for_warnings(written):
    text = written()
    logging.getLogger("httpx").info("HTTP Request")
    logging.getLogger("httpx").warning("slow")
    assert text().count("\n") == 1
