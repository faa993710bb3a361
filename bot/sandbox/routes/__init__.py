"""Every endpoint the small GitHub answers, in one table; one noun per file."""

from __future__ import annotations

from bot.sandbox.routes import (
    actions,
    app,
    checks,
    comments,
    commits,
    contents,
    graphql,
    issues,
    labels,
    pulls,
    repositories,
    statuses,
    suites,
    users,
)

# parameters that may hold slashes; their routes with a tail come before those without one
SLASHED = ("path", "ref", "basehead", "branch", "name", "rest")

ROUTES = (
    *app.ROUTES,
    *repositories.ROUTES,
    *checks.ROUTES,
    *suites.ROUTES,
    *statuses.ROUTES,
    *pulls.ROUTES,
    *commits.ROUTES,
    *contents.ROUTES,
    *actions.ROUTES,
    *comments.ROUTES,
    *labels.ROUTES,
    *issues.ROUTES,
    *graphql.ROUTES,
    *users.ROUTES,
)
