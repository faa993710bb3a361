"""The SQL of the target protocol: one statement per step, each atomic by itself."""

from __future__ import annotations

# Keys come sorted and distinct: two transactions that request the same targets lock them in one order.
REQUEST = """
INSERT INTO target AS t (key, kind, installation, first_at, due_at)
SELECT key, kind, installation, now(), now() + make_interval(secs => %(settle)s)
FROM unnest(%(keys)s::text[], %(kinds)s::text[], %(installations)s::bigint[]) AS r (key, kind, installation)
ORDER BY key
ON CONFLICT (key) DO UPDATE SET
    seq = t.seq + 1,
    first_at = coalesce(t.first_at, now()),
    due_at = greatest(
        t.not_before,
        least(
            coalesce(t.first_at, now()) + make_interval(secs => %(settle_longest)s),
            now() + make_interval(secs => %(settle)s))),
    attempts = CASE WHEN t.dead_at IS NULL THEN t.attempts ELSE 0 END,
    postponed = CASE WHEN t.dead_at IS NULL THEN t.postponed ELSE 0 END,
    dead_at = NULL
"""

REQUEST_AT = """
INSERT INTO target AS t (key, kind, installation, seq, again_at)
SELECT key, kind, installation, 0, %(at)s
FROM unnest(%(keys)s::text[], %(kinds)s::text[], %(installations)s::bigint[]) AS r (key, kind, installation)
ORDER BY key
ON CONFLICT (key) DO UPDATE SET again_at = least(t.again_at, excluded.again_at)
"""

# A look wanted at a time becomes a request then. Where a run is wanted anyway, its time stands.
PROMOTE = """
WITH ripe AS (
    SELECT key FROM target WHERE again_at <= now() ORDER BY key LIMIT 1000 FOR UPDATE SKIP LOCKED)
UPDATE target t SET
    seq = t.seq + 1,
    first_at = coalesce(t.first_at, now()),
    due_at = coalesce(t.due_at, greatest(t.not_before, now())),
    again_at = NULL,
    attempts = CASE WHEN t.dead_at IS NULL THEN t.attempts ELSE 0 END,
    postponed = CASE WHEN t.dead_at IS NULL THEN t.postponed ELSE 0 END,
    dead_at = NULL
FROM ripe WHERE t.key = ripe.key
"""

# The engine's table is read here and nowhere else; its version is pinned, a contract test holds the columns.
# Fair: the first target of every installation goes before the second of any.
DUE = """
WITH busy AS (
    SELECT lock, status FROM procrastinate_jobs
    WHERE queue_name = %(queue)s AND status IN ('todo', 'doing')),
taken AS (
    SELECT t.installation, count(*) AS rows FROM busy JOIN target t ON t.key = busy.lock
    GROUP BY t.installation),
due AS (
    SELECT t.key, t.due_at, coalesce(taken.rows, 0) + row_number() OVER (
        PARTITION BY t.installation ORDER BY t.due_at, t.key) AS turn
    FROM target t LEFT JOIN taken USING (installation)
    WHERE t.due_at <= now() AND NOT EXISTS (SELECT FROM busy WHERE busy.lock = t.key))
SELECT key FROM due WHERE turn <= %(share)s ORDER BY turn, due_at, key
LIMIT greatest(0, %(waiting)s - (SELECT count(*) FROM busy WHERE status = 'todo'))
"""

# Runs are numbered by the engine's rows, which grow: a worker that froze between being given its row and this
# step must not take the target back from the run that replaced it.
CLAIM = """
UPDATE target SET run = %(run)s, attempts = attempts + 1, first_at = NULL, not_before = NULL
WHERE key = %(key)s AND due_at IS NOT NULL AND (run IS NULL OR run < %(run)s)
RETURNING seq, attempts, postponed, again_at
"""

HOLDS = "SELECT FROM target WHERE key = %(key)s AND run = %(run)s"

# A success has looked at everything: it replaces the look that was planned before it began.
DONE = """
UPDATE target SET
    run = NULL, attempts = 0, postponed = 0, error = %(error)s,
    due_at = CASE WHEN seq = %(seq)s THEN NULL ELSE due_at END,
    again_at = CASE
        WHEN again_at IS NOT DISTINCT FROM %(again_seen)s::timestamptz THEN %(again)s::timestamptz
        ELSE least(again_at, %(again)s::timestamptz) END
WHERE key = %(key)s AND run = %(run)s
"""

# A request that came during the run is not buried with it: it gets one more attempt.
FAILED = """
UPDATE target SET
    run = NULL, error = %(error)s,
    attempts = CASE WHEN seq = %(seq)s THEN attempts ELSE least(attempts, %(attempts)s - 1) END,
    dead_at = CASE WHEN seq = %(seq)s AND attempts >= %(attempts)s THEN now() END,
    due_at = CASE
        WHEN seq <> %(seq)s THEN least(due_at, now() + make_interval(secs => %(delay)s))
        WHEN attempts < %(attempts)s THEN now() + make_interval(secs => %(delay)s) END
WHERE key = %(key)s AND run = %(run)s
RETURNING dead_at IS NOT NULL
"""

BURIED = """
UPDATE target SET run = NULL, due_at = NULL, dead_at = now(), error = coalesce(error, %(error)s)
WHERE key = %(key)s AND run = %(run)s
"""

POSTPONED = """
UPDATE target SET
    run = NULL, error = %(error)s, attempts = greatest(0, attempts - 1), postponed = postponed + 1,
    not_before = %(until)s, due_at = greatest(%(until)s, now())
WHERE key = %(key)s AND run = %(run)s AND postponed < %(postponements)s
RETURNING key
"""

PUT_BACK = """
UPDATE target SET run = NULL, attempts = greatest(0, attempts - 1) WHERE key = %(key)s AND run = %(run)s
"""

RETRY = """
UPDATE target SET
    seq = seq + 1, first_at = coalesce(first_at, now()), due_at = now(), not_before = NULL,
    attempts = 0, postponed = 0, dead_at = NULL
WHERE key = %(key)s AND (dead_at IS NOT NULL OR due_at IS NOT NULL)
"""

# Of a pull request at rest the row says nothing; without this they would pile up, most of them closed.
TIDY = """
DELETE FROM target WHERE key IN (
    SELECT key FROM target
    WHERE kind = 'pull' AND due_at IS NULL AND again_at IS NULL AND run IS NULL
        AND dead_at IS NULL AND error IS NULL
    FOR UPDATE SKIP LOCKED)
"""

COUNTS = """
SELECT kind,
    count(*) FILTER (WHERE run IS NULL AND attempts = 0 AND due_at > now()),
    count(*) FILTER (WHERE run IS NULL AND attempts = 0 AND due_at <= now()),
    count(*) FILTER (WHERE run IS NOT NULL),
    count(*) FILTER (WHERE run IS NULL AND attempts > 0 AND due_at IS NOT NULL),
    count(*) FILTER (WHERE dead_at IS NOT NULL),
    coalesce(extract(epoch FROM max(now() - due_at) FILTER (WHERE run IS NULL AND due_at <= now())), 0)::float
FROM target GROUP BY kind ORDER BY kind
"""

DEAD = """
SELECT key, attempts, coalesce(error, ''), dead_at FROM target
WHERE dead_at IS NOT NULL ORDER BY dead_at DESC, key LIMIT %(limit)s
"""
