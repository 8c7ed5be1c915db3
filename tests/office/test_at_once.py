"""Two hands in the office at the same instant, and a worker that is killed."""

from pathlib import Path

from django.utils import timezone

from mayorsclub.audit.domain.verify import verify
from mayorsclub.audit.models import Entry
from mayorsclub.files.models import PrivateFile
from mayorsclub.imports.domain import beginning, carrying, undoing
from mayorsclub.imports.models import Import
from mayorsclub.mail.models import Letter
from mayorsclub.mailings.domain.news import choose
from mayorsclub.mailings.models import NewsChoice
from mayorsclub.membership.models import Member
from mayorsclub.office.domain import exports, merging
from mayorsclub.office.models import Export
from tests.at_once import at_once
from tests.factories.accounts import AdministratorFactory, SecretariatFactory, UserFactory
from tests.factories.applications import SentApplicationFactory
from tests.factories.membership import MemberFactory
from tests.factories.territories import load_small_codifier
from tests.imports.conftest import named
from tests.imports.sheets import HEADINGS, IVAN, OLHA, csv, upload
from tests.moments import NOON
from tests.worker.dying import killed_at


def asked(by, **more) -> Export:
    facts = {"list_name": "members", "format": "csv", "language": "uk", "rows": 1}
    return Export.objects.create(
        **facts, state="asked", columns=["email"], asked_by=by, asked_at=NOON, **more
    )


def count(action: str) -> int:
    return Entry.objects.filter(action=action).count()


def test_an_export_is_decided_once(real_database):
    export = asked(SecretariatFactory())
    one, two = AdministratorFactory(), AdministratorFactory()
    calls = [
        lambda: exports.approve(export.pk, by=one, at=NOON).state,
        lambda: exports.decline(export.pk, by=two, at=NOON).state,
    ] * 3

    results = list(map(str, at_once(calls)))

    assert results.count("not_waiting") == 5
    assert count("export.approved") + count("export.declined") == 1


def test_a_file_is_made_once_by_many_workers(real_database):
    MemberFactory()
    export = asked(SecretariatFactory(), approved_by=AdministratorFactory())
    Export.objects.update(state="approved")

    at_once([lambda: exports.make(export.pk, at=timezone.now()).pk] * 4)

    assert PrivateFile.objects.filter(purpose="export").count() == 1
    assert Letter.objects.filter(kind="office.export_ready").count() == 1
    assert count("export.made") == 1


def test_in_two_windows_not_more_than_many_leave_alone(real_database):
    by = SecretariatFactory()
    AdministratorFactory()
    AdministratorFactory()

    def take() -> str:
        how = {"query": "", "columns": ["email"], "file_format": "csv", "language": "uk"}
        return str(exports.ask("members", **how, reason="", rows=60, by=by, at=NOON).state)

    assert sorted(at_once([take] * 4)) == ["given", "reason", "reason", "reason"]


def test_a_killed_export_is_made_again_and_leaves_no_row(real_database, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    MemberFactory()
    export = asked(SecretariatFactory())
    Export.objects.update(state="approved")
    # The file and its row are written before the letter.
    assert killed_at("mail_letter", exports.make, export.pk)
    assert (PrivateFile.objects.count(), Export.objects.get().state) == (0, "approved")
    assert exports.late(NOON + 2 * exports.LATE) == [export.pk]

    assert exports.make(export.pk, at=timezone.now()).state == "ready"
    assert Path(Export.objects.get().file.content.path).exists()
    assert verify().faults == []


def test_news_are_stopped_and_wished_for_at_once(real_database):
    email = UserFactory().email
    calls = [
        lambda: choose(email, wants_news=False, by=None, at=NOON).email,
        lambda: choose(email, wants_news=True, by=None, at=NOON).email,
    ] * 3

    assert at_once(calls) == [email] * 6
    assert NewsChoice.objects.count() == 1


def test_two_records_are_merged_once_whichever_is_kept(real_database):
    by = AdministratorFactory()
    one, two = UserFactory(), UserFactory()
    SentApplicationFactory(applicant=one, state="rejected")
    SentApplicationFactory(applicant=two, state="rejected")
    calls = [
        lambda: merging.merge(one.pk, two.pk, take={}, by=by, at=NOON).pk,
        lambda: merging.merge(two.pk, one.pk, take={}, by=by, at=NOON).pk,
    ] * 2

    results = at_once(calls)

    assert results.count("merged") == 3
    kept = next(each for each in results if each != "merged")
    assert {one.pk, two.pk} >= {kept}
    assert count("account.merged") == 1
    assert verify().faults == []


def checked_import() -> tuple[Import, object]:
    load_small_codifier()
    by = SecretariatFactory()
    content = csv([HEADINGS, IVAN, OLHA])
    return named(beginning.begin(upload(content), "members", by=by, at=NOON), by), by


def test_an_import_pressed_and_carried_out_at_once_enters_each_once(real_database):
    found, by = checked_import()

    pressed = at_once([lambda: carrying.start(found.pk, by=by, at=NOON).state] * 3)
    at_once([lambda: carrying.carry_out(found.pk, at=NOON).state] * 3)

    assert sorted(map(str, pressed)) == ["running", "state", "state"]
    assert Member.objects.count() == 2
    assert count("import.done") == 1
    taken = at_once([lambda: undoing.undo(found.pk, by=by, at=NOON).state] * 3)
    assert sorted(map(str, taken)) == ["state", "state", "undone"]
    assert Member.objects.count() == 0
    assert verify().faults == []


def test_the_same_people_in_two_imports_at_once_enter_once(real_database):
    first, by = checked_import()
    second = named(
        beginning.begin(upload(csv([HEADINGS, OLHA, IVAN])), "members", by=by, at=NOON), by
    )
    for each in (first, second):
        carrying.start(each.pk, by=by, at=NOON)

    at_once([lambda pk=each.pk: carrying.carry_out(pk, at=NOON).state for each in (first, second)])

    assert Member.objects.count() == 2
    numbers = Member.objects.values_list("register_number", flat=True)
    assert len(set(numbers)) == 2
