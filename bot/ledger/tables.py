"""Every table of ours, as SQLAlchemy Core; the migrations create them, a test holds the two together."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

METADATA = sa.MetaData()
_BIG = sa.BigInteger
_TIME = sa.DateTime(timezone=True)
_NOW = sa.text("now()")

DELIVERY = sa.Table(
    "delivery",
    METADATA,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("event", sa.Text, nullable=False),
    sa.Column("action", sa.Text),
    sa.Column("installation", _BIG, index=True),
    sa.Column("repository", _BIG),
    sa.Column("received_at", _TIME, nullable=False, server_default=_NOW, index=True),
    sa.Column("body", sa.LargeBinary, nullable=False),  # zlib
    sa.Column("size", _BIG, nullable=False),  # of the body before compression
)

INSTALLATION = sa.Table(
    "installation",
    METADATA,
    sa.Column("id", _BIG, primary_key=True, autoincrement=False),
    sa.Column("account", sa.Text, nullable=False),
    sa.Column("suspended_at", _TIME),
    sa.Column("seen_at", _TIME, nullable=False, server_default=_NOW),
)

REPOSITORY = sa.Table(
    "repository",
    METADATA,
    sa.Column("id", _BIG, primary_key=True, autoincrement=False),
    sa.Column("installation", _BIG, nullable=False, index=True),
    sa.Column("full_name", sa.Text, nullable=False),
    sa.Column("private", sa.Boolean, nullable=False),
    sa.Column("default_branch", sa.Text),
    sa.Column("archived", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("seen_at", _TIME, nullable=False, server_default=_NOW),
    sa.Index("ix_repository_name", sa.text("lower(full_name)")),
)

TARGET = sa.Table(
    "target",
    METADATA,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("installation", _BIG, nullable=False, index=True),
    sa.Column("seq", _BIG, nullable=False, server_default=sa.text("1")),  # grows with each request
    sa.Column("due_at", _TIME, index=True),  # when it should run; null: nothing wanted
    sa.Column("first_at", _TIME),  # the first request of the burst that no run has taken up yet
    sa.Column("again_at", _TIME, index=True),  # a look wanted at a time; becomes a request then
    sa.Column("not_before", _TIME),  # a run said Later: requests do not bring it forward
    sa.Column("run", _BIG),  # the runner's row of the run in progress: the fence
    sa.Column("attempts", sa.Integer, nullable=False, server_default=sa.text("0")),
    sa.Column("postponed", sa.Integer, nullable=False, server_default=sa.text("0")),
    sa.Column("dead_at", _TIME),
    sa.Column("error", sa.Text),
)

BLOB = sa.Table(
    "blob",
    METADATA,
    sa.Column("repository", _BIG, primary_key=True),
    sa.Column("sha", sa.Text, primary_key=True),
    sa.Column("bytes", sa.LargeBinary, nullable=False),  # zlib
    sa.Column("size", _BIG, nullable=False),  # as stored
    sa.Column("used_at", _TIME, nullable=False, server_default=_NOW, index=True),
)

ANSWER = sa.Table(
    "answer",
    METADATA,
    sa.Column("repository", _BIG, primary_key=True),
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("bytes", sa.LargeBinary, nullable=False),  # zlib
    sa.Column("size", _BIG, nullable=False),  # as stored
    sa.Column("used_at", _TIME, nullable=False, server_default=_NOW, index=True),
)

POSTED = sa.Table(
    "posted",
    METADATA,
    sa.Column("target", sa.Text, primary_key=True),
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("marker", sa.Text, primary_key=True),
    sa.Column("github", _BIG, nullable=False),  # id of a comment or check run, number of an issue
    sa.Column("head_sha", sa.Text),
    sa.Column("digest", sa.Text),  # of the body as sent, to leave equal ones alone
    sa.Column("updated_at", _TIME, nullable=False, server_default=_NOW),
)

INTENT = sa.Table(
    "intent",
    METADATA,
    sa.Column("target", sa.Text, primary_key=True),
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("marker", sa.Text, primary_key=True),
    sa.Column("run", _BIG, nullable=False),
    sa.Column("created_at", _TIME, nullable=False, server_default=_NOW),
)

LOOK = sa.Table(
    "look",
    METADATA,
    sa.Column("target", sa.Text, primary_key=True),
    sa.Column("head_sha", sa.Text, primary_key=True),
    sa.Column("settled", sa.Boolean, nullable=False),
    sa.Column("taken_at", _TIME, nullable=False, index=True),
    sa.Column("body", JSONB, nullable=False),
)

PACE = sa.Table(
    "pace",
    METADATA,
    sa.Column("installation", _BIG, primary_key=True, autoincrement=False),
    sa.Column("next_write_at", _TIME, nullable=False, server_default=_NOW),
    sa.Column("blocked_until", _TIME),
    sa.Column("reason", sa.Text),
)

CHORE = sa.Table(
    "chore",
    METADATA,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("ran_at", _TIME, nullable=False),
)
