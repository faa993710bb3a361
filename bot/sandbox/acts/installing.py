"""Installing, suspending, renaming: what changes who may see which repository."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.events import emit, emit_installation
from bot.sandbox.model import Installation
from bot.sandbox.shapes.repositories import short

if TYPE_CHECKING:
    from bot.sandbox.contents import Repository
    from bot.sandbox.model import Account, App
    from bot.sandbox.scene import Scene
    from bot.sandbox.world import World


def install(world: World, app: App, account: Account, chosen: set[int] | None, by: Account) -> Installation:
    """Installs the app under test on an account, for all or chosen repositories."""
    permissions = dict(app.permissions)
    made = Installation(world.next_id("installation"), account, world.now(), permissions, chosen)
    world.installations[made.id] = made
    emit_installation(world, made, "installation", "created", by, repositories=_listed(world, made))
    return made


def uninstall(world: World, installation: Installation, by: Account) -> None:
    """Removes the app; its tokens end."""
    listed = _listed(world, installation)
    del world.installations[installation.id]
    world.tokens = {text: t for text, t in world.tokens.items() if t.installation is not installation}
    emit_installation(world, installation, "installation", "deleted", by, repositories=listed)


def suspend(world: World, installation: Installation, by: Account) -> None:
    """Blocks API and events of an installation."""
    installation.suspended_at, installation.suspended_by = world.now(), by
    emit_installation(world, installation, "installation", "suspend", by)


def unsuspend(world: World, installation: Installation, by: Account) -> None:
    """Opens it again."""
    installation.suspended_at = installation.suspended_by = None
    emit_installation(world, installation, "installation", "unsuspend", by)


def grant(world: World, installation: Installation, permissions: dict[str, str], by: Account) -> None:
    """An admin accepts a new set of permissions."""
    installation.permissions = permissions
    emit_installation(world, installation, "installation", "new_permissions_accepted", by)


def change_selection(
    world: World, installation: Installation, repository: Repository, by: Account, *, added: bool
) -> None:
    """Adds a repository to a selected installation, or takes it out."""
    chosen = set(installation.repository_ids or ())
    (chosen.add if added else chosen.discard)(repository.id)
    installation.repository_ids = chosen
    emit_installation(
        world,
        installation,
        "installation_repositories",
        "added" if added else "removed",
        by,
        repository_selection="selected",
        repositories_added=[short(repository)] if added else [],
        repositories_removed=[] if added else [short(repository)],
        requester=None,
    )


def rename(scene: Scene, name: str) -> None:
    """A new name: the old one answers 301 from now on."""
    world, repository = scene.world, scene.repository
    before = repository.name
    world.renamed[repository.full_name.lower()] = repository.id
    repository.name = name
    world.renamed.pop(repository.full_name.lower(), None)
    changes = {"repository": {"name": {"from": before}}}
    emit(scene, "repository", "renamed", changes=changes)


def _listed(world: World, installation: Installation) -> list[dict[str, object]]:
    return [
        short(repository)
        for repository in world.repositories.values()
        if installation.covers(repository.id, repository.owner)
    ]
