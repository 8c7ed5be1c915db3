"""From a file to the register and back."""

from datetime import date

import pytest
from allauth.account.models import EmailAddress

from mayorsclub.accounts.models import User
from mayorsclub.audit.domain.verify import verify
from mayorsclub.audit.models import Entry
from mayorsclub.imports.domain import carrying, checking, erasing, undoing
from mayorsclub.imports.models import Import, Row, State
from mayorsclub.imports.refusals import ImportRefused
from mayorsclub.mail.models import Letter
from mayorsclub.membership.models import Member, Post
from mayorsclub.partners.models import Partner
from tests.factories.accounts import UserFactory
from tests.factories.membership import MemberFactory, PostFactory
from tests.factories.partners import PartnerFactory
from tests.imports.conftest import entered
from tests.imports.sheets import ENERGY, HEADINGS, IVAN, OLHA, PARTNER_HEADINGS, csv
from tests.moments import DAY, NOON, TODAY


def verdicts(found: Import) -> list[tuple[int, str]]:
    return list(found.rows.values_list("number", "verdict"))


def faults(row: Row) -> list[tuple[str, str]]:
    return [(each[0], each[1]) for each in [*row.faults, *row.meetings] if not each[3]]


def test_members_enter_whole_and_nobody_is_written_to(checked, secretary):
    found = entered(checked(IVAN, OLHA), secretary)
    assert found.state == State.DONE
    ivan, olha = Member.objects.order_by("pk")
    assert (ivan.register_number, olha.register_number) == ("2026-0001", "2026-0002")
    assert (str(ivan.user), ivan.user.email, ivan.user.phone) == (
        "Приклад Іван Петрович",
        "ivan@example.org",
        "+380671234567",
    )
    assert ivan.user.name_en == "Ivan Pryklad"
    assert (ivan.entered_on, ivan.status) == (TODAY, "active")
    post = ivan.posts.get()
    assert (post.kind, post.territory.name, post.began_on) == (
        "mayor",
        "Тростянецька",
        date(2015, 11, 1),
    )
    change = ivan.status_changes.get()
    assert (change.reason, change.changed_by) == ("Імпорт: members.csv", secretary)
    assert EmailAddress.objects.get(user=ivan.user).verified
    assert not Letter.objects.exists()
    actions = list(
        Entry.objects.filter(action__endswith="imported").values_list("about_id", "facts")
    )
    assert actions == [
        (str(ivan.pk), {"number": "2026-0001", "source": found.pk}),
        (str(olha.pk), {"number": "2026-0002", "source": found.pk}),
    ]
    assert verify().faults == []


def test_the_same_file_twice_doubles_nobody(checked, secretary):
    entered(checked(IVAN, OLHA), secretary)
    again = checked(IVAN, OLHA)
    assert verdicts(again) == [(2, "there"), (3, "there")]
    with pytest.raises(ImportRefused) as refused:
        carrying.start(again.pk, by=secretary, at=NOON)
    assert refused.value.code == "nothing"
    assert Member.objects.count() == 2


def test_the_same_file_is_not_mended_once_more(checked, secretary):
    slip, other = [*IVAN], [*OLHA]
    slip[8], other[8] = "31.02.2015", "32.13.2015"
    found = checked(slip, other)
    first, second = found.rows.order_by("number")
    checking.mend(first.pk, {"began_on": "11.2015"}, by=secretary, at=NOON)
    checking.decide(second.pk, "skip", by=secretary, at=NOON)
    entered(found, secretary)
    assert verdicts(checked(slip, other)) == [(2, "there"), (3, "left_out")]


def test_another_person_of_a_file_is_not_entered_once_more(checked, secretary):
    MemberFactory(user=UserFactory(surname="Приклад", given_name="Іван", patronymic="Петрович"))
    found = checked(IVAN)
    checking.decide_all(found.pk, "same", "new", by=secretary, at=NOON)
    entered(found, secretary)
    assert verdicts(checked(IVAN)) == [(2, "there")]


def test_a_row_with_slips_says_what_is_wrong_and_is_mended(checked, secretary):
    slips = [*IVAN]
    slips[0], slips[3], slips[4], slips[6], slips[8] = (
        "Pryklad",
        "ivan(at)example.org",
        "123",
        "Тростянецька",
        "",
    )
    slips[7] = ""
    found = checked(slips)
    row = found.rows.get()
    assert faults(row) == [
        ("surname", "letters"),
        ("email", "email"),
        ("phone", "phone"),
        ("community", "community_several"),
        ("began_on", "began_missing"),
    ]
    with pytest.raises(ImportRefused) as refused:
        carrying.start(found.pk, by=secretary, at=NOON)
    assert refused.value.code == "faults"
    mended = checking.mend(
        row.pk,
        {
            "surname": "Приклад",
            "email": "ivan@example.org",
            "phone": "0671234567",
            "community": "UA59040130000041676",
            "began_on": "25 жовтня 2020 р.",
        },
        by=secretary,
        at=NOON,
    )
    assert (mended.verdict, faults(mended)) == ("ready", [])
    entered(found, secretary)
    assert Post.objects.get().began_on == date(2020, 10, 25)


