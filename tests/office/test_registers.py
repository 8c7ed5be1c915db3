"""The registers on paper: the whole as filtered, and an extract with one entry."""

import io

import pytest
from pypdf import PdfReader

from mayorsclub.certificates.domain import issue
from tests.factories.accounts import UserFactory
from tests.factories.membership import MemberFactory, PostFactory
from tests.factories.partners import PartnerFactory
from tests.moments import NOON
from tests.office.doing import do, last_actions


def text_of(content: bytes) -> str:
    assert content.startswith(b"%PDF")
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def printed(client, name: str, query: str = "") -> str:
    sent = {"format": "pdf", "columns": "shown", "query": query}
    answer = client.post(f"/office/lists/{name}/export/", sent)
    assert answer.status_code == 200
    return text_of(b"".join(answer.streaming_content))


def test_the_register_is_printed_as_filtered_in_alphabetical_order(office):
    for surname, key in (("Їжак", "b"), ("Ґудзь", "a")):
        user = UserFactory(surname=surname, sort_key=key)
        MemberFactory(user=user, status="suspended")
    MemberFactory(user=UserFactory(surname="Незвана"))

    text = printed(office, "members", "status=suspended&ordering=-entered_on")

    assert "Реєстр членів" in text
    assert "2 записи" in text
    assert text.index("Ґудзь") < text.index("Їжак")
    assert "Незвана" not in text
    assert "Статус: Призупинено" in text


def test_partners_are_printed_and_hostile_names_are_text(office):
    PartnerFactory(name_uk="#eval(1) *жирне* $x$ <b>", sort_key="a")

    assert "#eval(1) *жирне* $x$ <b>" in printed(office, "partners").replace("\n", " ")


def test_other_lists_have_no_print(office):
    MemberFactory()
    sent = {"format": "pdf", "columns": "shown", "query": ""}

    assert office.post("/office/lists/people/export/", sent).status_code == 422


@pytest.mark.parametrize(
    ("languages", "wanted"),
    [
        ("uk", ["Витяг із реєстру членів", "2026-0042"]),
        ("en", ["Extract from the register of members"]),
        ("uk en", ["Витяг із реєстру членів", "Extract from the register of members"]),
    ],
)
def test_an_extract_is_given_in_the_languages_asked_for(office, languages, wanted):
    member = PostFactory(member=MemberFactory(register_number="2026-0042")).member
    certificate = issue(member, at=NOON)

    answer = do(office, f"/office/members/{member.pk}/", "extract", languages=languages)

    text = text_of(answer.content)
    assert [each for each in [*wanted, certificate.shown_code] if each not in text] == []
    assert last_actions() == ["register.extract_made"]


def test_an_extract_of_a_partner_without_a_certificate(office):
    partner = PartnerFactory()

    answer = do(office, f"/office/partners/{partner.pk}/", "extract", languages="uk")

    assert "Витяг із реєстру партнерів" in text_of(answer.content)


def test_an_administrator_makes_no_extract(administration):
    page = f"/office/members/{MemberFactory().pk}/"

    assert do(administration, page, "extract", languages="uk").status_code == 404
