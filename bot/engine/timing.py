"""Every duration and bound of the engine in one frozen value, so that tests may shorten them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds unless the name says otherwise. The defaults were tried: see the engine's design."""

    settle: float = 2.0  # a request runs when this long passed without another one ...
    settle_longest: float = 15.0  # ... but never later than this after the first of a burst
    dispatch: float = 0.25  # between two looks for due targets
    waiting: int = 64  # most rows handed to the runner and not yet started
    share: int = 16  # most rows of one installation, waiting and running, while others may want to run
    heartbeat: float = 5.0
    stalled: float = 20.0  # a worker silent for this long is taken for dead
    poll: float = 1.0  # the runner asks for work at least this often, beside being notified
    attempts: int = 8  # failed runs before a target becomes a dead letter
    backoff: float = 5.0  # after the first failure; doubles with each further one
    backoff_longest: float = 900.0
    jitter: float = 0.25  # share of a delay that is added at random
    postponements: int = 100  # times in a row a run may say Later before it counts as a failure
    postpone_backoff_longest: float = 300.0  # said again and again it waits longer, by itself up to this
    postpone_longest: float = 86_400.0  # whatever the run says
    patience: float = 10.0  # longest wait for a connection to the database
    reconnect: float = 1.0  # pause before the database is tried again
    watch: float = 1.0  # sleep of the watchdog that notices when this process was frozen
