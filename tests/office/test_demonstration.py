"""The demonstration comes whole and goes without a trace; what is real stays."""

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command

from mayorsclub.accounts.models import User
from mayorsclub.applications.domain.review import add_file
from mayorsclub.applications.models import Application
from mayorsclub.audit.domain.verify import verify
from mayorsclub.certificates.models import Certificate
from mayorsclub.committees.models import Elector, Matter
from mayorsclub.files.domain import keep
from mayorsclub.files.models import PrivateFile
from mayorsclub.imports.models import Import
from mayorsclub.mail.models import Letter
from mayorsclub.membership.kind import MEMBERSHIP
from mayorsclub.membership.models import Member
from mayorsclub.office.demonstration import cast
from mayorsclub.office.demonstration.load import load
from mayorsclub.office.demonstration.remove import StillNeeded, remove
from mayorsclub.office.domain.exports import ask
from mayorsclub.office.domain.notes import add_note
from mayorsclub.office.domain.saved_views import save_view
from mayorsclub.territories.domain import codifier
from mayorsclub.territories.domain.codifier_file import Codifier
from tests.factories.accounts import RoleGrantFactory
from tests.factories.files import PDF, upload
from tests.factories.mail import LetterFactory
from tests.factories.membership import MemberFactory
from tests.factories.territories import EDITION, ROWS, rows_of
from tests.membership.answers import MAYOR, under_review
from tests.moments import NOON

# A draft's address gets its account when it is confirmed.
WITH_ACCOUNT = {person.email for person in cast.everybody()} - {"draft@demo.example"}
# Two came with a spreadsheet.
WITH_ACCOUNT |= {"import1@demo.example", "import2@demo.example"}
LATER = NOON + timedelta(hours=1)
COMMUNITIES = """
UA07000000000024379 O Волинська
UA07060000000092268 P Ковельський
UA07060190000036342 H Ковельська
UA32080000000084076 P Бучанський
UA32080070000050759 H Бучанська
UA46080000000017237 P Самбірський
UA46080130000077112 H Самбірська
UA51000000000030770 O Одеська
UA51080000000061776 P Ізмаїльський
UA51080030000048246 H Ізмаїльська
UA53000000000028050 O Полтавська
UA53060000000045271 P Миргородський
UA53060230000098362 H Миргородська
UA56000000000066151 O Рівненська
UA56040000000062179 P Дубенський
UA56040110000061997 H Дубенська
UA68000000000099709 O Хмельницька
UA68060000000040570 P Шепетівський
UA68060270000042174 H Славутська
UA71000000000010357 O Черкаська
UA71060000000030325 P Уманський
UA71060210000032972 H Уманська
"""


@pytest.fixture
def ground(pages, settings) -> None:
    """What stands before the demonstration comes: communities, pages, the settings."""
    settings.DEMONSTRATION = True
    rows = rows_of(ROWS.strip() + COMMUNITIES)
    codifier.load(Codifier(EDITION, "cast.xlsx", rows), at=NOON)


@pytest.fixture
def stage(ground) -> None:
    assert load(at=NOON) is True


def counts() -> dict[str, int]:
    """How many rows each table of ours has."""
    ours = [m for m in apps.get_models() if m.__module__.startswith("mayorsclub.")]
    return {model._meta.label: model._default_manager.count() for model in ours}


def changed(before: dict[str, int], after: dict[str, int]) -> set[str]:
    return {label for label in after if after[label] != before[label]}


def stored(folder: Path) -> list[Path]:
    return [path for path in (folder / "private").rglob("*") if path.is_file()]


def demonstration_rows() -> Iterable[str]:
    for model in apps.get_models():
        if any(field.name == "is_demonstration" for field in model._meta.fields):
            yield from map(str, model._default_manager.filter(is_demonstration=True))


def with_files() -> None:
    """A file in an answer, a certificate, minutes: every kind that the demonstration has."""
    applications = Application.objects.filter(is_demonstration=True)
    waiting = applications.get(email="candidate@demo.example")
    assert waiting.applicant is not None
    add_file(waiting.pk, uploads=[upload(PDF)], by=waiting.applicant, at=NOON)
    member = Member.objects.get(user__email="member@demo.example")
    assert member.decision is not None
    certificate = Certificate.objects.get(
        holder_type=ContentType.objects.get_for_model(Member), holder_id=member.pk
    )
    for record, name, purpose in (
        (certificate, "file", "certificate"),
        (member.decision, "minutes", "minutes"),
    ):
        kept = keep(upload(PDF), purpose=purpose, about=record, by=None, at=NOON)
        setattr(record, name, kept)
        record.save(update_fields=[name])


