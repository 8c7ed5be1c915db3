"""Old addresses lead to where the pages are, in the reader's language, and nowhere else."""

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction, Site

from mayorsclub.accounts.domain import groups
from mayorsclub.accounts.models import User
from tests.content.test_translations import (
    add,
    both,
    committed,
    english,
    fresh,
    leads,
    move,
    rename,
    shelf,
    title,
    translate,
)
from tests.factories.accounts import EditorFactory
from tests.office.conftest import client_of

__all__ = ["both", "committed", "shelf"]
pytestmark = pytest.mark.usefixtures("pages")


def test_a_chain_is_one_step(client, both, shelf, committed):
    for step in (
        lambda: rename(both, "b"),
        lambda: move(both, shelf),
        lambda: rename(both, "c"),
        lambda: rename(shelf, "d"),
    ):
        with committed():
            step()

    for old in ("/tale/", "/b/", "/shelf/b/", "/shelf/c/"):
        assert leads(client, old) == "/d/c/"
        assert leads(client, f"/en{old}") == "/en/d/c/"
    assert title(client, "/en/d/c/") == "About us"


def test_a_page_renamed_back_is_no_loop(client, both, committed):
    with committed():
        rename(both, "us")
    with committed():
        rename(both, "tale")

    assert title(client, "/tale/") == "Про нас"
    assert leads(client, "/us/") == "/tale/"
    assert leads(client, "/en/us/") == "/en/tale/"
    assert set(Redirect.objects.values_list("old_path", flat=True)) == {"/us", "/en/us"}
    # A browser that remembers where /tale/ led asks again.
    assert client.get("/us/")["Cache-Control"] == "no-cache"

    with committed():
        fresh(both).unpublish()
    for address in ("/us/", "/tale/", "/en/us/", "/en/tale/"):
        assert client.get(address).status_code == 404


def test_a_page_moved_there_and_back(client, both, shelf, committed):
    with committed():
        child = add("child", "Нижче", both)
        translate(child, "Below")
    home = Page.objects.get(pk=both.pk).get_parent()
    with committed():
        move(both, shelf)
    with committed():
        move(both, home)

    for prefix in ("", "/en"):
        assert client.get(f"{prefix}/tale/child/").status_code == 200
        assert leads(client, f"{prefix}/shelf/tale/child/") == f"{prefix}/tale/child/"
    assert not Redirect.objects.filter(old_path__in=["/about", "/tale/child"]).exists()


def test_a_new_page_at_an_old_address_is_read(client, both, committed):
    with committed():
        rename(both, "us")
    with committed():
        new = add("tale", "Нова")

    assert title(client, "/tale/") == "Нова"
    # Not translated yet: its Ukrainian text, not the way to the other page.
    assert title(client, "/en/tale/") == "Нова"
    with committed():
        translate(new, "New")
    assert title(client, "/en/tale/") == "New"
    with committed():
        fresh(new).unpublish()
    assert leads(client, "/tale/") == "/us/"


@pytest.mark.parametrize("how", ["closed", "private"])
def test_nothing_leads_to_what_may_not_be_read(client, both, committed, how):
    with committed():
        rename(both, "secret")
    with committed():
        if how == "closed":
            fresh(both).unpublish()
        else:
            PageViewRestriction.objects.create(
                page=Page.objects.get(pk=both.pk), restriction_type=PageViewRestriction.LOGIN
            )

    for address in ("/tale/", "/en/tale/"):
        answer = client.get(address)
        assert answer.status_code == 404
        assert b"secret" not in answer.content


def test_an_english_address_of_a_page_that_is_not_translated(client, committed):
    with committed():
        page = add("tale", "Про нас")
    with committed():
        rename(page, "us")

    assert leads(client, "/en/tale/") == "/en/us/"


def test_a_translation_that_is_gone_leaves_the_ukrainian_text(client, both, committed):
    with committed():
        rename(both, "us")
    with committed():
        english(both).unpublish()

    assert leads(client, "/en/tale/") == "/en/us/"
    assert title(client, "/en/us/") == "Про нас"


def test_what_an_editor_wrote_holds(client, both, committed, settings):
    site = Site.objects.get()
    Redirect.objects.create(old_path="/old", site=site, redirect_page=both)
    Redirect.objects.create(old_path="/go", redirect_link=f"{settings.BASE_URL}/a", site=site)
    Redirect.objects.create(old_path="/soon", redirect_page=both, is_permanent=False)

    assert leads(client, "/old/") == "/tale/"
    assert leads(client, "/old/?utm_source=x") == "/tale/"
    assert leads(client, "/go/") == f"{settings.BASE_URL}/a"
    answer = client.get("/soon/")
    assert (answer.status_code, answer["Location"]) == (302, "/tale/")
    with committed():
        rename(both, "us")
    assert leads(client, "/old/") == "/us/"
    assert leads(client, "/en/old/") == "/en/us/"


def test_other_absent_addresses_stay_absent(client, both, committed):
    with committed():
        rename(both, "us")

    assert client.get("/me/nowhere/").status_code == 404
    assert client.post("/tale/").status_code == 405
    assert client.get("/tale/%00").status_code == 404


def test_somebody_signed_in_is_led_too(client, both, committed):
    with committed():
        rename(both, "us")
    client.force_login(User.objects.create_user("a@example.org"))

    assert leads(client, "/tale/") == "/us/"


ELSEWHERE = ["https://evil.example/", "//evil.example", "javascript:alert(1)", "https:evil.example"]


@pytest.mark.parametrize("link", ELSEWHERE)
def test_no_redirect_leads_to_another_site(client, link):
    Redirect.objects.create(old_path="/welcome", redirect_link=link)

    assert client.get("/welcome/").status_code == 404


@pytest.mark.parametrize(("link", "is_taken"), [(ELSEWHERE[0], False), ("", True)])
def test_the_form_says_that_a_redirect_stays_here(db, settings, link, is_taken):
    groups.ensure()
    answer = client_of(EditorFactory()).post(
        "/office/redirects/add/",
        {"old_path": "/welcome", "redirect_link": link or f"{settings.BASE_URL}/about/"},
    )

    assert Redirect.objects.filter(old_path="/welcome").exists() is is_taken
    assert is_taken or "лише на сторінку цього сайту" in answer.content.decode()
