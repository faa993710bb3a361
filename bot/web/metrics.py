"""Figures for Prometheus: deliveries by event and answer, targets by kind and state; no repository."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Gauge, generate_latest

from webhooks.jobs import KNOWN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.web.site import Counts
    from webhooks.lines import Answer

STATES = ("waiting", "due", "running", "retrying", "dead")


class Metrics:
    """The counters of one process."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._deliveries = Counter(
            "statusproof_deliveries",
            "Webhook deliveries by event and answer.",
            ("event", "answer"),
            registry=self._registry,
        )
        self._targets = Gauge(
            "statusproof_targets", "Targets by kind and state.", ("kind", "state"), registry=self._registry
        )
        self._lag = Gauge(
            "statusproof_oldest_lag_seconds",
            "How long the longest overdue target of a kind has been due.",
            ("kind",),
            registry=self._registry,
        )
        self._database = Gauge(
            "statusproof_database_up", "1 while the database answers, else 0.", registry=self._registry
        )

    def answered(self, answer: Answer) -> None:
        """Count a delivery. Events nobody verified, or that we do not know, share one name each."""
        verified = answer.status == 202 or (answer.status == 503 and not answer.unread)
        event = (answer.event if answer.event in KNOWN else "other") if verified else "unverified"
        self._deliveries.labels(event, str(answer.status)).inc()

    def page(self, counts: Sequence[Counts] | None) -> bytes:
        """The text Prometheus reads; None: the database did not answer, nothing is known of the targets."""
        self._database.set(0 if counts is None else 1)
        self._targets.clear()
        self._lag.clear()
        for row in counts or ():
            for state in STATES:
                self._targets.labels(row.kind, state).set(getattr(row, state))
            self._lag.labels(row.kind).set(row.oldest_lag)
        return generate_latest(self._registry)