def test_the_whole_cast_is_there_and_marked(stage):
    people = User.objects.filter(is_demonstration=True)

    assert set(people.values_list("email", flat=True)) == WITH_ACCOUNT
    assert Member.objects.filter(is_demonstration=True).count() == 7
    slips, entered = Import.objects.all()
    assert (entered.state, slips.state) == ("done", "checked")
    rows = slips.rows.order_by("number").values_list("verdict", flat=True)
    assert list(rows) == ["faulty", "faulty", "same", "ready"]
    assert not Application.objects.filter(is_demonstration=False).exists()
    assert verify().faults == []


def test_loading_twice_changes_nothing(stage):
    before = counts()

    assert load(at=LATER) is False
    call_command("load_demonstration", verbosity=0)

    assert changed(before, counts()) == set()


def with_work() -> None:
    """What the demonstration's secretary keeps in the office: a note, a view, an export."""
    secretary = User.objects.get(email="secretary@demo.example")
    member = Member.objects.filter(is_demonstration=True)[0]
    add_note(member, text="Приклад нотатки", by=secretary, at=NOON)
    save_view(
        "members", name="Приклад", query="status=active", is_shared=True, by=secretary, at=NOON
    )
    ask(
        "members",
        query="",
        columns=["user"],
        file_format="csv",
        language="uk",
        reason="",
        rows=1,
        by=secretary,
        at=NOON,
    )


def test_nothing_is_left_when_it_goes(ground, tmp_path, django_capture_on_commit_callbacks):
    before = counts()
    load(at=NOON)
    with_files()
    with_work()
    assert len(stored(tmp_path)) == 7

    with django_capture_on_commit_callbacks(execute=True):
        call_command("remove_demonstration")

    assert list(demonstration_rows()) == []
    assert not User.objects.filter(email__endswith=f"@{cast.DOMAIN}").exists()
    assert not Letter.objects.exists()
    assert not PrivateFile.objects.exists()
    assert stored(tmp_path) == []
    # The log is never shortened, and numbers are not given twice.
    # Nor the words that search knows, which a rebuilding begins anew.
    assert changed(before, counts()) == {"audit.Entry", "numbering.Counter", "search.Word"}
    assert verify().faults == []


def test_it_can_come_again_after_it_went(stage, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        remove(at=LATER)

    assert load(at=LATER) is True


def test_what_was_done_with_its_addresses_goes_too(stage):
    under_review(MAYOR, kind=MEMBERSHIP, email="draft@demo.example")

    remove(at=LATER)

    assert not User.objects.filter(email__endswith=f"@{cast.DOMAIN}").exists()
    assert not Application.objects.exists()


def test_real_people_and_letters_stay(stage):
    member, letter = MemberFactory(), LetterFactory()

    assert remove(at=LATER) == len(WITH_ACCOUNT)

    member.refresh_from_db()
    letter.refresh_from_db()


def test_a_real_matter_with_demonstration_people_on_its_roll_keeps_everything(stage, tmp_path):
    with_files()
    real = under_review(MAYOR, kind=MEMBERSHIP, email="real@example.org")
    kind = ContentType.objects.get_for_model(Application)
    matter = Matter.objects.get(subject_type=kind, subject_id=real.pk)
    assert Elector.objects.filter(matter=matter, user__is_demonstration=True).exists()
    before = counts()

    with pytest.raises(CommandError, match=f"Nothing was removed: .*{matter.title_uk}"):
        call_command("remove_demonstration")

    assert changed(before, counts()) == set()
    assert len(stored(tmp_path)) == 7


def test_a_real_record_that_names_a_demonstration_person_keeps_everything(stage, tmp_path):
    with_files()
    administrator = User.objects.get(email="administrator@demo.example")
    RoleGrantFactory(asked_by=administrator, approved_by=administrator)
    before = counts()

    with pytest.raises(StillNeeded, match="RoleGrant"):
        remove(at=LATER)

    assert changed(before, counts()) == set()
    assert len(stored(tmp_path)) == 7


def test_where_the_demonstration_is_off_the_command_refuses(ground, settings):
    settings.DEMONSTRATION = False

    with pytest.raises(CommandError, match="off here"):
        call_command("load_demonstration")

    assert not User.objects.filter(is_demonstration=True).exists()
