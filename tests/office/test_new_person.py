"""The office makes an account for somebody who did not come by an application."""

from django.core.management import call_command

from mayorsclub.accounts.models import User
from mayorsclub.audit.models import Entry
from mayorsclub.mail.models import Letter
from tests.office.conftest import client_of

TYPED = {
    "email": "Nova@Example.org",
    "surname": "Зразок",
    "given_name": "Надія",
    "patronymic": "Петрівна",
    "language": "uk",
}


def test_an_account_is_made_and_its_owner_is_written_to(secretary):
    client = client_of(secretary)
    answer = client.post("/office/people/new/", TYPED)

    person = User.objects.get(email="nova@example.org")
    assert answer["Location"] == f"/office/people/{person.pk}/"
    assert person.name_en == "Nadiia Zrazok"
    assert person.emailaddress_set.get().verified
    letter = Letter.objects.get(to_user=person)
    assert letter.kind == "accounts.invited"
    assert "Шановна Надіє Петрівно!" in letter.body_text
    actions = Entry.objects.filter(about_id=str(person.pk), about_type="accounts.user")
    assert {"account.created", "account.invited"} <= set(actions.values_list("action", flat=True))
    call_command("verify_audit", verbosity=0)


def test_a_taken_address_is_said_at_the_field_and_what_was_typed_stays(secretary):
    client = client_of(secretary)
    client.post("/office/people/new/", TYPED)
    answer = client.post("/office/people/new/", {**TYPED, "email": "NOVA@example.org"})

    assert answer.status_code == 422
    assert answer.context["form"].errors["email"]
    assert "Петрівна" in answer.content.decode()
    assert Letter.objects.filter(kind="accounts.invited").count() == 1


def test_an_empty_form_makes_nothing(secretary):
    answer = client_of(secretary).post("/office/people/new/", {})

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"email", "surname", "given_name", "language"}
