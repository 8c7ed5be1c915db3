"""An editor's pages wait for the secretariat; letters about it go through our outbox."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page, Workflow, WorkflowState
from wagtail_localize.models import TranslationSource

from mayorsclub.accounts.domain import groups
from mayorsclub.accounts.models import User
from mayorsclub.content.domain import approval
from mayorsclub.content.domain.translating import begin
from mayorsclub.content.models import StandardPage
from mayorsclub.mail.models import Letter
from tests.factories.accounts import EditorFactory, SecretariatFactory
from tests.office.conftest import client_of


@pytest.fixture
def editor(pages) -> User:
    groups.ensure()
    return EditorFactory(surname="Взірець", given_name="Марія", language="en")


@pytest.fixture
def secretary(pages) -> User:
    groups.ensure()
    return SecretariatFactory()


@pytest.fixture
def editing(editor) -> Client:
    return client_of(editor)


@pytest.fixture
def office(secretary) -> Client:
    return client_of(secretary)


def page() -> StandardPage:
    return StandardPage.objects.get(slug="about", locale__language_code="uk")


def send(client: Client, action: str) -> None:
    """Save the page with another introduction, as the editor's form does."""
    form = {
        "title": page().title,
        "intro": "Новий вступ",
        "slug": "about",
        "body-count": "0",
        "seo_title": "",
        "search_description": "",
        action: "1",
    }
    answer = client.post(reverse("wagtailadmin_pages:edit", args=[page().pk]), form)
    assert answer.status_code == 302, answer.context["form"].errors


def review(client: Client, action: str, **fields: str) -> None:
    task = WorkflowState.objects.get().current_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page().pk, action, task.pk])
    assert client.post(address, fields).status_code in {200, 302}


def test_a_new_site_has_the_workflow_for_every_page(pages):
    workflow = page().get_workflow()

    assert workflow.name == "Погодження сторінок"
    assert [task.name for task in workflow.tasks] == ["Перегляд секретаріатом"]
    assert {group.name for group in workflow.tasks[0].specific.groups.all()} == {
        "Secretariat",
        "Administrators",
    }
    assert Workflow.objects.count() == 1


def test_what_people_set_up_themselves_stays(pages):
    Workflow.objects.update(name="Наш порядок")

    assert approval.ensure_workflow() is False
    assert Workflow.objects.get().name == "Наш порядок"


def test_editors_write_and_the_secretariat_publishes(pages):
    groups.ensure()
    root = Page.get_first_root_node()
    found = {
        name: set(
            GroupPagePermission.objects.filter(group__name=name, page=root).values_list(
                "permission__codename", flat=True
            )
        )
        for name in groups.NAMES.values()
    }

    assert found["Editors"] == {"add_page", "change_page"}
    assert "publish_page" in found["Secretariat"] & found["Administrators"]


def test_an_editor_s_right_to_publish_of_an_earlier_release_goes(pages):
    groups.ensure()
    root = Page.get_first_root_node()
    editors = groups.Group.objects.get(name="Editors")
    publish = groups.Permission.objects.get(
        codename="publish_page", content_type__app_label="wagtailcore"
    )
    GroupPagePermission.objects.create(group=editors, page=root, permission=publish)

    groups.ensure()

    assert not GroupPagePermission.objects.filter(group=editors, permission=publish).exists()


def test_an_editor_cannot_publish_past_the_approval(editing):
    send(editing, "action-publish")

    assert page().intro != "Новий вступ"


def test_a_page_waits_and_goes_live_when_it_is_approved(editing, office, editor, secretary):
    groups.sync(secretary)
    send(editing, "action-submit")

    assert page().intro != "Новий вступ"
    (asked,) = Letter.objects.filter(kind="content.review_asked")
    assert (asked.to_user, asked.subject) == (
        secretary,
        "Сторінка чекає на погодження: Про Клуб",
    )
    assert f"/office/pages/{page().pk}/edit/" in asked.body_text
    shown = office.get("/office/").content.decode()
    assert "Перегляд секретаріатом" in shown

    review(office, "approve")

    assert page().intro == "Новий вступ"
    (approved,) = Letter.objects.filter(kind="content.review_approved")
    assert (approved.to_user, approved.language) == (editor, "en")
    assert mail.outbox == []


def test_a_page_sent_back_tells_its_editor_why(editing, office, editor, secretary):
    groups.sync(secretary)
    send(editing, "action-submit")

    review(office, "reject", comment="Додайте дату.")

    (letter,) = Letter.objects.filter(kind="content.review_returned")
    assert letter.to_user == editor
    assert "Додайте дату." in letter.body_text
    assert page().intro != "Новий вступ"
    assert mail.outbox == []


def test_the_secretariat_publishes_at_once(office):
    send(office, "action-publish")

    assert page().intro == "Новий вступ"
    assert not Letter.objects.filter(kind__startswith="content.").exists()


def english_of(page: StandardPage) -> StandardPage:
    return StandardPage.objects.get(
        translation_key=page.translation_key, locale__language_code="en"
    )


def with_other_title(source: TranslationSource) -> None:
    """As the translation editor saves it: the words only, nothing is published."""
    translation = source.translations.get(target_locale__language_code="en")
    strings = translation.export_po()
    for entry in strings:
        if entry.msgctxt == "title":
            entry.msgstr = "Never looked at"
    translation.import_po(strings)


@pytest.mark.parametrize(("who", "is_published"), [("editing", False), ("office", True)])
def test_an_editor_s_translation_is_not_published_with_an_update(request, who, is_published):
    client = request.getfixturevalue(who)
    begin(page(), "en", by=User.objects.get(pk=client.session["_auth_user_id"]))
    source = TranslationSource.objects.get(object_id=page().translation_key)
    with_other_title(source)
    address = f"/office/localize/update/{source.pk}/"

    shown = client.get(address).content.decode()
    assert client.post(address, {"publish_translations": "on"}).status_code == 302

    assert (english_of(page()).title == "Never looked at") is is_published
    assert ('type="checkbox" name="publish_translations"' in shown) is is_published


def test_an_editor_does_not_put_the_ukrainian_text_in_place_of_a_translation(editing, pages):
    english = english_of(page())
    address = f"/office/localize/page/{english.pk}/convert_to_alias/"

    assert editing.get(address).status_code in {302, 403}
    assert editing.post(address).status_code in {302, 403}

    english.refresh_from_db()
    assert (english.alias_of_id, english.title != page().title) == (None, True)
