"""Many rows at once: chosen, looked at, done one by one, reported."""

import re

import pytest

from mayorsclub.audit.models import Entry
from mayorsclub.mail.models import Letter
from mayorsclub.membership.models import Member
from mayorsclub.office.listing import lists
from tests.factories.applications import SentApplicationFactory
from tests.factories.mail import LetterFactory
from tests.factories.membership import MemberFactory
from tests.office.doing import last_actions

WORD = "Підтверджую"


def preview(client, name: str, action: str, **sent: object):
    """The page that says for which rows it would happen."""
    return client.post(f"/office/lists/{name}/bulk/", {"action": action, **sent})


def do(client, name: str, action: str, **sent: object):
    """Look, then do it with the word; the report."""
    shown = preview(client, name, action, **sent)
    will = ",".join(str(row.pk) for row in shown.context["will"])
    more = {"step": "do", "will": will, "key": shown.context["key"], "confirm": WORD}
    answer = preview(client, name, action, **(sent | more))
    assert answer.status_code == 302, answer.context["word"].errors
    return client.get(answer["Location"])


def test_chosen_letters_are_not_sent(office):
    held, queued = LetterFactory(state="held"), LetterFactory()
    sent, other = LetterFactory(state="sent"), LetterFactory()
    pks = f"{held.pk},{queued.pk},{sent.pk}"

    shown = preview(office, "letters", "cancel", pk=pks)
    assert {row.pk for row in shown.context["will"]} == {held.pk, queued.pk}
    assert [row.pk for row in shown.context["left_out"]] == [sent.pk]
    assert "стан листа — «Надіслано»" in shown.content.decode()

    report = do(office, "letters", "cancel", pk=pks)

    states = dict(Letter.objects.values_list("pk", "state"))
    assert [states[each.pk] for each in (held, queued, sent, other)] == [
        "cancelled",
        "cancelled",
        "sent",
        "queued",
    ]
    assert len(report.context["report"]["done"]) == 2
    assert last_actions(2) == ["letter.cancelled"] * 2


def test_all_that_fit_the_filter(office):
    for _n in range(3):
        LetterFactory(state="held")
    LetterFactory(state="held", kind="accounts.address_code")

    do(office, "letters", "release", all="yes", query="kind=mail.trial&state=held")

    # A kind that no list knows fits nothing; so the filter was by state and kind both.
    states = sorted(Letter.objects.values_list("kind", "state"))
    assert states in (
        [("accounts.address_code", "held"), *[("mail.trial", "queued")] * 3],
        [("accounts.address_code", "held"), *[("mail.trial", "held")] * 3],
    )


def test_the_word_is_asked_for(office):
    letter = LetterFactory()
    shown = preview(office, "letters", "cancel", pk=letter.pk)
    sent = {"step": "do", "will": letter.pk, "key": shown.context["key"], "pk": letter.pk}

    for word in ("", "так", "підтверд"):
        answer = preview(office, "letters", "cancel", **sent, confirm=word)
        assert answer.status_code == 422

    letter.refresh_from_db()
    assert letter.state == "queued"


def test_pressing_twice_does_it_once(office):
    letter = LetterFactory(state="sent")
    shown = preview(office, "letters", "resend", pk=letter.pk)
    sent = {"step": "do", "will": letter.pk, "key": shown.context["key"], "pk": letter.pk}

    answers = [preview(office, "letters", "resend", **sent, confirm=WORD) for _n in range(2)]

    assert answers[0]["Location"] == answers[1]["Location"]
    assert Letter.objects.count() == 2


def test_what_changed_after_the_look_is_reported(office):
    first, second = LetterFactory(state="held"), LetterFactory(state="held")
    shown = preview(office, "letters", "release", pk=f"{first.pk},{second.pk}")
    Letter.objects.filter(pk=first.pk).update(state="sent")
    sent = {"will": f"{first.pk},{second.pk}", "key": shown.context["key"], "step": "do"}

    answer = preview(office, "letters", "release", pk=f"{first.pk},{second.pk}", **sent)
    report = office.get(answer["Location"]).context["report"]

    assert [pk for pk, _title, _why in report["done"]] == [second.pk]
    assert [pk for pk, _title, _why in report["refused"]] == [first.pk]


def test_statuses_of_members_with_a_reason(office):
    active, left = MemberFactory(), MemberFactory(status="left")
    pks = f"{active.pk},{left.pk}"
    values = {"status": "suspended", "reason": "Рішення правління"}

    form = office.get(f"/office/lists/members/bulk/?action=status&pk={active.pk}&pk={left.pk}")
    assert form.context["step"] == "form"
    assert preview(office, "members", "status", pk=pks, status="suspended").status_code == 422
    do(office, "members", "status", pk=pks, **values)

    assert dict(Member.objects.values_list("pk", "status")) == {
        active.pk: "suspended",
        left.pk: "left",
    }
    assert Letter.objects.filter(kind="membership.status_suspended").count() == 1


def test_applicants_are_reminded_to_confirm(office):
    waiting = SentApplicationFactory(state="submitted", email_confirmed_at=None)
    SentApplicationFactory(state="approved")

    do(office, "applications", "remind", all="yes", query="")

    letter = Letter.objects.get()
    assert (letter.kind, letter.to_address) == ("applications.confirm", waiting.email)


def test_an_administrator_is_not_offered_the_registers_work(administration):
    member = MemberFactory()

    answer = administration.get(f"/office/lists/members/bulk/?action=status&pk={member.pk}")

    assert answer.status_code == 404
    assert preview(administration, "members", "status", pk=member.pk).status_code == 404


def test_a_report_is_read_by_whoever_did_it(office, administration):
    letter = LetterFactory(state="held")
    shown = preview(office, "letters", "release", pk=letter.pk)
    sent = {"will": letter.pk, "key": shown.context["key"], "step": "do", "pk": letter.pk}
    address = preview(office, "letters", "release", **sent)["Location"]

    assert office.get(address).status_code == 200
    assert administration.get(address).status_code == 404


@pytest.mark.parametrize("name", ["letters", "members", "partners", "applications"])
@pytest.mark.parametrize("pk", ["", "x", "-1", "\x00", "9" * 40, "²"])
def test_hostile_rows_are_no_rows(office, name, pk):
    LetterFactory()
    before = Entry.objects.count()

    for action in lists()[name].bulk_actions:
        if action.goes_to is not None:
            continue
        answer = office.get(f"/office/lists/{name}/bulk/", {"action": action.name, "pk": pk})
        assert answer.status_code == 200
        sent = {"step": "do", "will": pk, "key": "k", "confirm": WORD, "pk": pk}
        assert preview(office, name, action.name, **sent).status_code in {302, 422}

    assert Entry.objects.count() == before


def test_a_bulk_of_a_wrong_filter_touches_nothing(office):
    LetterFactory(state="held")

    shown = preview(office, "letters", "release", all="yes", query="state=bogus")

    assert shown.context["will"] == []
    assert not re.search(r'name="will"', shown.content.decode())


def test_chosen_members_are_taken_to_a_letter(office):
    first, second = MemberFactory(), MemberFactory()
    MemberFactory(status="left")

    answer = office.get(f"/office/lists/members/bulk/?action=letter&pk={first.pk}&pk={second.pk}")

    assert answer["Location"].startswith("/office/mailings/write/members/?ids=")
    assert set(answer["Location"].split("=")[1].split(",")) == {str(first.pk), str(second.pk)}
    assert office.get(answer["Location"]).status_code == 200
    assert preview(office, "members", "letter", pk=first.pk).status_code == 404
