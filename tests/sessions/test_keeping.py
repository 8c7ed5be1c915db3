"""The secretariat keeps sessions, experts and what members get."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mayorsclub.events.models import Kind
from mayorsclub.files.domain import check
from mayorsclub.files.domain.videos import check_video
from mayorsclub.files.models import PrivateFile
from mayorsclub.search.models import Entry
from mayorsclub.sessions.domain import experts, materials, series, sessions
from mayorsclub.sessions.domain.people import forget, written_by
from mayorsclub.sessions.models import Expert, ExpertSession, State
from tests.at_once import at_once
from tests.factories.accounts import (
    AdministratorFactory,
    EditorFactory,
    SecretariatFactory,
    UserFactory,
)
from tests.factories.events import EventFactory
from tests.factories.files import PDF, upload
from tests.factories.partners import RepresentativeFactory
from tests.factories.sessions import (
    DraftSessionFactory,
    ExpertFactory,
    SeriesFactory,
    SessionFactory,
    TranscriptFactory,
)
from tests.factories.videos import mp4
from tests.moments import NOON
from tests.sessions.conftest import client_of
from tests.sessions.test_asking import refused

FACTS = sessions.SessionFacts(title_uk="Про воду", title_en="On water", about_uk="Вода.")


@pytest.fixture
def how(secretary):
    return {"by": secretary, "at": NOON}


def video():
    return check_video(SimpleUploadedFile("запис.mp4", mp4(5_000)))


@pytest.mark.parametrize("who", ["member", "editor", "administrator"])
def test_nobody_else_keeps_anything(db, member, who):
    makers = {"member": lambda: member, "editor": EditorFactory}
    how = {"by": makers.get(who, AdministratorFactory)(), "at": NOON}
    session, expert = SessionFactory(), ExpertFactory()
    for call in (
        lambda: sessions.write(FACTS, series=SeriesFactory(), **how),
        lambda: sessions.change(session.pk, FACTS, **how),
        lambda: sessions.move(session.pk, series=session.series, number=99, **how),
        lambda: sessions.hide(session.pk, **how),
        lambda: sessions.set_experts(session.pk, [expert], **how),
        lambda: sessions.set_event(session.pk, None, **how),
        lambda: materials.set_video_link(session.pk, "https://a.example/", **how),
        lambda: materials.set_video(session.pk, video(), **how),
        lambda: materials.add_paper(
            session.pk, check(upload(PDF)), kind="slides", title_uk="Т", **how
        ),
        lambda: materials.write_transcript(session.pk, language="uk", text="Так", **how),
        lambda: experts.enter(experts.ExpertFacts("А", "A"), **how),
        lambda: experts.hide(expert.pk, **how),
        lambda: experts.set_account(expert.pk, email="", **how),
        lambda: series.add(title_uk="А", title_en="A", **how),
    ):
        refused("not_allowed", call)


def test_a_session_is_written_shown_hidden_and_shown_again(how):
    row = SeriesFactory()
    SessionFactory(series=row, number=4)
    made = sessions.write(FACTS, series=row, **how)
    assert (made.slug, made.number, made.state) == ("on-water", 5, State.DRAFT)
    assert not Entry.objects.exists()
    sessions.show(made.pk, **how)
    assert Entry.objects.get().title == "Про воду"
    refused("not_now", sessions.show, made.pk, **how)
    sessions.hide(made.pk, **how)
    assert not Entry.objects.exists()
    sessions.show(made.pk, **how)
    assert Entry.objects.count() == 1


def test_nothing_is_shown_that_does_not_say_what_it_is_about(how):
    made = sessions.write(sessions.SessionFacts(title_uk="Назва"), series=SeriesFactory(), **how)
    refused("no_about", sessions.show, made.pk, **how)
    shown = SessionFactory()
    refused("no_about", sessions.change, shown.pk, sessions.SessionFacts(title_uk="Є"), **how)


def test_addresses_are_ones_own(how):
    row = SeriesFactory()
    first = sessions.write(FACTS, series=row, **how)
    second = sessions.write(FACTS, series=row, **how)
    assert (first.slug, second.slug) == ("on-water", "on-water-2")
    refused("slug_taken", sessions.write, FACTS, series=row, slug="on-water", **how)
    refused("slug_taken", sessions.write, FACTS, series=row, slug="proposals", **how)
    for bad in ("../x", "Вода", "a b", "-a", "a" * 91):
        refused("slug_bad", sessions.write, FACTS, series=row, slug=bad, **how)
    reserved = sessions.SessionFacts(title_uk="Пропозиції", title_en="Proposals")
    assert sessions.write(reserved, series=row, **how).slug != "proposals"


def test_a_number_belongs_to_one_session_of_a_series(how):
    one, two = SessionFactory(number=1), SessionFactory(number=2)
    refused("number_taken", sessions.move, two.pk, series=one.series, number=1, **how)
    refused("number_taken", sessions.write, FACTS, series=one.series, number=1, **how)
    sessions.move(two.pk, series=one.series, number=3, **how)
    two.refresh_from_db()
    assert two.number == 3


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://a.example/",
        "//a.example/",
        "https://",
        'https://a.example/" onclick=',
        "https://a.example/ b",
        "http://[",
        "x" * 500,
    ],
)
def test_a_link_is_a_web_address(how, link):
    session = SessionFactory()
    refused("bad_link", materials.set_video_link, session.pk, link, **how)


def test_a_recording_is_uploaded_replaced_and_erased(how, django_capture_on_commit_callbacks):
    session = SessionFactory(video_link="https://a.example/")
    with django_capture_on_commit_callbacks(execute=True):
        first = materials.set_video(session.pk, video(), seconds=60, **how)
        second = materials.set_video(session.pk, video(), **how)
    session.refresh_from_db()
    assert (session.video, session.video_link) == (second, "")
    assert not PrivateFile.objects.filter(pk=first.pk).exists()
    assert not first.content.storage.exists(first.content.name)
    refused("two_recordings", materials.set_video_link, session.pk, "https://b.example/", **how)
    materials.remove_video(session.pk, **how)
    assert not PrivateFile.objects.exists()
    refused("no_recording", materials.remove_video, session.pk, **how)


def files_of(session: ExpertSession, how) -> list[str]:
    kept = materials.set_video(session.pk, video(), **how)
    paper = materials.add_paper(
        session.pk, check(upload(PDF)), kind="slides", title_uk="Слайди", **how
    )
    return [f"/files/{kept.token}/", f"/files/{paper.file.token}/"]


def test_members_open_recording_and_papers_and_nobody_else(how, member, secretary):
    session = SessionFactory()
    addresses = files_of(session, how)
    own, keeper = client_of(member), client_of(secretary, strong=True)
    partner = client_of(RepresentativeFactory().user)
    for address in addresses:
        assert own.get(address).status_code == 200
        assert keeper.get(address).status_code == 200
        assert partner.get(address).status_code == 404
        assert client_of(secretary).get(address).status_code == 403
    page = own.get(session.get_absolute_url()).content.decode()
    assert all(address in page for address in addresses)
    assert f'<video controls preload="metadata" playsinline src="{addresses[0]}"' in page
    sessions.hide(session.pk, **how)
    for address in addresses:
        assert own.get(address).status_code == 404
        assert keeper.get(address).status_code == 200


def test_whoever_left_the_club_plays_nothing_more(how, member):
    session = SessionFactory()
    recording, _paper = files_of(session, how)
    own = client_of(member)
    part = {"headers": {"Range": "bytes=0-99"}}
    assert own.get(recording, **part).status_code == 206
    member.member.status = "left"
    member.member.save()
    assert own.get(recording, **part).status_code == 404


def test_a_papers_file_that_was_removed_is_gone(how, member):
    session, other = SessionFactory(), SessionFactory()
    _recording, address = files_of(session, how)
    paper = session.files.get()
    with pytest.raises(type(paper).DoesNotExist):
        materials.remove_paper(other.pk, paper.pk, **how)
    materials.remove_paper(session.pk, paper.pk, **how)
    assert client_of(member).get(address).status_code == 404


def test_a_transcript_is_for_members_to_find(how):
    session = SessionFactory()
    made = materials.write_transcript(session.pk, language="uk", text="Раз.\r\n\r\nДва.", **how)
    assert made is not None
    assert made.text == "Раз.\n\nДва."
    entry = Entry.objects.get(about_type="expert_sessions.transcript")
    assert (entry.audience, entry.kind, entry.url) == (
        "members",
        "sessions",
        session.get_absolute_url(),
    )
    materials.write_transcript(session.pk, language="uk", text=" ", **how)
    assert not Entry.objects.filter(about_type="expert_sessions.transcript").exists()
    assert not session.transcripts.exists()
    with pytest.raises(ValueError, match="fr"):
        materials.write_transcript(session.pk, language="fr", text="Non", **how)


def test_a_session_has_an_event_of_its_own_kind(how):
    event = EventFactory(kind=Kind.SESSION)
    session = SessionFactory()
    sessions.set_event(session.pk, event, **how)
    session.refresh_from_db()
    assert session.event == event
    refused("no_such_event", sessions.set_event, SessionFactory().pk, event, **how)
    refused("no_such_event", sessions.set_event, session.pk, EventFactory(), **how)


def test_experts_stand_in_the_order_given(how):
    session = SessionFactory()
    first, second = ExpertFactory(), ExpertFactory()
    sessions.set_experts(session.pk, [second, first, second], **how)
    assert [each.expert for each in session.leadings.all()] == [second, first]


def test_an_expert_is_shown_with_an_agreement_only(how):
    facts = experts.ExpertFacts("Зразкова Ярина", "Yaryna Zrazkova", about_uk="Радить.")
    expert = experts.enter(facts, **how)
    assert (expert.slug, expert.is_shown) == ("yaryna-zrazkova", False)
    refused("no_agreement", experts.show, expert.pk, agreed_on=None, **how)
    later = NOON.date() + timedelta(days=1)
    refused("agreed_later", experts.show, expert.pk, agreed_on=later, **how)
    experts.show(expert.pk, agreed_on=NOON.date(), **how)
    assert Entry.objects.filter(kind="experts").count() == 2
    refused("no_name", experts.change, expert.pk, experts.ExpertFacts("", "A"), **how)


def test_an_expert_has_one_account_and_is_erased_with_it(how):
    person, expert, other = UserFactory(), ExpertFactory(), ExpertFactory()
    experts.set_account(expert.pk, email=f" {person.email.upper()} ", **how)
    expert.refresh_from_db()
    assert expert.user == person
    assert written_by(person) == [expert]
    refused("account_taken", experts.set_account, other.pk, email=person.email, **how)
    refused("no_account", experts.set_account, other.pk, email="nobody@example.org", **how)
    person.is_active = False
    person.save()
    refused("no_account", experts.set_account, other.pk, email=person.email, **how)

    forget(person, at=NOON)

    expert.refresh_from_db()
    assert (expert.user, expert.name_uk, expert.is_shown) == (None, "–", False)


def test_an_account_is_taken_off_an_expert_again(how):
    expert = ExpertFactory(user=UserFactory())
    experts.set_account(expert.pk, email="", **how)
    expert.refresh_from_db()
    assert expert.user is None


def test_one_account_is_given_at_once_to_one_expert(real_database):
    how = {"by": SecretariatFactory(), "at": NOON}
    person, people = UserFactory(), [ExpertFactory() for _n in range(4)]
    given = at_once(
        [lambda one=one: experts.set_account(one.pk, email=person.email, **how) for one in people]
    )
    assert given.count("account_taken") == 3
    assert Expert.objects.filter(user=person).count() == 1


def test_a_draft_has_no_entries_though_it_has_a_transcript(how):
    session = DraftSessionFactory()
    materials.write_transcript(session.pk, language="uk", text="Таємне", **how)
    assert not Entry.objects.exists()
    TranscriptFactory(session=session, language="en")
    sessions.change(session.pk, FACTS, **how)
    assert not Entry.objects.exists()


def test_a_series_comes_after_the_others(how):
    made = series.add(title_uk="Вебінари", title_en="Webinars", **how)
    assert (made.slug, made.position) == ("webinars", 1)
    refused("series_taken", series.add, title_uk="Вебінари", title_en="Webinars", **how)
