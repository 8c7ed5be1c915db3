"""Every address, every role: read, posted to, with foreign ids."""

from urllib.parse import quote

import pytest

from tests.doors.knocking import addresses, is_wagtails, knock, outcome
from tests.doors.roles import ROLES, SECRETARIAT
from tests.doors.table import CLOSED, DOORS, NOT_GET

ALL = sorted(DOORS)
AGES_AGO = "Mon, 01 Jan 2024 00:00:00 GMT"
# Reading a private file is kept in the log; recovery codes note that they were shown.
READING_WRITES = {
    "directory:member_card": {"audit_entry", "audit_head"},
    "directory:partner_card": {"audit_entry", "audit_head"},
    "files:read": {"audit_entry", "audit_head"},
    "events:registration_file": {"audit_entry", "audit_head"},
    "office:event_attendance": {"audit_entry", "audit_head"},
    "office:event_badges": {"audit_entry", "audit_head"},
    "mfa_download_recovery_codes": {"mfa_authenticator"},
    "mfa_view_recovery_codes": {"mfa_authenticator"},
}


def test_every_address_stands_in_the_table():
    ours = {name for name, route in addresses() if not is_wagtails(name, route)}
    assert ours == set(DOORS)


@pytest.mark.parametrize("name", ALL)
def test_each_role_meets_what_the_table_says_and_reading_changes_nothing(world, name):
    door = DOORS[name]
    address = door.address.format(**world.own)
    met, wrote = {}, {}
    for role in ROLES:
        response, tables = knock(world, role, address)
        met[role] = outcome(response)
        if tables - READING_WRITES.get(name, set()):
            wrote[role] = tables
    assert met == door.outcomes
    assert not wrote


@pytest.mark.parametrize("name", ALL)
def test_whoever_may_not_post_is_refused_and_changes_nothing(world, name):
    door = DOORS[name]
    address = door.address.format(**world.own)
    let_in, wrote = {}, {}
    for role in ROLES:
        is_closed = door.outcomes[role] in CLOSED
        response, tables = knock(world, role, address, "post")
        assert response.status_code < 500, role
        refusals = {door.outcomes[role]} if door.posts else {door.outcomes[role], NOT_GET}
        if is_closed and outcome(response) not in refusals:
            let_in[role] = outcome(response)
        tables -= READING_WRITES.get(name, set()) if not is_closed else set()
        if tables and (is_closed or not door.posts):
            wrote[role] = tables
    assert not let_in
    assert not wrote


# Mail programs stop news with one tap, without a cookie or a token (RFC 8058). A phone at the
# door has no cookie either: the secret in the address is all its right.
NO_TOKEN = {"mailings:stop", "events:door_scan"}
TAKE_POST = sorted(name for name, door in DOORS.items() if door.posts and name not in NO_TOKEN)


@pytest.mark.parametrize("name", TAKE_POST)
def test_nothing_is_done_without_the_csrf_token(world, name):
    door = DOORS[name]
    response, tables = knock(
        world, door.keeper, door.address.format(**world.own), "post", forged=True
    )
    assert (response.status_code, tables) == (403, set())


# Things of which everybody has their own, or none.
OWNED = sorted(
    (name, thing)
    for name, door in DOORS.items()
    for thing in (
        "number",
        "member",
        "delegate",
        "partner",
        "matter",
        "sitting",
        "file",
        "letter",
        "passkey",
        "thread",
        "event",
        "cover",
        "door",
        "place",
    )
    if f"{{{thing}}}" in door.address
)


@pytest.mark.parametrize(("name", "thing"), OWNED)
def test_what_is_foreign_looks_like_what_was_never_there(world, name, thing):
    door = DOORS[name]
    keepers = {SECRETARIAT} if thing in {"member", "file", "event", "cover"} else set()
    for role in ROLES:
        if door.outcomes[role] in CLOSED or role in keepers:
            continue
        for method in ("get", "post", "head"):
            for headers in ({}, {"if-none-match": "*"}, {"if-modified-since": AGES_AGO}):
                there, not_there = (
                    _shown(
                        world,
                        role,
                        door.address.format(**(world.own | {thing: other})),
                        method,
                        headers,
                    )
                    for other in (world.foreign[thing], world.unknown[thing])
                )
                assert there == not_there, (role, method)
                assert there[0] in {404, 405}, (role, method)
                assert not there[-1], (role, method)


def _shown(world, role: str, address: str, method: str, headers: dict[str, str]):
    """Status, headers and bytes of an answer, without the address that was asked for."""
    address_bound = {"Content-Length", "Content-Security-Policy"}  # the latter is unordered
    response, tables = knock(world, role, address, method, **headers)
    body = response.content.replace(quote(address).encode(), b"")
    headers_kept = {k: v for k, v in response.headers.items() if k not in address_bound}
    if "Expires" in headers_kept:
        headers_kept["Expires"] = "this second"  # two answers may stand on both sides of one
    return response.status_code, headers_kept, body, tables