def test_a_rows_own_number_is_kept_and_never_given_again(checked, secretary):
    headings = [*HEADINGS, "№ у реєстрі", "Дата вступу", "Статус"]
    found = checked(
        [*IVAN, "2026-0007", "03.02.2019", "вибув"], [*OLHA, "", "", ""], headings=headings
    )
    entered(found, secretary)
    ivan, olha = Member.objects.order_by("pk")
    assert (ivan.register_number, ivan.entered_on, ivan.status) == (
        "2026-0007",
        date(2019, 2, 3),
        "left",
    )
    assert (olha.register_number, olha.entered_on) == ("2026-0008", TODAY)


def test_who_looks_like_a_member_is_asked_about_and_only_filled_in(checked, secretary):
    user = UserFactory(
        surname="Приклад", given_name="Іван", patronymic="", phone="", email="other@example.org"
    )
    member = MemberFactory(user=user)
    PostFactory(member=member, began_on=date(2010, 11, 1))
    found = checked(IVAN)
    row = found.rows.get()
    assert (row.verdict, row.match_kind, row.match_id) == ("same", "member", member.pk)
    assert row.match_why == ["name", "community"]
    with pytest.raises(ImportRefused) as refused:
        carrying.start(found.pk, by=secretary, at=NOON)
    assert refused.value.code == "undecided"
    checking.decide(row.pk, "update", by=secretary, at=NOON)
    entered(found, secretary)
    user.refresh_from_db()
    assert (user.patronymic, user.phone, user.email) == (
        "Петрович",
        "+380671234567",
        "other@example.org",
    )
    assert [post.began_on.year for post in member.posts.all()] == [2015, 2010]
    assert Member.objects.count() == 1


def test_who_only_looks_the_same_enters_as_another_person(checked, secretary):
    member = MemberFactory(
        user=UserFactory(surname="Приклад", given_name="Іван", patronymic="Петрович")
    )
    found = checked(IVAN)
    row = found.rows.get()
    assert (row.match_id, row.match_why) == (member.pk, ["name", "patronymic"])
    checking.decide_all(found.pk, "same", "new", by=secretary, at=NOON)
    entered(found, secretary)
    assert Member.objects.count() == 2


def test_an_address_cannot_belong_to_two_people(checked, secretary):
    UserFactory(surname="Інший", given_name="Роман", email="ivan@example.org")
    row = checked(IVAN).rows.get()
    assert faults(row) == [("email", "email_other")]
    assert row.meetings[0][2] == {"text": "ivan@example.org", "name": "Інший Роман Петрович"}


def test_an_account_without_an_entry_gets_one(checked, secretary):
    user = UserFactory(surname="Приклад", given_name="Іван", email="ivan@example.org", phone="")
    entered(checked(IVAN), secretary)
    assert Member.objects.get().user == user
    assert User.objects.filter(email="ivan@example.org").count() == 1


def test_two_rows_of_one_person_give_one_member_with_two_posts(checked, secretary):
    before = [*IVAN]
    before[5], before[8] = "секретар ради", "2010"
    found = checked(IVAN, before)
    second = found.rows.get(number=3)
    assert (second.verdict, second.match_kind, second.match_id) == ("same", "row", 2)
    checking.decide(second.pk, "update", by=secretary, at=NOON)
    entered(found, secretary)
    member = Member.objects.get()
    assert [(post.kind, post.title) for post in member.posts.all()] == [
        ("mayor", ""),
        ("other", "секретар ради"),
    ]


def test_rows_left_out_stay_out(checked, secretary):
    found = checked(IVAN, ["", *OLHA[1:]])
    assert verdicts(found) == [(2, "ready"), (3, "faulty")]
    checking.decide_all(found.pk, "faulty", "skip", by=secretary, at=NOON)
    entered(found, secretary)
    assert Member.objects.count() == 1


def test_an_example_row_is_no_row(checked):
    found = checked([*IVAN, "зразок"], [*OLHA, ""], headings=[*HEADINGS, "Зразок"])
    assert verdicts(found) == [(2, "left_out"), (3, "ready")]


def test_who_came_in_meanwhile_stops_it_whole(checked, secretary):
    found = checked(IVAN, OLHA)
    carrying.start(found.pk, by=secretary, at=NOON)
    MemberFactory(user=UserFactory(surname="Інша", given_name="Ольга", email="olha@example.org"))
    found = carrying.carry_out(found.pk, at=NOON)
    assert (found.state, found.problem) == (State.CHECKED, "undecided")
    assert verdicts(found) == [(2, "ready"), (3, "same")]
    assert Member.objects.count() == 1


