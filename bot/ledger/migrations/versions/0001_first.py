"""The first tables: deliveries, targets, what was seen and posted, caches, pace."""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_STATEMENTS = (
    """
    CREATE TABLE delivery (
        id text PRIMARY KEY,
        event text NOT NULL,
        action text,
        installation bigint,
        repository bigint,
        received_at timestamptz NOT NULL DEFAULT now(),
        body bytea NOT NULL,
        size bigint NOT NULL)
    """,
    "ALTER TABLE delivery ALTER body SET STORAGE EXTERNAL",  # compressed already
    "CREATE INDEX ix_delivery_received_at ON delivery (received_at)",
    "CREATE INDEX ix_delivery_installation ON delivery (installation)",
    """
    CREATE TABLE installation (
        id bigint PRIMARY KEY,
        account text NOT NULL,
        suspended_at timestamptz,
        seen_at timestamptz NOT NULL DEFAULT now())
    """,
    """
    CREATE TABLE repository (
        id bigint PRIMARY KEY,
        installation bigint NOT NULL,
        full_name text NOT NULL,
        private boolean NOT NULL,
        default_branch text,
        archived boolean NOT NULL DEFAULT false,
        seen_at timestamptz NOT NULL DEFAULT now())
    """,
    "CREATE INDEX ix_repository_installation ON repository (installation)",
    "CREATE INDEX ix_repository_name ON repository (lower(full_name))",
    """
    CREATE TABLE target (
        key text PRIMARY KEY,
        kind text NOT NULL,
        installation bigint NOT NULL,
        seq bigint NOT NULL DEFAULT 1,
        due_at timestamptz,
        first_at timestamptz,
        again_at timestamptz,
        not_before timestamptz,
        run bigint,
        attempts integer NOT NULL DEFAULT 0,
        postponed integer NOT NULL DEFAULT 0,
        dead_at timestamptz,
        error text)
    """,
    "CREATE INDEX ix_target_installation ON target (installation)",
    "CREATE INDEX ix_target_due_at ON target (due_at)",
    "CREATE INDEX ix_target_again_at ON target (again_at)",
    """
    CREATE TABLE blob (
        repository bigint NOT NULL,
        sha text NOT NULL,
        bytes bytea NOT NULL,
        size bigint NOT NULL,
        used_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (repository, sha))
    """,
    "ALTER TABLE blob ALTER bytes SET STORAGE EXTERNAL",
    "CREATE INDEX ix_blob_used_at ON blob (used_at)",
    """
    CREATE TABLE answer (
        repository bigint NOT NULL,
        key text NOT NULL,
        bytes bytea NOT NULL,
        size bigint NOT NULL,
        used_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (repository, key))
    """,
    "ALTER TABLE answer ALTER bytes SET STORAGE EXTERNAL",
    "CREATE INDEX ix_answer_used_at ON answer (used_at)",
    """
    CREATE TABLE posted (
        target text NOT NULL,
        kind text NOT NULL,
        marker text NOT NULL,
        github bigint NOT NULL,
        head_sha text,
        digest text,
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (target, kind, marker))
    """,
    """
    CREATE TABLE intent (
        target text NOT NULL,
        kind text NOT NULL,
        marker text NOT NULL,
        run bigint NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (target, kind, marker))
    """,
    """
    CREATE TABLE look (
        target text NOT NULL,
        head_sha text NOT NULL,
        settled boolean NOT NULL,
        taken_at timestamptz NOT NULL,
        body jsonb NOT NULL,
        PRIMARY KEY (target, head_sha))
    """,
    "CREATE INDEX ix_look_taken_at ON look (taken_at)",
    """
    CREATE TABLE pace (
        installation bigint PRIMARY KEY,
        next_write_at timestamptz NOT NULL DEFAULT now(),
        blocked_until timestamptz,
        reason text)
    """,
    "CREATE TABLE chore (name text PRIMARY KEY, ran_at timestamptz NOT NULL)",
)


def upgrade() -> None:
    """Create everything."""
    for statement in _STATEMENTS:
        op.execute(statement)
