"""Alembic's folder: applied by bot.ledger.migrate, never by hand."""
