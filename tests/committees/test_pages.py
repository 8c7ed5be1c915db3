from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from mayorsclub.accounts import home as my_page
from mayorsclub.committees.domain.matters import pause
from mayorsclub.committees.domain.votes import cast_vote, recuse
from mayorsclub.committees.models import Choice, Elector, Remark, Vote
from mayorsclub.committees.queries import sees_subject
from tests.factories.accounts import SecretariatFactory, UserFactory
from tests.factories.committees import (
    BodyFactory,
    SeatFactory,
    put_many_to_vote,
    put_to_vote,
    seat_members,
)
from tests.moments import DAY
from tests.sign_in import sign_in

HOME = "/committee/"


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def members(body):
    return seat_members(body, 3)


@pytest.fixture
def matter(body, members, now):
    return put_to_vote(body, at=now)


@pytest.fixture
def chair(client, members):
    sign_in(client, members[0], strong=True)
    return members[0]


def text(response) -> str:
    return response.content.decode()


def test_outsiders_find_nothing(client, matter):
    addresses = [
        HOME,
        matter.get_absolute_url(),
        *(reverse(f"committees:{name}", args=[matter.pk]) for name in ("remark", "recuse", "ask")),
    ]
    for outsider in (UserFactory(), SecretariatFactory()):
        sign_in(client, outsider, strong=True)
        for address in addresses:
            assert client.get(address).status_code == 404
            assert client.post(address, {"choice": "for"}).status_code == 404
    client.logout()
    assert [client.get(address).status_code for address in addresses] == [302] * 5
    assert not Vote.objects.exists()


def test_members_of_another_body_find_no_trace(client, matter):
    stranger = SeatFactory(body=BodyFactory()).user
    sign_in(client, stranger, strong=True)
    assert matter.title_uk not in text(client.get(HOME))
    assert client.get(matter.get_absolute_url()).status_code == 404


def test_a_term_that_ended_closes_the_door(client, body, chair):
    body.seats.filter(user=chair).update(until=timezone.localdate())
    assert client.get(HOME).status_code == 404


def test_a_second_factor_is_required(client, members, matter):
    sign_in(client, members[0])
    for address in (HOME, matter.get_absolute_url()):
        response = client.get(address)
        assert response.status_code == 403
        assert matter.title_uk not in text(response)


def test_home_shows_what_waits_then_what_is_open_then_what_is_decided(client, body, chair, now):
    waiting = put_to_vote(body, at=now)
    voted, decided = put_to_vote(body, at=now), put_to_vote(body, at=now)
    cast_vote(voted.pk, voter=chair, choice="for", at=now)
    for elector in Elector.objects.filter(matter=decided):
        cast_vote(decided.pk, voter=elector.user, choice="for", at=now)

    response = client.get(HOME)

    assert [line.matter for line in response.context["waiting"]] == [waiting]
    assert [line.matter for line in response.context["also_open"]] == [voted]
    assert list(response.context["decided"]) == [decided]
    page = text(response)
    assert "Очікують Вашого голосу: 1" in page
    assert "Проголосували 0 із 3, кворум 2" in page
    assert "лишилося 14 днів" in page
    assert response.headers["Cache-Control"].startswith("max-age=0, no-cache, no-store")


def test_home_is_empty_in_words(client, chair):
    assert "Очікують Вашого голосу: 0" in text(client.get(HOME))
    assert "Waiting for your vote: 0" in text(client.get("/en" + HOME))


@pytest.mark.parametrize("count", [1, 10])
def test_home_costs_the_same_whatever_waits(
    client, body, chair, now, count, django_assert_max_num_queries
):
    put_many_to_vote(body, count, at=now)
    for matter in put_many_to_vote(body, count, at=now):
        cast_vote(matter.pk, voter=chair, choice="for", at=now)
    for matter in put_many_to_vote(body, count, at=now):
        for elector in Elector.objects.filter(matter=matter):
            cast_vote(matter.pk, voter=elector.user, choice="for", at=now)
    # The first page of a session writes its last activity; the site makes its settings.
    client.get(HOME)
    with django_assert_max_num_queries(12):
        assert client.get(HOME).status_code == 200


def test_a_matter_shows_the_subject_by_its_own_template(client, chair, matter):
    page = text(client.get(matter.get_absolute_url()))
    assert '<p class="subject-of-tests">Зразок: Зразкова громада</p>' in page


def test_a_vote_from_the_page(client, chair, matter):
    response = client.post(matter.get_absolute_url(), {"choice": "for", "reason": ""}, follow=True)
    assert Vote.objects.get().choice == "for"
    page = text(response)
    assert "Ваш голос зараховано" in page
    assert 'name="choice"' not in page


def test_the_same_vote_sent_twice_gets_a_friendly_word(client, chair, matter):
    for _n in range(2):
        response = client.post(matter.get_absolute_url(), {"choice": "for"}, follow=True)
        assert response.status_code == 200
    assert "Ваш голос уже зараховано" in text(response)
    assert Vote.objects.count() == 1