def test_partners_enter_with_their_contact(checked, secretary):
    found = entered(checked(ENERGY, headings=PARTNER_HEADINGS, register="partners"), secretary)
    partner = Partner.objects.get()
    assert found.state == State.DONE
    assert (partner.kind, partner.edrpou, partner.country, partner.website) == (
        "enterprise",
        "32855961",
        "UA",
        "https://energy.example.org",
    )
    speaker = partner.representatives.get()
    assert (speaker.user.email, speaker.position, speaker.is_main) == (
        "maria@example.org",
        "директорка",
        True,
    )
    assert not Letter.objects.exists()
    again = checked(ENERGY, headings=PARTNER_HEADINGS, register="partners")
    assert verdicts(again) == [(2, "there")]


def test_a_partner_is_known_by_its_edrpou_and_filled_in(checked, secretary):
    partner = PartnerFactory(website="")
    found = checked(ENERGY, headings=PARTNER_HEADINGS, register="partners")
    row = found.rows.get()
    assert (row.verdict, row.match_id, row.match_why) == ("same", partner.pk, ["edrpou"])
    checking.decide(row.pk, "update", by=secretary, at=NOON)
    entered(found, secretary)
    partner.refresh_from_db()
    assert (partner.name_uk, partner.website) == ("ТОВ «Приклад»", "https://energy.example.org")
    assert partner.representatives.get().user.email == "maria@example.org"


def test_a_finished_import_is_undone_whole(checked, secretary):
    member = MemberFactory(
        user=UserFactory(
            surname="Зразок", given_name="Ольга", patronymic="", phone="", email="olha@example.org"
        )
    )
    found = checked(IVAN, OLHA)
    checking.decide_all(found.pk, "same", "update", by=secretary, at=NOON)
    entered(found, secretary)
    assert member.posts.count() == 1
    undoing.undo(found.pk, by=secretary, at=NOON + DAY)
    found.refresh_from_db()
    member.user.refresh_from_db()
    assert found.state == State.UNDONE
    assert list(Member.objects.all()) == [member]
    assert not User.objects.filter(email="ivan@example.org").exists()
    assert (member.user.patronymic, member.user.phone, member.posts.count()) == ("", "", 0)
    assert verify().faults == []


def test_nothing_is_undone_once_something_happened(checked, secretary):
    from mayorsclub.membership.domain.members import change_status

    found = entered(checked(IVAN, OLHA), secretary)
    change_status(
        Member.objects.first().pk, status="suspended", reason="Прохання", actor=secretary, at=NOON
    )
    with pytest.raises(ImportRefused) as refused:
        undoing.undo(found.pk, by=secretary, at=NOON)
    # The member, and the person who was written to about it.
    assert (refused.value.code, refused.value.values) == ("happened", {"count": 2})
    assert Member.objects.count() == 2


def test_only_the_secretariat_imports(checked, secretary):
    stranger = UserFactory()
    found = checked(IVAN)
    calls = [
        lambda: carrying.start(found.pk, by=stranger, at=NOON),
        lambda: checking.decide_all(found.pk, "same", "skip", by=stranger, at=NOON),
        lambda: checking.mend(found.rows.get().pk, {}, by=stranger, at=NOON),
    ]
    for call in calls:
        with pytest.raises(ImportRefused) as refused:
            call()
        assert refused.value.code == "not_allowed"


def test_after_thirty_days_the_file_and_its_cells_are_gone(checked, secretary):
    found = entered(checked(IVAN), secretary)
    assert erasing.erase_old(at=NOON + 29 * DAY) == 0
    assert erasing.erase_old(at=NOON + 31 * DAY) == 1
    found.refresh_from_db()
    row = found.rows.get()
    assert (found.file, found.erased_at) == (None, NOON + 31 * DAY)
    assert (row.cells, row.values, row.faults) == ([], {}, [])
    # Where the member came from is still known.
    assert row.record_id == Member.objects.get().pk


def test_no_column_gives_a_role(checked, secretary):
    found = checked([*IVAN, "administrator"], headings=[*HEADINGS, "Роль"])
    assert "role" not in found.columns.values()
    entered(found, secretary)
    assert not Member.objects.get().user.role_grants.exists()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1251", "koi8_u", "mac_cyrillic"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_any_encoding_and_separator(checked, secretary, encoding, separator):
    rows = [[cell.replace("’", "'") for cell in row] for row in (HEADINGS, IVAN, OLHA)]
    found = checked(content=csv(rows, encoding=encoding, separator=separator))
    assert verdicts(found) == [(2, "ready"), (3, "ready")]
