"""What is served over HTTP: deliveries in, probes and metrics, pages, the JSON API and badges out."""

from bot.web.app import create_app
from bot.web.site import Site

__all__ = ["Site", "create_app"]
