"""Files and pictures of events: who reads them, and how they are drawn."""

import io

import pytest
from django.contrib.auth.models import AnonymousUser
from PIL import Image

from mayorsclub.events.domain import covers, papers
from mayorsclub.events.domain.tokens import Purpose, token
from mayorsclub.events.models import Audience, Cover, CoverRendition, EventFile, Standing
from mayorsclub.files import readers
from mayorsclub.files.domain import check
from mayorsclub.files.models import PrivateFile
from tests.events.asking import actions, refusal
from tests.factories.accounts import EditorFactory, SecretariatFactory, UserFactory
from tests.factories.events import DraftEventFactory, EventFactory, RegistrationFactory
from tests.factories.files import PDF, picture, upload
from tests.factories.membership import MemberFactory
from tests.factories.partners import RepresentativeFactory
from tests.moments import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return SecretariatFactory()


@pytest.fixture(autouse=True)
def _at_noon(monkeypatch):
    """Files ask the clock."""
    monkeypatch.setattr("mayorsclub.events.queries.timezone.now", lambda: NOON)


def add(event, office, **changes):
    facts = {"title_uk": "Програма", "title_en": "Programme", "by": office, "at": NOON, **changes}
    return papers.add(event.pk, upload(PDF), **facts)


def those_who_read(paper) -> set[str]:
    event = paper.event
    people = {
        "visitor": AnonymousUser(),
        "applicant": UserFactory(),
        "member": MemberFactory().user,
        "partner": RepresentativeFactory().user,
        "registered": RegistrationFactory(event=event).user,
        "waiting": RegistrationFactory(event=event, standing=Standing.WAITING).user,
        "gave up": RegistrationFactory(event=event, standing=Standing.CANCELLED).user,
        "editor": EditorFactory(),
        "secretariat": SecretariatFactory(),
    }
    return {role for role, user in people.items() if readers.may_read(user, paper.file)}


EVERYBODY = {
    *("visitor", "applicant", "member", "partner", "registered", "waiting", "gave up"),
    *("editor", "secretariat"),
}


def test_a_file_is_kept_with_its_event(office):
    event = EventFactory()

    paper = add(event, office)

    assert (paper.title_uk, paper.title_en, paper.is_for) == ("Програма", "Programme", "audience")
    assert (paper.file.purpose, paper.file.about_id) == ("event_file", str(event.pk))
    assert actions(event) == ["event.file_added"]
    assert add(event, office, title_uk=" \x00").title_uk == "document.pdf"


@pytest.mark.parametrize(
    ("audience", "roles"),
    [
        (Audience.OPEN, EVERYBODY),
        (Audience.PARTNERS, {"member", "partner", "registered", "waiting", "secretariat"}),
        (Audience.MEMBERS, {"member", "registered", "waiting", "secretariat"}),
        (Audience.INVITED, {"registered", "waiting", "secretariat"}),
    ],
)
def test_whoever_sees_the_event_reads_its_files(office, audience, roles):
    assert those_who_read(add(EventFactory(audience=audience), office)) == roles


def test_some_files_are_for_those_registered(office):
    paper = add(EventFactory(), office, is_for=EventFile.For.REGISTERED)

    assert those_who_read(paper) == {"registered", "secretariat"}


def test_the_right_is_asked_at_each_reading(office):
    paper = add(EventFactory(), office, is_for=EventFile.For.REGISTERED)
    own = RegistrationFactory(event=paper.event)
    assert readers.may_read(own.user, paper.file)

    own.standing = Standing.CANCELLED
    own.save()
    assert not readers.may_read(own.user, paper.file)


def test_files_of_drafts_and_of_the_archive_are_the_offices(office):
    for event in (DraftEventFactory(), EventFactory()):
        paper = add(event, office)
        event.archived_at = NOON
        event.save()
        assert those_who_read(paper) == {"secretariat"}


def test_a_stranger_meets_nothing_at_the_address_of_a_file(office, client):
    """The same answer as for a file that there is not."""
    closed = add(EventFactory(audience=Audience.MEMBERS), office)
    opened = add(EventFactory(), office)

    assert client.get(f"/files/{closed.file.token}/").status_code == 404
    assert client.get(f"/files/{opened.file.token}/").status_code == 200