def test_what_was_typed_stays_and_the_error_says_what_is_wrong(client, chair, matter):
    response = client.post(matter.get_absolute_url(), {"choice": "against", "reason": " "})
    assert response.status_code == 422
    page = text(response)
    assert "Напишіть, чому" in page
    assert (
        'value="against" id="id_choice_1" checked' in page.replace("\n", " ") or "checked" in page
    )

    response = client.post(matter.get_absolute_url(), {"reason": "моя довга думка"})
    assert response.status_code == 422
    assert "моя довга думка" in text(response)
    assert not Vote.objects.exists()


def test_others_votes_appear_after_the_own_one(client, chair, members, matter, now):
    cast_vote(matter.pk, voter=members[1], choice=Choice.AGAINST, reason="таємна підстава", at=now)
    assert "таємна підстава" not in text(client.get(matter.get_absolute_url()))
    client.post(matter.get_absolute_url(), {"choice": "for"})
    assert "таємна підстава" in text(client.get(matter.get_absolute_url()))


def test_a_remark_from_the_page(client, chair, matter):
    address = reverse("committees:remark", args=[matter.pk])
    response = client.post(address, {"text": "Знаю цю громаду.\n<b>Так</b>"}, follow=True)
    assert "&lt;b&gt;Так&lt;/b&gt;" in text(response)
    assert client.post(address, {"text": " "}).status_code == 422
    assert client.get(address).headers["Location"] == matter.get_absolute_url()
    assert Remark.objects.count() == 1


def test_recusal_on_its_own_page(client, chair, matter, now):
    address = reverse("committees:recuse", args=[matter.pk])
    assert "Конфлікт інтересів" in text(client.get(address))
    assert client.post(address, {"reason": ""}).status_code == 422

    response = client.post(address, {"reason": "спільна фірма"}, follow=True)

    assert Elector.objects.get(user=chair).absence == "recused"
    page = text(response)
    assert "спільна фірма" in page
    assert "subject-of-tests" not in page
    assert "Обговорення" not in page
    assert client.get(address).status_code == 302


def test_a_question_from_the_page(client, chair, matter, hall):
    address = reverse("committees:ask", args=[matter.pk])
    assert client.get(address).status_code == 200
    assert client.post(address, {"text": ""}).status_code == 422
    hall.refusal = "already_asked"
    response = client.post(address, {"text": "Коли?"})
    assert "Запитання вже надіслано." in text(response)
    assert "Коли?" in text(response)
    hall.refusal = ""
    assert client.post(address, {"text": "Коли?"}).status_code == 302
    assert [question[1] for question in hall.questions] == ["Коли?"]


def test_a_paused_matter_takes_no_vote(client, chair, matter, now):
    pause(matter, actor=None, at=now)
    page = text(client.get(matter.get_absolute_url()))
    assert 'name="choice"' not in page
    assert "Голосування призупинено" in page
    response = client.post(matter.get_absolute_url(), {"choice": "for"})
    assert response.status_code == 422


def test_the_barred_learn_why_and_nothing_more(client, body, members, now, hall):
    hall.barred = {members[0].pk: "та сама громада"}
    matter = put_to_vote(body, at=now)
    cast_vote(matter.pk, voter=members[1], choice="abstain", reason="таємно", at=now)
    cast_vote(matter.pk, voter=members[2], choice="for", at=now)
    sign_in(client, members[0], strong=True)
    page = text(client.get(matter.get_absolute_url()))
    assert "subject-of-tests" not in page
    assert "таємно" not in page
    assert "Протокол" not in page


def test_the_english_page(client, chair, matter):
    page = text(client.get("/en" + matter.get_absolute_url()))
    assert "Olha Zrazok" in page
    assert "14 days left" in page


def test_my_page_tells_how_many_wait(body, members, now):
    translation.activate("uk")
    put_many_to_vote(body, 2, at=now)
    item = next(i for i in my_page.items_for(members[0], now) if i.url == HOME)
    assert str(item.title) == "Вашого голосу очікують 2 питання"
    assert item.is_urgent is False
    later = my_page.items_for(members[0], now + 12 * DAY)
    assert [i.is_urgent for i in later if i.url == HOME] == [True]
    assert [i for i in my_page.items_for(UserFactory(), now) if i.url == HOME] == []
    assert HOME in {section.url for section in my_page.sections_for(members[0], now)}
    assert HOME not in {section.url for section in my_page.sections_for(UserFactory(), now)}


def test_who_may_see_a_subject(body, members, matter, now):
    assert sees_subject(members[1], matter.subject, now)
    assert not sees_subject(UserFactory(), matter.subject, now)
    recuse(matter.pk, voter=members[1], reason="родич", at=now)
    assert not sees_subject(members[1], matter.subject, now)
    assert not sees_subject(members[2], matter.subject, now + timedelta(days=-4000))


def test_hostile_texts_are_shown_as_text_or_refused(client, chair, matter):
    address = reverse("committees:remark", args=[matter.pk])
    assert client.post(address, {"text": "a\0b"}).status_code == 422
    assert client.post(address, {"text": "x" * 5001}).status_code == 422
    client.post(address, {"text": '"><script>alert(1)</script>{{ 7 }}'})
    page = text(client.get(matter.get_absolute_url()))
    assert "<script>alert(1)" not in page
    assert "{{ 7 }}" in page
    assert client.get("/committee/matters/99999999999999999999/").status_code == 404
