"""What we add to Wagtail's admin, and what of it is not for this office."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLResolver, include, path, reverse
from django.utils.functional import Promise, lazy
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from mayorsclub.office.dashboard import PANELS

# People, roles and sign-in have screens of their own; updates are the operator's.
HIDDEN_SETTINGS = {"users", "groups"}
HIDDEN_MENUS = {"reports", "help"}
HIDDEN_HOME_PANELS = {"WhatsNewInWagtailVersionPanel", "UpgradeNotificationPanel"}


class RuledItem(MenuItem):
    """A menu item for those whom a rule lets in."""

    def __init__(self, label: str | Promise, name: str, rule: str, **more: Any) -> None:
        self.rule = rule
        super().__init__(label, lazy(reverse, str)(f"office:{name}"), name=name, **more)

    def is_shown(self, request: HttpRequest) -> bool:
        """Ask the same rule as the screen behind it."""
        return request.user.has_perm(self.rule)


ITEMS = [
    (_("Applications"), "applications", "office.keep_records", "form"),
    (_("Messages"), "messages", "office.keep_records", "comment"),
    (_("Notes"), "notes", "office.keep_records", "thumbtack"),
    (_("Members"), "members", "office.keep_records", "group"),
    (_("Partners"), "partners", "office.keep_records", "globe"),
    (_("Imports"), "imports", "office.keep_records", "upload"),
    (_("Committees"), "bodies", "office.keep_records", "clipboard-list"),
    (_("Voting"), "matters", "office.keep_records", "tasks"),
    (_("Sittings"), "sittings", "office.keep_records", "calendar"),
    (_("Events"), "events", "office.keep_records", "calendar-alt"),
    (_("Expert sessions"), "sessions", "expert_sessions.keep", "media"),
    (_("Mailings"), "mailings", "office.keep_records", "mail"),
    (_("Letters"), "letters", "office.keep_records", "mail"),
    (_("Texts of letters"), "wordings", "office.keep_records", "edit"),
    (_("Pages by language"), "translations", "office.write_pages", "globe"),
    (_("People"), "people", "accounts.manage_people", "user"),
    (_("Exports"), "exports", "office.export_records", "download"),
    (_("Audit log"), "log", "office.read_log", "lock"),
]


@hooks.register("register_admin_urls")
def our_screens() -> list[URLResolver]:
    """/office/applications/ and the rest."""
    return [path("", include("mayorsclub.office.urls"))]


def register_item(index: int, label: Promise, name: str, rule: str, icon: str) -> None:
    @hooks.register("register_admin_menu_item")
    def item() -> MenuItem:
        return RuledItem(label, name, rule, icon_name=icon, order=10 + index)


for _index, _item in enumerate(ITEMS):
    register_item(_index, *_item)


@hooks.register("construct_settings_menu")
def hide_settings(request: HttpRequest, items: list[MenuItem]) -> None:
    """Users and groups are not managed here: roles are, with a second person's look."""
    items[:] = [item for item in items if item.name not in HIDDEN_SETTINGS]


@hooks.register("construct_main_menu")
def hide_menus(request: HttpRequest, items: list[MenuItem]) -> None:
    """Our log and our guide are the ones that count, not Wagtail's reports and help."""
    items[:] = [item for item in items if item.name not in HIDDEN_MENUS]


@hooks.register("construct_homepage_panels")
def home_panels(request: HttpRequest, panels: list[Any]) -> None:
    """What waits comes first; news of the software are not for the secretariat."""
    panels[:] = [panel for panel in panels if type(panel).__name__ not in HIDDEN_HOME_PANELS]
    panels += [panel(request) for panel in PANELS]


@hooks.register("insert_global_admin_css")
def office_css() -> SafeString:
    """The club's colours and the parts of our screens."""
    names = ("office", "lists", "charts", "events", "events_door")
    files = [f"office/{name}.css" for name in names]
    link = '<link rel="stylesheet" href="{}">'
    return format_html_join("", link, [(static(file),) for file in files])


@hooks.register("insert_global_admin_js")
def office_js() -> SafeString:
    """Starts the widgets whose inline scripts our templates leave out; boxes of lists."""
    files = ("office/start.js", "office/rows.js")
    return format_html_join("", '<script src="{}"></script>', [(static(file),) for file in files])
