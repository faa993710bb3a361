"""The sample organisation: repositories with status documents of the usual kinds, some about to rot."""

from __future__ import annotations

ORGANISATION = "tidewater"

HARBOUR_STATUS = """\
# Harbour: where we stand

**Last updated**: 2026-11-16

## Services

1. **Auth Service** - 100% complete ✅
   - 121 tests passing
   - 97% coverage

2. **Billing Service** - 80% complete 🚧
   - 34/36 tests passing
   - 81.5% coverage
   - ⏳ Refunds

## Blockers

- **Notification Service**: needs the schema `packages/notifications/schema.sql`
"""

HURRIED = HARBOUR_STATUS.replace("121 tests", "124 tests")
FIXED = HARBOUR_STATUS.replace("121 tests", "119 tests")
FINISHED = HARBOUR_STATUS.replace("80% complete 🚧", "100% complete ✅").replace("34/36 tests", "36/36 tests")
"""What three commits of the story make of it."""

MOORING_TESTS = "packages/auth/tests/test_moorings.py"

HARBOUR_README = """\
# Harbour

Berths, invoices and messages for a small port. See [STATUS.md](STATUS.md) for where each service stands.
"""

POLICY = """\
# Statusproof reads this file from the default branch. Everything has a default.
version: 1
"""

HARBOUR: dict[str, str] = {
    "README.md": HARBOUR_README,
    "STATUS.md": HARBOUR_STATUS,
    ".github/statusproof.yml": POLICY,
    "packages/auth/auth.py": "def may_moor(ship: str) -> bool:\n    return bool(ship)\n",
    "packages/auth/tests/test_auth.py": "def test_a_named_ship_may_moor():\n    assert True\n",
    MOORING_TESTS: "def test_one():\n    assert True\n\n\ndef test_two():\n    assert True\n",
    "packages/billing/billing.py": '"""What a berth costs."""\n\nPRICE = 12\n',
    "packages/notifications/README.md": "# Notifications\n\nTells a captain when the berth is free.\n",
}

LANTERN_ROADMAP = """\
# Lantern roadmap

| Part | Status | Progress |
| --- | --- | --- |
| Parser | ✅ Done | 100% |
| Renderer | 🚧 In progress | 60% |
| Exporter | ❌ Not started | 0% |

All 64 tests pass.
"""

LANTERN: dict[str, str] = {
    "README.md": "# Lantern\n\nDraws charts of shallow water.\n",
    "ROADMAP.md": LANTERN_ROADMAP,
    "src/parser.py": '"""Reads soundings."""\n',
    "src/renderer.py": '"""Draws them."""\n',
}
"""No policy file: this repository is only observed (a check run, never a comment or an issue)."""
