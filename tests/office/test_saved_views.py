"""Columns that a person chose, and views kept under a name."""

from urllib.parse import urlsplit

import pytest
from django.http import QueryDict

from mayorsclub.office.models import ListChoice, SavedView
from tests.factories.accounts import SecretariatFactory
from tests.factories.membership import MemberFactory
from tests.office.conftest import client_of

LIST = "/office/members/"
VIEWS = "/office/lists/members/views/"


def columns(client, address: str = LIST) -> list[str]:
    return [column.name for column in client.get(address).context["listing"].shown_columns]


def save(client, name: str = "Лишили Клуб", query: str = "status=left", **more: str) -> SavedView:
    answer = client.post(VIEWS, {"view_name": name, "query": query, **more})
    assert answer.status_code == 302
    return SavedView.objects.order_by("pk").last()


@pytest.fixture
def colleague(db):
    return client_of(SecretariatFactory(surname="Інша"))


def test_chosen_columns_are_kept_for_this_person_alone(office, colleague):
    MemberFactory()

    answer = office.post(
        "/office/lists/members/columns/", {"column": ["email", "status"], "query": "q=Ivan"}
    )

    assert QueryDict(urlsplit(answer["Location"]).query).dict() == {
        "columns": "email",
        "q": "Ivan",
    }
    assert columns(office) == ["user", "email"]
    assert "email" not in columns(colleague)


def test_the_columns_of_an_address_win_and_unknown_ones_are_left_out(office):
    office.post("/office/lists/members/columns/", {"column": ["email"]})

    assert columns(office, f"{LIST}?columns=phone,password,user__email") == ["user", "phone"]


def test_columns_go_back_to_those_of_the_list(office):
    office.post("/office/lists/members/columns/", {"column": ["email"]})
    office.post("/office/lists/members/columns/", {"column": ["phone"], "reset": ""})

    assert columns(office) == columns(office, f"{LIST}?view=all")
    assert ListChoice.objects.get().columns == []


def test_a_view_keeps_filters_search_order_and_columns(office):
    wanted = MemberFactory(status="left")
    MemberFactory()
    view = save(office, query="status=left&q=Ivan&ordering=-entered_on&columns=email&p=3&view=7")

    answer = office.get(LIST, {"view": view.pk} | QueryDict(view.query).dict())

    assert QueryDict(view.query).dict() == {
        "columns": "email",
        "ordering": "-entered_on",
        "q": "Ivan",
        "status": "left",
    }
    assert list(answer.context["object_list"]) == [wanted]
    assert answer.context["view_now"] == view


def test_only_a_shared_view_is_seen_by_others(office, colleague):
    save(office, "Моє")
    shared = save(office, "Спільне", is_shared="on")

    seen = [one["view"] for one in colleague.get(LIST).context["views"]]

    assert seen == [shared]
    assert "Спільне" in colleague.get(LIST).content.decode()


def test_a_view_that_opens_first(office):
    view = save(office, is_first="on")

    answer = office.get(LIST)

    assert answer["Location"] == f"{LIST}?status=left&view={view.pk}"
    assert office.get(f"{LIST}?view=all").status_code == 200
    assert office.get(f"{LIST}results/").status_code == 200
    office.post(f"{VIEWS}{view.pk}/", {"action": "not_first"})
    assert office.get(LIST).status_code == 200


def test_a_removed_view_comes_back(office):
    view = save(office, is_first="on")

    answer = office.post(f"{VIEWS}{view.pk}/", {"action": "remove"})
    page = office.get(answer["Location"])

    assert page.context["views"] == []
    assert "Лишили Клуб" in page.content.decode()
    assert office.get(LIST).status_code == 200
    office.post(f"{VIEWS}{view.pk}/", {"action": "restore"})
    assert [one["view"] for one in office.get(f"{LIST}?view=all").context["views"]] == [view]


def test_a_view_is_renamed_shared_and_given_what_is_shown(office):
    view = save(office)

    office.post(
        f"{VIEWS}{view.pk}/",
        {
            "action": "change",
            "view_name": "Вибули",
            "is_shared": "on",
            "update": "on",
            "query": "status=excluded",
        },
    )

    view.refresh_from_db()
    assert (view.name, view.is_shared, view.query) == ("Вибули", True, "status=excluded")


@pytest.mark.parametrize("name", ["", "   ", "\x00", "я" * 61, "Лишили Клуб"])
def test_names_that_are_not_taken(office, name):
    save(office)

    save(office, name)

    assert SavedView.objects.count() == 1


def test_someone_elses_view_is_theirs(office, colleague):
    own, shared = save(office, "Моє"), save(office, "Спільне", is_shared="on")

    for action in ("remove", "change"):
        data = {"action": action, "view_name": "Чуже"}
        assert colleague.post(f"{VIEWS}{own.pk}/", data).status_code == 404
        assert colleague.post(f"{VIEWS}{shared.pk}/", data).status_code == 302

    own.refresh_from_db()
    shared.refresh_from_db()
    assert (own.name, shared.name, shared.removed_at) == ("Моє", "Спільне", None)


def test_a_view_belongs_to_its_list(office):
    view = save(office)

    gone = f"/office/lists/partners/views/{view.pk}/"
    assert office.post(gone, {"action": "remove"}).status_code == 404
    assert office.post("/office/lists/nothing/views/", {"view_name": "Н"}).status_code == 404
    assert office.post("/office/lists/log/views/", {"view_name": "Н"}).status_code == 404


def test_a_filter_that_cannot_be_understood_shows_nothing(office):
    MemberFactory()

    answer = office.get(LIST, {"status": "bogus"})

    assert list(answer.context["object_list"]) == []
    assert "Фільтр не вдалося зрозуміти" in answer.content.decode()


def test_filters_take_several_values_and_combine(office):
    left, excluded = MemberFactory(status="left"), MemberFactory(status="excluded")
    MemberFactory(status="excluded", entered_on="2020-01-01")
    MemberFactory()

    answer = office.get(
        f"{LIST}?status=left&status=excluded&entered_on_from=2026-01-01&ordering=-register_number&q=Ivan"
    )

    assert list(answer.context["object_list"]) == [excluded, left]
