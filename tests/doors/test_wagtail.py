"""Wagtail's own addresses under /office/: who gets in, and that no new area appears unseen."""

import re

import pytest

from tests.doors.knocking import addresses, is_wagtails, knock, outcome
from tests.doors.roles import (
    ADMINISTRATOR,
    EDITOR,
    ROLES,
    SECRETARIAT,
    STAFF_BY_CODE,
    VISITOR,
)
from tests.doors.table import ABSENT, NEEDS_FACTOR, SIGN_IN

SCREENS = {
    "/" + re.sub(r"[\^$]", "", route)
    for name, route in addresses()
    if is_wagtails(name, route) and "<" not in route and "(" not in route and "*" not in route
}
# Leads staff out of their session; asked by POST in test_walk through our own address.
SIGN_OUT = "/office/logout/"
# The first part of the addresses. A new one (an app, an update) is looked at before it is here.
AREAS = {
    "account",
    "api",
    "block-preview",
    "bulk",
    "choose-anchor-link",
    "choose-email-link",
    "choose-external-link",
    "choose-page",
    "choose-phone-link",
    "collections",
    "dismissibles",
    "documents",
    "editing-sessions",
    "embeds",
    "failwhale",
    "groups",
    "images",
    "jsi18n",
    "locales",
    "localize",
    "login",
    "logout",
    "pages",
    "password_reset",
    "redirects",
    "reports",
    "settings",
    "sites",
    "snippets",
    "sprite",
    "tag-autocomplete",
    "test404",
    "users",
    "workflows",
} | {""}
# What an editor opens. No people, groups, records, settings of sites or languages.
EDITORS_AREAS = {
    "",
    "api",
    "choose-anchor-link",
    "choose-email-link",
    "choose-external-link",
    "choose-page",
    "choose-phone-link",
    "dismissibles",
    "documents",
    "embeds",
    "images",
    "jsi18n",
    "localize",
    "pages",
    "redirects",
    "reports",
    "snippets",
    "sprite",
    "tag-autocomplete",
    "test404",
    "workflows",
}
# A list of page tasks for the workflow of pages; it names no person.
TASK_CHOOSER = "/office/workflows/task_chooser/"
# The tags of news are the editors' own list.
TAGS_OF_NEWS = ("/office/snippets/content/newstag/", "/office/snippets/choose/content/newstag/")


def area(address: str) -> str:
    return address.removeprefix("/office/").split("/")[0]


def test_the_areas_are_frozen():
    routes = [route for name, route in addresses() if is_wagtails(name, route)]
    assert {area("/" + re.sub(r"[\^$]", "", route)) for route in routes} - {".*"} == AREAS


@pytest.mark.parametrize("address", sorted(SCREENS))
def test_outsiders_meet_nothing_there(world, address):
    """Neither who is not staff nor staff without a second factor, by no method."""
    outside = [role for role in ROLES if role not in {SECRETARIAT, EDITOR, ADMINISTRATOR}]
    expected = dict.fromkeys(outside, ABSENT) | {VISITOR: SIGN_IN}
    expected |= dict.fromkeys(STAFF_BY_CODE, NEEDS_FACTOR)
    for method in ("get", "post"):
        answers = {role: knock(world, role, address, method) for role in outside}
        assert {role: outcome(answer) for role, (answer, _t) in answers.items()} == expected
        assert not any(tables for _a, tables in answers.values())


def test_an_editor_opens_pages_and_files_only(world):
    opened = set()
    for address in SCREENS - {SIGN_OUT}:
        response, tables = knock(world, EDITOR, address)
        assert response.status_code < 500 or area(address) == "failwhale", address
        assert tables <= {"wagtailusers_userprofile"}, address
        if response.status_code == 200:
            opened.add(area(address))
    assert opened == EDITORS_AREAS


def is_open(address: str) -> bool:
    """A list for those who write pages; it names no person."""
    return address == "/office/snippets/" or address.startswith((TASK_CHOOSER, *TAGS_OF_NEWS))


@pytest.mark.parametrize("role", [EDITOR, SECRETARIAT, ADMINISTRATOR])
def test_people_groups_and_records_have_no_generic_form(world, role):
    for closed in ("users", "groups", "snippets", "sites", "workflows", "collections"):
        inside = {each for each in SCREENS if area(each) == closed}
        for address in {each for each in inside if not is_open(each)}:
            for method in ("get", "post"):
                response, tables = knock(world, role, address, method)
                assert response.status_code in {302, 403, 404}, (address, method)
                assert not tables


def test_no_member_is_in_what_editors_read(world):
    """Names of people are in no screen, chooser or answer of the admin's interface."""
    for address in SCREENS - {SIGN_OUT}:
        response, _tables = knock(world, EDITOR, address)
        if response.status_code == 200 and not response.streaming:
            assert b"person" not in re.findall(rb"person\d+@example", response.content), address
            assert b"@example.org" not in response.content.replace(
                world.people[EDITOR].email.encode(), b""
            ), address
