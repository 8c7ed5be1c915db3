"""Questions in the club's look: everything that is said about one is tied to it."""

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.template import loader


class Questions(forms.Form):
    name = forms.CharField(label="Name", help_text="As in the passport", max_length=5)
    kind = forms.ChoiceField(
        label="Kind", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect
    )
    about = forms.CharField(label="About", required=False, widget=forms.Textarea)
    evidence = forms.FileField(label="Evidence", required=False)
    is_agreed = forms.BooleanField(label="I agree", help_text="Can be taken back")


def shown(form):
    html = "".join(field.as_field_group() for field in form)
    return BeautifulSoup(html, "html.parser")


def test_every_control_has_a_label():
    page = shown(Questions())

    for control in page.select("input, textarea, select"):
        assert page.select_one(f'label[for="{control["id"]}"]'), control
    assert page.select_one("fieldset > legend").get_text(strip=True) == "Kind"


def test_hint_and_error_describe_the_control():
    page = shown(Questions({"name": "too long a name", "kind": "b", "is_agreed": "on"}))

    control = page.select_one("#id_name")
    described = control["aria-describedby"].split()
    assert control["aria-invalid"] == "true"
    assert control["value"] == "too long a name"
    assert [bool(page.select_one(f"#{one}")) for one in described] == [True, True]
    assert page.select_one("#id_kind_1").has_attr("checked")


def test_a_box_to_tick_has_its_hint():
    page = shown(Questions())

    assert page.select_one("#id_is_agreed")["aria-describedby"] == "id_is_agreed_helptext"
    assert page.select_one("#id_is_agreed_helptext").get_text() == "Can be taken back"


def test_only_what_need_not_be_answered_is_called_optional():
    page = shown(Questions())

    optional = [mark.parent["for"] for mark in page.select(".field__optional")]
    assert optional == ["id_about", "id_evidence"]


def test_the_summary_leads_to_every_field_at_fault():
    form = Questions({})
    html = loader.render_to_string("design/components/error_summary.html", {"form": form})
    summary, page = BeautifulSoup(html, "html.parser"), shown(form)

    links = [link["href"] for link in summary.select("a")]
    assert links == ["#id_name", "#id_kind_0", "#id_is_agreed"]
    assert all(page.select_one(link) for link in links)
    assert summary.select_one('[role="alert"][tabindex="-1"]')


@pytest.mark.parametrize(
    "form", [Questions(), Questions({"name": "A", "kind": "a", "is_agreed": "on"})]
)
def test_without_faults_there_is_no_summary(form):
    html = loader.render_to_string("design/components/error_summary.html", {"form": form})

    assert "role" not in html
