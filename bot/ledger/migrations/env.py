"""Alembic's entry point: runs on the connection, and in the transaction, that bot.ledger.migrate holds."""

from __future__ import annotations

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
