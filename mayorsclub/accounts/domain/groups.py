"""Wagtail's page permissions go by Django groups; these follow the granted roles.

No group holds a permission on people, groups or any record: Wagtail's generic forms
would save round the domain.
"""

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from mayorsclub.accounts.models import Role, User
from mayorsclub.accounts.roles import forget, open_roles

NAMES = {
    Role.EDITOR: "Editors",
    Role.SECRETARIAT: "Secretariat",
    Role.ADMINISTRATOR: "Administrators",
}
# Editors write; what they wrote goes live when the secretariat has looked at it.
WRITE = {"add_page", "change_page"}
PUBLISH = WRITE | {"publish_page", "lock_page", "unlock_page"}
PAGE = {Role.EDITOR: WRITE, Role.SECRETARIAT: PUBLISH, Role.ADMINISTRATOR: PUBLISH}
COLLECTION = [
    f"{verb}_{model}" for model in ("image", "document") for verb in ("add", "change", "choose")
]
_model_permissions: dict[Role, set[str]] = {role: {"wagtailadmin.access_admin"} for role in Role}


def allow(*permissions: str, roles: list[Role] | None = None) -> None:
    """Let the roles (all, if not named) have model permissions such as 'content.change_news'.

    For an app's `ready()`; takes effect with the next `migrate`.
    """
    for role in roles or list(Role):
        _model_permissions[role].update(permissions)


def ensure() -> None:
    """Make the groups and their permissions as they should be; may run any number of times."""
    for role, name in NAMES.items():
        group, _created = Group.objects.get_or_create(name=name)
        group.permissions.set(_found(_model_permissions[role]))
        _ensure_pages(group, PAGE[role])
        _ensure_collections(group)
    # Wagtail's own example; nobody is in it, and it would stand in the lists of groups.
    Group.objects.filter(name="Moderators", user=None).delete()


def sync(user: User) -> None:
    """Put the person into the groups of their roles and out of the others of ours."""
    forget(user)
    wanted = {NAMES[Role(role)] for role in open_roles(user)}
    groups = {group.name: group for group in Group.objects.filter(name__in=NAMES.values())}
    user.groups.remove(*(group for name, group in groups.items() if name not in wanted))
    user.groups.add(*(groups[name] for name in wanted))


def _found(names: set[str]) -> list[Permission]:
    pairs = {tuple(name.split(".")) for name in names}
    found = Permission.objects.select_related("content_type").filter(
        codename__in={codename for _app, codename in pairs}
    )
    return [each for each in found if (each.content_type.app_label, each.codename) in pairs]


def _ensure_pages(group: Group, names: set[str]) -> None:
    root = Page.get_first_root_node()
    if root is None:
        return
    wanted = Permission.objects.filter(
        content_type__app_label="wagtailcore",
        content_type__model="page",
        codename__in=names,
    )
    GroupPagePermission.objects.filter(group=group, page=root).exclude(
        permission__in=wanted
    ).delete()
    for permission in wanted:
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)


def _ensure_collections(group: Group) -> None:
    root = Collection.get_first_root_node()
    if root is None:
        return
    for permission in Permission.objects.filter(
        content_type__app_label__in=["wagtailimages", "wagtaildocs"], codename__in=COLLECTION
    ):
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=root, permission=permission
        )
