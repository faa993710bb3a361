"""An embedded PostgreSQL: found, created, started, shared by our processes, stopped by the last one."""

from bot.postgres.backup import dump
from bot.postgres.errors import PostgresError
from bot.postgres.place import default_data_dir
from bot.postgres.server import Server, start

__all__ = ["PostgresError", "Server", "default_data_dir", "dump", "start"]
