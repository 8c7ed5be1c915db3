"""A secretary writes to many: chooses, looks, tries, sends, follows."""

from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mayorsclub.mail.models import Letter
from mayorsclub.mailings.models import Dispatch, LetterTemplate, Mailing
from tests.factories.applications import SentApplicationFactory
from tests.factories.mailings import LetterTemplateFactory, MailingFactory
from tests.factories.membership import MemberFactory
from tests.factories.partners import RepresentativeFactory
from tests.office.doing import do, done, last_actions, offers, refused

WRITE = "/office/mailings/write/members/"
WORDS = {
    "name": "",
    "purpose": "service",
    "subject_uk": "Запрошення",
    "text_uk": "{salutation}\n\nЗапрошуємо Вас, {name}.",
}


def page_of(mailing: Mailing) -> str:
    return f"/office/mailings/{mailing.pk}/"


def text(answer) -> str:
    return unescape(answer.content.decode())


def test_from_choosing_to_the_fate_of_each_letter(office, secretary):
    MemberFactory(user__email="a@example.org", interests=["missions"])
    MemberFactory(user__email="b@example.org", user__language="en")
    assert "Члени" in text(office.get("/office/mailings/write/"))
    assert office.get(WRITE).status_code == 200

    saved = office.post(WRITE, {**WORDS, "interest": "missions"})
    mailing = Mailing.objects.get()
    page = page_of(mailing)
    assert saved["Location"] == page
    assert mailing.segment["filters"] == {"interest": "missions"}
    shown = text(office.get(page))
    assert "a@example.org" in shown
    assert "b@example.org" not in shown
    assert "експертна" not in shown
    body = text(office.get(f"{page}preview/?as=0"))
    assert "Запрошуємо Вас, Приклад Іван Петрович." in body

    done(office, page, "try")
    assert Letter.objects.get().to_address == secretary.email
    done(office, page, "send", expected="1")
    assert Letter.objects.filter(to_address="a@example.org").count() == 1
    assert last_actions(2) == ["mailing.written", "mailing.started"]
    answer = do(office, page, "send", expected="1")
    assert answer.status_code == 404
    assert "У черзі" in text(office.get(page))
    assert offers(office, page) == ["copy", "pause", "stop", "archive"]
    done(office, page, "pause")
    done(office, page, "resume")
    done(office, page, "stop")
    done(office, page, "archive")
    assert "Скасовано" in text(office.get(page))


def test_the_word_is_asked_for_more_than_twenty(office):
    for _n in range(21):
        MemberFactory()
    page = page_of(MailingFactory())
    refused(office, page, "send", "НАДІСЛАТИ", expected="21", word="так")
    refused(office, page, "send", "необхідно заповнити", expected="21")
    assert not Dispatch.objects.exists()
    done(office, page, "send", expected="21", word="надіслати")
    assert Letter.objects.count() == 21


def test_other_receivers_than_those_seen_are_looked_at_again(office):
    MemberFactory()
    page = page_of(MailingFactory())
    MemberFactory()
    refused(office, page, "send", "тепер 2", expected="1")


def test_wrong_words_are_explained_and_stay_typed(office):
    answer = office.post(WRITE, {**WORDS, "text_uk": "Вітаємо, {organisation}"})
    assert answer.status_code == 422
    assert "не можна вжити {organisation}" in text(answer)
    assert "Вітаємо, {organisation}" in text(answer)
    assert not Mailing.objects.exists()


def test_the_count_is_told_as_one_chooses(office):
    MemberFactory(status="suspended")
    MemberFactory(status="suspended", user__is_active=False)
    answer = office.get(f"{WRITE}count/", {"status": "suspended"})
    assert answer.content.decode() == "Лист отримає 1 особа. Ще 1 не отримає."
    assert office.get(f"{WRITE}count/", {"status": "no"}).status_code == 404
    assert office.get("/office/mailings/write/nobody/count/").status_code == 404


def test_a_letter_to_one_person_from_the_record(office):
    member = MemberFactory(user__email="a@example.org")
    MemberFactory()
    page = f"/office/members/{member.pk}/"
    link = f"{WRITE}?ids={member.pk}"
    assert link in text(office.get(page))
    assert "Обрано вручну: 1 запис." in text(office.get(link))
    office.post(link, WORDS)
    mailing = Mailing.objects.get()
    done(office, page_of(mailing), "send", expected="1")
    assert Letter.objects.get().to_address == "a@example.org"
    assert "Запрошення" in text(office.get(page))


