import pytest
from django.urls import reverse

from mayorsclub.certificates import guesses
from mayorsclub.certificates.queries import code_typed
from tests.factories.certificates import NOON, CertificateFactory

CODE = "ABCDEFGHJKMNPQRSTUV2"


@pytest.fixture
def certificate(db):
    return CertificateFactory(code=CODE)


@pytest.mark.parametrize(
    "text",
    [
        CODE,
        CODE.lower(),
        "abcd-efgh-jkmn-pqrs-tuv2",
        "  ABCD EFGH JKMN PQRS TUV2 ",
        "АВСD–ЕFGН—JКМN PQRS ТUV2",  # Ukrainian letters and typographic dashes among them
    ],
)
def test_a_code_is_understood_as_people_type_it(text):
    assert code_typed(text) == CODE


@pytest.mark.parametrize("text", ["", CODE[:-1], CODE + "2", "O" * 20, "Ж" * 20, "x" * 100_000])
def test_what_is_no_code_is_none(text):
    assert code_typed(text) == ""


def test_a_valid_certificate_is_confirmed_with_four_facts(client, certificate):
    response = client.get(f"/verify/{CODE}/")
    page = response.content.decode()
    assert response.status_code == 200
    assert "Посвідчення чинне" in page
    for fact in ("Іван Петрович Приклад", "Член Клубу Мерів", "2026-0147", "5 грудня 2026 року"):
        assert fact in page
    assert certificate.holder.email not in page
    assert "громада" not in page


def test_the_english_page_has_english_facts(client, certificate):
    page = client.get(f"/en/verify/{CODE}/").content.decode()
    assert "The certificate is valid" in page
    for fact in ("Ivan Pryklad", "Member of the Mayors’ Club", "5 December 2026"):
        assert fact in page
    assert "Приклад" not in page


def test_the_page_leaves_no_trace_elsewhere_and_sets_no_cookie(client, certificate):
    for address in (f"/verify/{CODE}/", "/verify/"):
        response = client.get(address)
        assert response["X-Robots-Tag"] == "noindex"
        assert response["Referrer-Policy"] == "no-referrer"
        assert "no-store" in response["Cache-Control"]
        assert not response.cookies
        assert '<meta name="robots" content="noindex">' in response.content.decode()


def test_who_has_left_is_no_longer_confirmed(client, certificate):
    holder = certificate.holder
    holder.is_active = False
    holder.save()
    page = client.get(f"/verify/{CODE}/").content.decode()
    assert "Посвідчення більше не чинне" in page
    assert "Посвідчення чинне" not in page
    assert "нове" not in page


def test_a_replaced_certificate_says_so(client, certificate):
    certificate.replaced_at = NOON
    certificate.save()
    page = client.get(f"/verify/{CODE}/").content.decode()
    assert "Посвідчення більше не чинне" in page
    assert "Замість нього видано нове" in page


@pytest.mark.parametrize("code", ["2" * 20, "short", "x" * 300, "<script>alert(1)</script>"])
def test_an_unknown_code_is_404_with_the_form(client, certificate, code):
    response = client.get(reverse("certificates:verify", args=[code.replace("/", "")]))
    page = response.content.decode()
    assert response.status_code == 404
    assert "Посвідчення з таким кодом немає" in page
    assert 'name="code"' in page
    assert "<script>alert" not in page


def test_the_form_leads_to_the_page_of_the_code(client, certificate):
    response = client.get("/verify/", {"code": "abcd-efgh-jkmn-pqrs-tuv2"})
    assert (response.status_code, response["Location"]) == (302, f"/verify/{CODE}/")
    response = client.get("/en/verify/", {"code": CODE})
    assert response["Location"] == f"/en/verify/{CODE}/"


def test_the_form_says_what_a_code_looks_like_and_keeps_what_was_typed(client, db):
    response = client.get("/verify/", {"code": "123"})
    page = response.content.decode()
    assert response.status_code == 400
    assert 'value="123"' in page
    assert "Код складається з 20" in page


def test_a_code_in_another_spelling_leads_to_its_page(client, certificate):
    response = client.get("/verify/abcd-efgh-jkmn-pqrs-tuv2/")
    assert response["Location"] == f"/verify/{CODE}/"


def test_guessing_is_slowed_but_others_are_not(client, certificate, monkeypatch):
    monkeypatch.setattr(guesses, "MOST", 3)
    wrong = reverse("certificates:verify", args=["3" * 20])
    assert [client.get(wrong).status_code for _n in range(4)] == [404, 404, 404, 429]
    assert client.get(f"/verify/{CODE}/").status_code == 429
    assert client.get(f"/verify/{CODE}/", REMOTE_ADDR="127.0.0.2").status_code == 200


def test_confirming_does_not_count_as_guessing(client, certificate, monkeypatch):
    monkeypatch.setattr(guesses, "MOST", 1)
    assert [client.get(f"/verify/{CODE}/").status_code for _n in range(3)] == [200] * 3
