import datetime as dt

import pytest
from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils import translation

from mayorsclub.territories.domain.codifier import load
from mayorsclub.territories.domain.codifier_file import Codifier
from mayorsclub.territories.forms import CommunityField, CommunityValue, CommunityWidget
from tests.factories.territories import (
    KYIV,
    LOADED,
    LVIV,
    TROSTIANETS,
    load_small_codifier,
    small_rows,
    territory,
)

VINNYTSIA_TROSTIANETS = "UA05040250000027965"


class Form(forms.Form):
    community = CommunityField(label="Громада")
    former = CommunityField(label="Колишня", required=False)


@pytest.fixture(autouse=True)
def _codifier(db):
    load_small_codifier()


def bound(text, code="", **more):
    data = QueryDict(mutable=True)
    data.update({"community": text, "community_code": code, **more})
    return Form(data)


def chosen(text, code=""):
    form = bound(text, code)
    assert form.is_valid(), form.errors
    return form.cleaned_data["community"].code


def error(text, code=""):
    form = bound(text, code)
    assert not form.is_valid()
    [message] = form.errors["community"]
    return message


def test_a_name_that_one_community_bears_is_chosen():
    assert chosen("Львів") == LVIV
    assert chosen("Lviv") == LVIV
    assert chosen("Терезине") == "UA32020010000093088"


def test_kyiv_and_sevastopol_stand_for_a_community():
    assert chosen("м. Київ") == KYIV


def test_the_full_name_in_either_language_is_chosen():
    for language in ("uk", "en"):
        assert chosen(territory().full_name(language)) == TROSTIANETS


def test_a_chosen_code_decides_among_those_that_answer():
    assert chosen("Тростянець", VINNYTSIA_TROSTIANETS) == VINNYTSIA_TROSTIANETS


def test_a_code_left_over_from_another_text_does_no_harm():
    assert chosen("Львів", TROSTIANETS) == LVIV
    assert chosen("Львів", "UA' OR 1=1 --") == LVIV


def test_several_are_shown_to_choose_from():
    form = bound("Тростянець")
    assert form.errors["community"] == [
        "На запит «Тростянець» знайшлося кілька громад. Виберіть свою нижче."
    ]
    html = str(form["community"])
    assert html.count('type="radio"') == 3
    assert f'value="{VINNYTSIA_TROSTIANETS}"' in html
    assert "Гайсинський район, Вінницька область" in html
    assert 'value="Тростянець"' in html


def test_a_slip_is_asked_about_and_not_chosen():
    assert "Громади з назвою «Слвутич» немає" in error("Слвутич")
    assert 'type="radio"' in str(bound("Слвутич")["community"])


def test_nothing_found_is_said_plainly_and_the_text_stays():
    assert error("Аврорагард").startswith("Ми не знаємо громади з назвою «Аврорагард».")
    assert 'value="Аврорагард"' in str(bound("Аврорагард")["community"])


def test_nothing_typed():
    assert error("  ") == "Вкажіть назву громади."
    assert bound("Львів").is_valid()
    assert bound("Львів").fields["former"].clean(None) is None


def test_a_field_that_is_not_required_may_stay_empty():
    form = bound("Львів", former=" ", former_code=TROSTIANETS)
    assert form.is_valid()
    assert form.cleaned_data["former"] is None


def test_what_was_typed_is_escaped():
    html = str(bound('"><script>alert(1)</script>')["community"])
    assert "<script>" not in html


def test_a_text_of_any_length_and_kind_is_only_unknown():
    assert "Ми не знаємо" in error("ж" * 10_000)
    assert "Ми не знаємо" in error("жжжж\x00жжжж")


def test_a_vanished_community_is_not_chosen():
    rows = [row for row in small_rows() if LVIV not in row.levels]
    load(Codifier(dt.date(2026, 5, 1), "newer.xlsx", rows), at=LOADED)
    assert territory(LVIV).vanished_on
    assert "Ми не знаємо" in error("Львів", LVIV)


def test_a_saved_draft_is_shown_exactly_again():
    form = bound("Тростянець", TROSTIANETS)
    assert form.is_valid()
    again = Form(QueryDict(form.data.urlencode()))
    assert str(again["community"]) == str(form["community"])
    assert f'value="{TROSTIANETS}"' in str(again["community"])
    assert 'type="radio"' not in str(again["community"])


def test_a_given_territory_fills_both_inputs_in_the_active_language():
    form = Form(initial={"community": territory()})
    assert 'value="Тростянецька територіальна громада, Охтирський' in str(form["community"])
    assert f'value="{TROSTIANETS}"' in str(form["community"])
    with translation.override("en"):
        assert 'value="Trostianets hromada, Okhtyrskyi' in str(form["community"])


def test_the_widget_reads_its_two_inputs():
    widget = CommunityWidget()
    data = {"a": "Львів", "a_code": LVIV}
    assert widget.value_from_datadict(data, {}, "a") == CommunityValue("Львів", LVIV)
    assert widget.value_from_datadict({}, {}, "a") is None


def test_the_label_leads_to_the_text_input():
    form = bound("Львів")
    assert form["community"].id_for_label == "id_community"
    assert 'id="id_community"' in str(form["community"])


def test_suggestions_are_public_cacheable_and_without_cookies(client):
    response = client.get(reverse("territories:suggest"), {"q": "тростян"})
    assert response.status_code == 200
    assert set(response["Cache-Control"].split(", ")) == {"public", "max-age=3600"}
    assert not response.cookies
    answer = response.json()
    assert [item["code"] for item in answer["items"]][:2] == [TROSTIANETS, VINNYTSIA_TROSTIANETS]
    assert answer["items"][0] == {
        "code": TROSTIANETS,
        "text": "Тростянецька територіальна громада, Охтирський район, Сумська область",
        "title": "Тростянецька територіальна громада",
        "place": "Охтирський район, Сумська область",
        "note": "",
    }
    assert answer["status"] == "Знайдено 3 громади. Вибирайте клавішами зі стрілками."


def test_suggestions_follow_the_language_of_the_address(client):
    with translation.override("en"):
        address = reverse("territories:suggest")
    [item] = client.get(address, {"q": "Терезине"}).json()["items"]
    assert item["title"] == "Bila Tserkva hromada"
    assert item["note"] == "includes Terezyne settlement"


def test_suggestions_refuse_long_texts_and_other_methods(client):
    address = reverse("territories:suggest")
    assert client.get(address, {"q": "т" * 1000}).json()["items"] == []
    assert client.get(address).json()["items"] == []
    assert client.post(address, {"q": "тростян"}).status_code == 405