@pytest.mark.parametrize(
    ("standing", "is_for", "status"),
    [
        (Standing.REGISTERED, "registered", 200),
        (Standing.REGISTERED, "audience", 200),
        (Standing.WAITING, "audience", 200),
        (Standing.WAITING, "registered", 404),
        (Standing.CANCELLED, "audience", 404),
    ],
)
def test_a_guest_reads_by_the_link_of_the_registration(office, client, standing, is_for, status):
    """Of a closed event, which does not exist for whoever has no account."""
    event = EventFactory(audience=Audience.INVITED)
    paper = add(event, office, is_for=is_for)
    guest = RegistrationFactory(event=event, user=None, standing=standing)
    page = f"/events/registration/{token(Purpose.REGISTRATION, guest.nonce)}/"
    address = f"{page}files/{paper.file.token}/"

    answer = client.get(address)

    assert (address in client.get(page).text) is (status == 200)
    assert answer.status_code == status
    if status == 200:
        assert b"".join(answer.streaming_content) == PDF
        assert answer["Cache-Control"] == "private, no-store"


def test_a_link_opens_no_file_of_another_event(office, client):
    other = add(EventFactory(), office)
    guest = RegistrationFactory(user=None)
    secret = token(Purpose.REGISTRATION, guest.nonce)

    for link, file in ((secret, other.file.token), (secret, "x"), ("x", other.file.token)):
        assert client.get(f"/events/registration/{link}/files/{file}/").status_code == 404


def test_a_file_taken_off_is_gone(office):
    paper = add(EventFactory(), office)

    papers.remove(paper.pk, by=office, at=NOON)

    assert (EventFile.objects.count(), PrivateFile.objects.count()) == (0, 0)
    assert actions(paper.event) == ["event.file_added", "event.file_removed"]


def test_what_is_no_paper_is_not_kept(office):
    event = EventFactory()

    def tries(content=PDF, **changes):
        facts = {"title_uk": "Назва", "by": office, "at": NOON, **changes}
        return refusal(papers.add, event.pk, upload(content), **facts)

    assert tries(b"MZ\x90\x00") == "type"
    assert tries(title_uk="я" * 201) == "too_long"
    assert tries(is_for="all") == "choice"
    assert tries(by=EditorFactory()) == "not_allowed"
    assert not EventFile.objects.exists()


# Covers


def drawn(size=(1600, 1000), form="PNG"):
    return covers.drawn(check(upload(picture(form, size), f"cover.{form.lower()}")))


def test_a_cover_is_drawn_in_its_sizes(office):
    event = EventFactory()

    cover = covers.set_cover(event.pk, drawn(), alt_uk="Зала", alt_en="Hall", by=office, at=NOON)

    event.refresh_from_db()
    assert (event.cover, event.cover_alt_uk, event.cover_alt_en) == (cover, "Зала", "Hall")
    assert (cover.width, cover.height) == (1440, 810)
    sizes = {}
    for row in cover.renditions.all():
        with Image.open(io.BytesIO(row.content)) as shown:
            sizes[(row.width, row.form)] = (shown.size, shown.format)
    assert sizes == {
        (width, form): ((width, width * 9 // 16), form.upper())
        for width in (480, 960, 1440)
        for form in ("avif", "webp")
    }
    assert actions(event) == ["event.cover_changed"]


def test_a_new_cover_takes_the_place_of_the_former(office):
    event = EventFactory()
    covers.set_cover(event.pk, drawn(), by=office, at=NOON)
    second = covers.set_cover(event.pk, drawn((960, 540), "JPEG"), by=office, at=NOON)
    assert list(Cover.objects.all()) == [second]

    covers.describe(event.pk, alt_uk="Люди", alt_en="", by=office, at=NOON)
    event.refresh_from_db()
    assert (event.cover, event.cover_alt_uk) == (second, "Люди")

    covers.remove_cover(event.pk, by=office, at=NOON)
    event.refresh_from_db()
    assert (event.cover, event.cover_alt_uk) == (None, "")
    assert (Cover.objects.count(), CoverRendition.objects.count()) == (0, 0)


def test_what_shines_through_is_white():
    clear = Image.new("RGBA", (960, 540), (0, 0, 0, 0))
    out = io.BytesIO()
    clear.save(out, "PNG")

    made = covers.drawn(check(upload(out.getvalue(), "clear.png")))

    with Image.open(io.BytesIO(made.renditions[(480, "webp")])) as shown:
        assert shown.convert("RGB").getpixel((10, 10)) == (255, 255, 255)


def test_what_is_no_picture_is_no_cover():
    assert refusal(drawn, (959, 540)) == "low"
    assert refusal(drawn, (960, 539)) == "low"
    assert refusal(lambda: covers.drawn(check(upload(PDF)))) == "picture"