def test_every_record_page_leads_to_a_letter(office):
    application = SentApplicationFactory()
    partner = RepresentativeFactory().partner
    for name, register, pk in (
        ("applications", "applications", application.pk),
        ("partners", "partners", partner.pk),
    ):
        link = f"/office/mailings/write/{register}/?ids={pk}"
        assert link in text(office.get(f"/office/{name}/{pk}/"))
        assert office.get(link).status_code == 200


@pytest.mark.parametrize("ids", ["x", "1;2", "9" * 30, "-1"])
def test_wrong_ids_are_not_found(office, ids):
    assert office.get(WRITE, {"ids": ids}).status_code == 404


def test_people_are_chosen_by_hand_only(office):
    assert office.get("/office/mailings/write/people/").status_code == 404


def test_a_draft_is_changed_and_a_sent_one_is_not(office):
    MemberFactory()
    mailing = MailingFactory()
    edit = f"{page_of(mailing)}edit/"
    assert mailing.subject_uk in text(office.get(edit))
    assert office.post(edit, {**WORDS, "status": "active"}).status_code == 302
    mailing.refresh_from_db()
    assert (mailing.subject_uk, mailing.segment["filters"]) == ("Запрошення", {"status": "active"})
    done(office, page_of(mailing), "send", expected="1")
    assert office.get(edit).status_code == 404


def test_scheduled_in_kyiv_and_taken_back(office):
    MemberFactory()
    mailing = MailingFactory()
    page = page_of(mailing)
    refused(office, page, "schedule", "у майбутньому", send_at="2020-01-01 10:00")
    tomorrow = timezone.localtime() + timedelta(days=1)
    done(office, page, "schedule", send_at=f"{tomorrow:%Y-%m-%d} 09:30")
    mailing.refresh_from_db()
    local = timezone.localtime(mailing.send_at)
    assert (local.hour, local.minute, str(local.tzinfo)) == (9, 30, "Europe/Kyiv")
    done(office, page, "unschedule")


def test_those_left_out_are_named_with_the_reason(office):
    MemberFactory(user__email="off@example.org", user__is_active=False)
    page = page_of(MailingFactory())
    shown = text(office.get(page))
    assert "обліковий запис вимкнено" in shown
    assert "off@example.org" in shown
    assert "send" not in offers(office, page)


def test_templates_are_kept_used_and_archived(office):
    answer = office.post("/office/letter-templates/new/", {**WORDS, "name": "Запрошення на сесію"})
    template = LetterTemplate.objects.get()
    page = f"/office/letter-templates/{template.pk}/"
    assert answer["Location"] == page
    assert "Запрошення на сесію" in text(office.get(WRITE))
    assert "Запрошуємо Вас" in text(office.get(WRITE, {"template": template.pk}))
    assert "Запрошуємо" in text(office.get(f"{page}body/"))
    office.post(f"{page}edit/", {**WORDS, "name": "Інше"})
    template.refresh_from_db()
    assert template.name == "Інше"
    bad = office.post(f"{page}edit/", {**WORDS, "name": "Ще", "text_uk": "{unknown}"})
    assert bad.status_code == 422
    done(office, page, "archive")
    assert "Інше" not in text(office.get(WRITE))
    done(office, page, "restore")


@pytest.mark.parametrize("sent", [False, True])
def test_a_mailings_page_costs_the_same_for_many(office, sent):
    def cost() -> int:
        mailing = MailingFactory()
        if sent:
            done(office, page_of(mailing), "send", expected=str(len(ids)))
        office.get(page_of(mailing))
        with CaptureQueriesContext(connection) as found:
            assert office.get(page_of(mailing)).status_code == 200
        return len(found)

    ids = [MemberFactory().pk]
    one = cost()
    ids += [MemberFactory().pk for _n in range(9)]
    assert cost() == one


@pytest.mark.parametrize("name", ["mailings", "letter-templates"])
def test_lists_cost_the_same_and_stand_hostile_words(office, name):
    make = MailingFactory if name == "mailings" else LetterTemplateFactory

    def cost() -> int:
        with CaptureQueriesContext(connection) as found:
            assert office.get(f"/office/{name}/").status_code == 200
        return len(found)

    make()
    office.get(f"/office/{name}/")
    one = cost()
    for _n in range(9):
        make()
    assert cost() == one
    for hostile in ("'", "\x00", "<script>alert(1)</script>"):
        answer = office.get(f"/office/{name}/results/", {"q": hostile})
        assert answer.status_code == 200
        assert b"<script>alert(1)" not in answer.content
