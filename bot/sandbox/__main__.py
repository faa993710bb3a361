"""`python -m bot.sandbox`: a small GitHub as a process of its own, until SIGTERM or Ctrl-C."""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys
from pathlib import Path

from bot.sandbox.server import Sandbox


def main(arguments: list[str] | None = None) -> int:
    """Serves on 127.0.0.1 and prints its URL as the first line; credentials are at /_sandbox/app."""
    parser = argparse.ArgumentParser(prog="python -m bot.sandbox", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 (the default) takes a free one")
    parser.add_argument("--hook-url", help="where deliveries are posted")
    parser.add_argument("--secret", default="sandbox-secret", help="the webhook secret")
    parser.add_argument("--slug", default="statusproof", help="the app's name in addresses")
    parser.add_argument("--key", type=Path, help="the app's private key (PEM); made when absent")
    given = parser.parse_args(arguments)
    try:
        key = None if given.key is None else given.key.read_text("ascii")
        sandbox = Sandbox(slug=given.slug, webhook_secret=given.secret, hook_url=given.hook_url, key=key)
    except (OSError, ValueError) as error:
        parser.error(str(error))
    asyncio.run(_serve(sandbox, given.port))
    return 0


async def _serve(sandbox: Sandbox, port: int) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)
    url = await sandbox.start(port)
    sys.stdout.write(url + "\n")
    sys.stdout.flush()
    await stop.wait()
    await sandbox.stop()


if __name__ == "__main__":
    sys.exit(main())
