"""Other methods, and what nobody types: no door answers with a fault, and none opens."""

import re
from urllib.parse import urlencode

import pytest

from tests.doors.knocking import knock, outcome, written
from tests.doors.roles import APPLICANT, MEMBER, PARTNER, ROLES, SECRETARIAT, VISITOR
from tests.doors.table import ABSENT, AGAIN, CLOSED, DOORS, NEEDS_FACTOR, NOT_GET, SIGN_IN

INPUT = re.compile(rb'<(?:input|select|textarea)\b[^>]*\bname="([^"]+)"')
DIRECTORY_FILTERS = {"q", "oblast", "sector", "language", "topic", "who", "kind", "page"}
FORM = "application/x-www-form-urlencoded"
LONG = "ї" * 500_000  # a megabyte; larger requests are refused before they are read
HOSTILE = {
    "null byte": "a\x00b",
    "long text": LONG,
    "number without end": "9" * 5000,
    "half a character": "\ud83d",
    "not a date": "2026-99-99",
    "direction": "\u202eabc",
}
# Public forms, and those that applicants and partners fill in.
FORMS = sorted(
    {
        (name, VISITOR)
        for name, door in DOORS.items()
        if door.outcomes[VISITOR] == "200" and name != "wagtaildocs_serve"
    }
    | {(name, APPLICANT) for name in DOORS if name.startswith("applications:")}
    | {("accounts:profile", PARTNER), ("partners:interests", PARTNER)}
)


@pytest.mark.parametrize("name", sorted(DOORS))
@pytest.mark.parametrize("method", ["head", "options", "put", "delete"])
def test_no_other_method_opens_a_closed_door(world, name, method):
    door = DOORS[name]
    let_in, wrote = {}, {}
    for role in [role for role in ROLES if door.outcomes[role] in CLOSED]:
        response, tables = knock(world, role, door.address.format(**world.own), method)
        assert response.status_code < 500, role
        met = outcome(response)
        if method == "options" and met == "200" and not response.content:
            continue  # only which methods there are
        if met not in {door.outcomes[role], NOT_GET}:
            let_in[role] = met
        if tables:
            wrote[role] = tables
    assert not let_in
    assert not wrote


@pytest.mark.parametrize("name", sorted(name for name in DOORS if DOORS[name].keeper))
def test_no_other_method_is_a_fault_where_the_door_is_open(world, name):
    """Once: as the one who may do most there."""
    door = DOORS[name]
    for method in ("head", "options", "put", "delete"):
        response, _tables = knock(world, door.keeper, door.address.format(**world.own), method)
        assert response.status_code < 500, method


def fields_of(world, role: str, address: str) -> set[str]:
    response, _tables = knock(world, role, address)
    content = b"" if response.streaming else response.content
    return {found.decode() for found in INPUT.findall(content)}


@pytest.mark.parametrize(("name", "role"), FORMS)
def test_what_nobody_types_is_no_fault(world, name, role):
    """Every field of the form, every kind of hostile text, posted and in the query."""
    address = DOORS[name].address.format(**world.own)
    fields = fields_of(world, role, address) - {"csrfmiddlewaretoken"} | {"remove", "page", "next"}
    for kind, value in HOSTILE.items():
        posted = dict.fromkeys(fields, value)
        if len(value) * len(fields) > len(LONG):
            # Each field alone: together they would be refused for their size.
            requests = [{field: value} for field in sorted(fields)]
        else:
            requests = [posted]
        for data in requests:
            client = world.client(role)
            with written():
                response = client.post(address, encoded(data), content_type=FORM)
                assert response.status_code < 500, kind
        if value is not LONG:
            client = world.client(role)
            with written():
                query = encoded(dict.fromkeys(fields, value))
                assert client.get(f"{address.split('?')[0]}?{query}").status_code < 500, kind


def encoded(fields: dict[str, str]) -> str:
    return urlencode(fields, errors="surrogatepass")


@pytest.mark.parametrize(
    "name",
    sorted(
        name
        for name in DOORS
        if re.search(r"\{(number|file|code|resume|confirm|invitation)\}", DOORS[name].address)
    ),
)
@pytest.mark.parametrize("value", ["%00", "a%00b", "9" * 3000, "%D1%97" * 500, "..", "%2e%2e%2f"])
def test_a_hostile_address_is_absent(world, name, value):
    address = re.sub(
        r"\{(number|file|code|resume|confirm|invitation)\}", value, DOORS[name].address
    ).format(**world.own)
    for role in (VISITOR, APPLICANT, SECRETARIAT):
        response, tables = knock(world, role, address)
        assert outcome(response) in {ABSENT, SIGN_IN, NEEDS_FACTOR, AGAIN, "301", "302"}
        assert not tables


@pytest.mark.parametrize(
    "name",
    sorted(
        n
        for n in DOORS
        if n.startswith("office:")
        and DOORS[n].outcomes[SECRETARIAT] == "200"
        and "{" not in DOORS[n].address
        and "?" not in DOORS[n].address
    ),
)
@pytest.mark.parametrize("ordering", ["-email", "user__password", "pk;--", "?", "\x00", "9" * 5000])
def test_no_column_of_ours_orders_a_list_by_request(world, name, ordering):
    """Only named columns order a list; whatever else is asked for is passed over."""
    client = world.client(SECRETARIAT)
    with written():
        response = client.get(
            DOORS[name].address,
            dict.fromkeys(("ordering", "sort", "order_by", "p", "page", "q"), ordering),
        )
    assert response.status_code in {200, 400, 404}


@pytest.mark.parametrize(
    "address", ["/%00", "/a%00b/", "/join/%00/", "/documents/1/%00", "/en/%00/"]
)
def test_a_null_byte_leads_nowhere(world, address):
    response, tables = knock(world, VISITOR, address)
    assert outcome(response) == ABSENT
    assert not tables


HOSTILE_VALUES = ["a\x00b", "9" * 19, "\ud83d"]


def filters_of(world, address: str) -> set[str]:
    """The names of the filters of a list, and what any list takes."""
    role = world.client(SECRETARIAT)
    with written():
        page = role.get(address)
    found = getattr(page.context.get("listing"), "filters", None) if page.context else None
    names = set(found.form.fields) if found else set()
    names |= {f"{name}_{end}" for name in names for end in ("from", "to")}
    return names | {"q", "p", "ordering", "columns", "view", "undo", "ids", "oblast", "topic"}


@pytest.mark.parametrize(
    "name",
    sorted(
        name
        for name, door in DOORS.items()
        if "{" not in door.address
        and not name.endswith("_results")
        and (
            (name.startswith("office:") and door.outcomes[SECRETARIAT] == "200")
            or (name.startswith("directory:") and door.outcomes[MEMBER] == "200")
        )
    ),
)
def test_no_filter_of_a_list_is_a_fault(world, name):
    """All filters with each hostile value, and each filter alone with one of them."""
    address = DOORS[name].address.split("?")[0]
    role = SECRETARIAT if name.startswith("office:") else MEMBER
    names = filters_of(world, address) if role == SECRETARIAT else DIRECTORY_FILTERS
    client = world.client(role)
    alone = {name: HOSTILE_VALUES[at % 3] for at, name in enumerate(sorted(names))}
    together = [dict.fromkeys(sorted(names), value) for value in HOSTILE_VALUES]
    for asked in [*together, *({name: value} for name, value in alone.items())]:
        with written():
            status = client.get(f"{address}?{encoded(asked)}").status_code
        assert status < 500, {name: value[:20] for name, value in asked.items()}
