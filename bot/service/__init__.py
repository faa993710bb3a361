"""The service: database, engine, recorder and web side in one process, stopped without losing work."""

from bot.service.rooms import Rooms, ServiceError, Work, opened
from bot.service.running import serve, worker

__all__ = ["Rooms", "ServiceError", "Work", "opened", "serve", "worker"]
