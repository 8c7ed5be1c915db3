"""Asks an address as a role and tells what came, in the table's words."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.http import HttpResponseBase
from django.urls import URLPattern, get_resolver

from tests.doors.table import AGAIN, SIGN_IN, START
from tests.doors.world import World

WRITE = re.compile(r'^\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM|REPLACE INTO) "?(\w+)', re.I)
# Reading a page may note that the session was used.
BOOKKEEPING = {"django_session", "usersessions_usersession"}
LED = {"/sign-in/": SIGN_IN, "/me/security/again/": AGAIN, "/join/start/": START}


def outcome(response: HttpResponseBase) -> str:
    """A status, or the place that a redirect leads to where the table names it."""
    if response.status_code == 302:
        path = response["Location"].split("?")[0]
        return LED.get(path, "302")
    return str(response.status_code)


@contextmanager
def written() -> Iterator[set[str]]:
    """The tables that were written to inside; afterwards all of it is undone."""
    tables: set[str] = set()

    def watch(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        if found := WRITE.match(sql):
            tables.add(found[1].lower())
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch), transaction.atomic():
        yield tables
        transaction.set_rollback(True)


def knock(
    world: World,
    role: str,
    address: str,
    method: str = "get",
    *,
    forged: bool = False,
    **headers: str,
) -> tuple[HttpResponseBase, set[str]]:
    """The answer, and the tables that were written to beside the session's.

    forged: without the token against forged requests. headers: by their names.
    """
    client = world.client(role, enforce_csrf_checks=forged)
    with written() as tables:
        response = getattr(client, method)(address, headers=headers or None)
        # A page or a file is read while its rows are there.
        b"".join(response.streaming_content) if response.streaming else response.content
    return response, tables - BOOKKEEPING


def addresses() -> Iterator[tuple[str, str]]:
    """(name or route, route) of every address of the project."""
    yield from _walk(get_resolver().url_patterns, "", ())


def _walk(patterns, route: str, spaces: tuple[str, ...]) -> Iterator[tuple[str, str]]:  # type: ignore[no-untyped-def]
    for each in patterns:
        here = route + str(each.pattern)
        if isinstance(each, URLPattern):
            name = ":".join((*spaces, each.name)) if each.name else here
            yield name, here
        else:
            inner = (*spaces, each.namespace) if each.namespace else spaces
            yield from _walk(each.url_patterns, here, inner)


def is_wagtails(name: str, route: str) -> bool:
    """Whether this is a screen of Wagtail's admin and not one of ours."""
    return route.startswith("office/") and not (
        name.startswith("office:") or name == "office/account/"
    )
