"""The secretariat invites by hand and from registers, and takes an invitation back."""

from mayorsclub.events.models import Invitation
from mayorsclub.mail.models import Letter
from tests.factories.accounts import UserFactory
from tests.factories.events import InvitationFactory
from tests.factories.membership import MemberFactory
from tests.office.event_steps import ahead, page_of, text


def test_bad_lines_are_named_and_nobody_is_invited(office):
    event = ahead(audience="invited")
    address = f"{page_of(event)}invite/"
    lines = "Ольга Зразок <olha@example.org>\nІван без адреси\n\nПетро <petro@example.org"
    answer = office.post(address, {"lines": lines, "language": "uk"})

    assert answer.status_code == 422
    shown = text(answer)
    assert "2: Іван без адреси; 4: Петро <petro@example.org" in shown
    assert "Ольга Зразок <olha@example.org>" in shown
    assert not Invitation.objects.exists()


def test_people_are_invited_line_by_line_each_once(office):
    event = ahead(audience="invited")
    known = UserFactory(email="ivan@example.org")
    InvitationFactory(event=event, email="old@example.org")
    lines = "«Ольга Зразок» <Olha@example.org>\nivan@example.org\nold@example.org\nolha@example.org"
    page = page_of(event)
    answer = office.post(f"{page}invite/", {"lines": lines, "language": "en"})

    assert answer["Location"] == page
    new = event.invitations.exclude(email="old@example.org")
    assert set(new.values_list("email", "name", "user")) == {
        ("olha@example.org", "Ольга Зразок", None),
        ("ivan@example.org", "ivan@example.org", known.pk),
    }
    told = Letter.objects.filter(kind__startswith="events.invited")
    assert sorted(told.values_list("to_address", flat=True)) == [
        *("ivan@example.org", "old@example.org", "olha@example.org")
    ]
    assert "Запрошено 2 особи" in text(office.get(page))


def test_a_register_is_invited_after_a_look(office):
    MemberFactory(user__email="a@example.org", interests=["missions"])
    MemberFactory(user__email="b@example.org")
    event = ahead(audience="invited")
    address = f"{page_of(event)}invite/members/"
    assert office.get(address).status_code == 200
    look = office.get(address, {"look": "yes", "interest": "missions"})
    assert "a@example.org" in text(look)
    assert "b@example.org" not in text(look)
    assert not Invitation.objects.exists()

    office.post(address, {"interest": "missions"})

    assert [each.email for each in event.invitations.all()] == ["a@example.org"]
    again = text(office.get(address, {"look": "yes", "interest": "missions"}))
    assert "1 особу вже запрошено" in again
    assert office.post(address, {"interest": "no"}).status_code == 422
    assert office.get(f"{page_of(event)}invite/people/").status_code == 404
    assert office.get(f"{page_of(event)}invite/nobody/").status_code == 404


def test_an_invitation_is_taken_back_in_its_row(office):
    invitation = InvitationFactory(event=ahead(audience="invited"))
    page = page_of(invitation.event)
    office.post(page, {"action": f"invitation-off-{invitation.pk}"})

    invitation.refresh_from_db()
    assert invitation.revoked_at is not None
    assert "відкликано" in text(office.get(page))
    other = InvitationFactory(event=ahead(audience="invited"))
    assert office.post(page, {"action": f"invitation-off-{other.pk}"}).status_code == 404
