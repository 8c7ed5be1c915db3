"""One world for all walks: of each thing one that is somebody's own and a foreign one."""

import json
import secrets
from dataclasses import dataclass, field
from datetime import timedelta

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.usersessions.models import UserSession
from django.core import signing
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from wagtail.documents.models import Document
from wagtail.models import Page

from mayorsclub.accounts.domain import groups
from mayorsclub.accounts.models import User
from mayorsclub.applications.domain import drafting, links, submission
from mayorsclub.applications.domain.review import add_file
from mayorsclub.applications.models import Application, Link
from mayorsclub.applications.queries import matter_of
from mayorsclub.certificates.domain import issue
from mayorsclub.committees.domain import agenda, sitting_minutes
from mayorsclub.committees.models import Body
from mayorsclub.directory.models import Audience
from mayorsclub.events.domain import feeds, tokens
from mayorsclub.files.domain import keep
from mayorsclub.imports.domain import beginning, checking
from mayorsclub.inbox.domain.rows import reply_address
from mayorsclub.inbox.views.contact import SENT
from mayorsclub.mailings.news import address_to_stop
from mayorsclub.membership.domain.delegates import _hash
from mayorsclub.membership.kind import MEMBERSHIP
from mayorsclub.office.models import Export
from mayorsclub.worker.heartbeat import beat
from tests.accounts.soft_passkey import SoftPasskey
from tests.doors.roles import (
    ADMINISTRATOR,
    APPLICANT,
    COMMITTEE,
    DELEGATE,
    EDITOR,
    MEMBER,
    PARTNER,
    PEOPLE,
    SECRETARIAT,
    STRONG,
    VISITOR,
    by_code,
)
from tests.events.covers import cover_of
from tests.factories.accounts import (
    AdministratorFactory,
    EditorFactory,
    SecretariatFactory,
    UserFactory,
)
from tests.factories.committees import SeatFactory, SittingFactory
from tests.factories.directory import (
    PublicPartnerProfileFactory,
    PublicProfileFactory,
    picture_in,
)
from tests.factories.events import (
    DoorPassFactory,
    EventFactory,
    InvitationFactory,
    RegistrationFactory,
)
from tests.factories.files import PDF, PrivateFileFactory, upload
from tests.factories.inbox import MessageFactory, SavedAnswerFactory
from tests.factories.mail import LetterFactory
from tests.factories.mailings import LetterTemplateFactory, MailingFactory
from tests.factories.membership import DelegateFactory, MemberFactory, PostFactory
from tests.factories.partners import PartnerFactory, RepresentativeFactory
from tests.factories.sessions import (
    ExpertFactory,
    LeadingFactory,
    ProposalFactory,
    QuestionFactory,
    TopicFactory,
    TranscriptFactory,
)
from tests.imports.sheets import HEADINGS, IVAN, csv
from tests.membership.answers import MAYOR, under_review
from tests.moments import NOON
from tests.partners.answers import FUND
from tests.partners.answers import under_review as partner_under_review
from tests.sign_in import sign_in

LATER = NOON + timedelta(minutes=5)
Things = dict[str, object]


@dataclass
class World:
    """`own`, `foreign`, `unknown`: for each placeholder of the table's addresses."""

    people: dict[str, User] = field(default_factory=dict)
    cookies: dict[str, dict[str, str]] = field(default_factory=dict)
    own: Things = field(default_factory=dict)
    foreign: Things = field(default_factory=dict)
    unknown: Things = field(default_factory=dict)

    def client(self, role: str, **options: object) -> Client:
        """A browser in which this role is signed in; a fresh one each time."""
        client = Client(raise_request_exception=False, **options)  # type: ignore[arg-type]
        for name, value in self.cookies[role].items():
            client.cookies[name] = value
        return client


def build() -> World:
    """Everything, at NOON; inside a transaction that the caller rolls back."""
    groups.ensure()
    # The walk goes on for minutes; the worker lives through all of it.
    beat("worker", LATER + timedelta(hours=2))
    world = World(people=_people())
    for role in (SECRETARIAT, EDITOR, ADMINISTRATOR):
        groups.sync(world.people[role])
    SeatFactory(
        body=Body.objects.get(slug="membership"), user=world.people[COMMITTEE], is_chair=True
    )
    # The other body needs a roll too, of which nobody here is part.
    SeatFactory(body=Body.objects.get(slug="partnership"), is_chair=True)
    for things, slug in ((world.own, "membership"), (world.foreign, "partnership")):
        things["sitting"] = SittingFactory(body=Body.objects.get(slug=slug)).pk
    _sittings(world)
    _applications(world)
    _registers(world)
    _letters(world)
    _imports(world)
    _messages(world)
    _office_events(world)
    _events(world)
    _doors(world)
    _registrations(world)
    _expert_sessions(world)
    _sessions(world)
    for thing, value in world.own.items():
        world.unknown[thing] = (
            value + 1_000_000 if isinstance(value, int) else secrets.token_hex(10).upper()
        )
    world.own |= {"kind": "join", "letter_kind": "accounts.address_code", "language": "uk"}
    return world


def _people() -> dict[str, User]:
    ordinary = {
        role: UserFactory(email=f"{role}@example.org")
        for role in (APPLICANT, MEMBER, DELEGATE, PARTNER, COMMITTEE)
    }
    return ordinary | {
        SECRETARIAT: SecretariatFactory(),
        EDITOR: EditorFactory(),
        ADMINISTRATOR: AdministratorFactory(),
    }


def _applications(world: World) -> None:
    own = under_review(MAYOR, kind=MEMBERSHIP, email=world.people[APPLICANT].email)
    foreign = under_review(MAYOR, kind=MEMBERSHIP, email="stranger@example.org")
    other_body = partner_under_review(FUND)
    matter, foreign_matter = matter_of(own), matter_of(other_body)
    assert matter is not None
    assert foreign_matter is not None
    world.own |= {
        "number": own.number,
        "application": own.pk,
        "matter": matter.pk,
        "any_matter": matter.pk,
        "file": _file_of(own),
    }
    world.foreign |= {
        "number": foreign.number,
        "matter": foreign_matter.pk,
        "file": _file_of(other_body),
    }
    draft = drafting.start(
        MEMBERSHIP.slug, email=world.people[APPLICANT].email, language="uk", at=NOON
    )
    sent = _unconfirmed()
    world.own |= {
        "resume": links.make(draft, Link.Purpose.RESUME, at=NOON),
        "confirm": links.make(sent, Link.Purpose.CONFIRM, at=NOON),
    }


def _file_of(application: Application) -> str:
    """The token of a file that the applicant added."""
    assert application.applicant is not None
    add_file(application.pk, uploads=[upload(PDF)], by=application.applicant, at=LATER)
    event = application.events.latest("pk")
    return str(event.files.get().token)


def _unconfirmed() -> Application:
    application = drafting.start(
        MEMBERSHIP.slug, email="unconfirmed@example.org", language="uk", at=NOON
    )
    for slug, raw in MAYOR.items():
        drafting.save_step(application.pk, slug, raw=raw, answers=None, language="uk", at=NOON)
    return submission.submit(application.pk, has_consented=True, language="uk", by=None, at=NOON)


def _sittings(world: World) -> None:
    """One that was held, and one whose minutes are approved."""
    past = NOON - timedelta(days=30)
    held, approved = (
        SittingFactory(
            starts_at=past, state="held", number=number, year=2026, chair=chair, secretary=chair
        )
        for number, chair in enumerate([UserFactory(), UserFactory()], 1)
    )
    item = held.items.get()
    by = world.people[SECRETARIAT]
    agenda.write_down(approved.pk, approved.items.get().pk, heard="Так", actor=by, at=NOON)
    sitting_minutes.approve(approved.pk, actor=by, at=NOON)
    world.own |= {"sitting_held": held.pk, "item": item.pk, "sitting_approved": approved.pk}


def _registers(world: World) -> None:
    member, foreign = MemberFactory(user=world.people[MEMBER]), MemberFactory()
    for each in (member, foreign):
        PostFactory(member=each)
    permissions = {"may_download": True, "may_edit_profile": True}
    delegate = DelegateFactory(member=member, user=world.people[DELEGATE], **permissions)
    partner, foreign_partner = PartnerFactory(), PartnerFactory(edrpou="00032129")
    RepresentativeFactory(partner=partner, user=world.people[PARTNER])
    RepresentativeFactory(partner=foreign_partner)
    certificate = issue(member, at=NOON)
    other = issue(foreign, at=NOON)
    for each in (certificate, other):
        each.refresh_from_db()
        if each.file is None:
            each.file = keep(upload(PDF), purpose="certificate", about=each, by=None, at=NOON)
            each.save(update_fields=["file"])
    profile = PublicProfileFactory(
        member=member, picture=picture_in(96), picture_for=Audience.PARTNERS
    )
    partner_profile = PublicPartnerProfileFactory(partner=partner)
    invitation = secrets.token_urlsafe(32)
    DelegateFactory(
        member=member,
        user=None,
        email="invited@example.org",
        accepted_at=None,
        token_hash=_hash(invitation),
        expires_at=NOON + timedelta(days=13),
    )
    document = Document.objects.create(title="Приклад", file=ContentFile(PDF, name="document.pdf"))
    world.own |= {
        "member": member.pk,
        "delegate": delegate.pk,
        "partner": partner.pk,
        "any_partner": partner.pk,
        "any_member": member.pk,
        "code": certificate.code,
        "member_slug": profile.slug,
        "partner_slug": partner_profile.slug,
        "picture": profile.picture.token,
        "certificate_file": certificate.file.token,
        "invitation": invitation,
        "person": foreign.user_id,
        "person_too": UserFactory(email="twin@example.org").pk,
        "body": Body.objects.get(slug="membership").pk,
        "document": document.pk,
        "page": Page.objects.get(slug="privacy", locale__language_code="uk").pk,
    }
    world.foreign |= {
        "member": foreign.pk,
        "delegate": DelegateFactory(member=foreign).pk,
        "partner": foreign_partner.pk,
        "certificate_file": other.file.token,
    }


def _imports(world: World) -> None:
    secretary = world.people[SECRETARIAT]
    sheet = SimpleUploadedFile("members.csv", csv([HEADINGS, IVAN]))
    found = beginning.begin(sheet, "members", by=secretary, at=NOON)
    beginning.match_columns(
        found.pk,
        sheet=0,
        heading=1,
        chosen={int(column): name for column, name in found.columns.items()},
        year=2026,
        entered_on=NOON.date(),
        by=secretary,
        at=NOON,
    )
    found = checking.dry_run(found.pk, at=NOON)
    world.own |= {"import": found.pk, "import_row": found.rows.get().pk}


def _letters(world: World) -> None:
    own = LetterFactory(to_user=world.people[MEMBER], written_at=NOON)
    world.own |= {"letter": own.pk, "any_letter": own.pk}
    export = Export.objects.create(
        list_name="letters",
        format="csv",
        language="uk",
        rows=1,
        state="asked",
        asked_by=world.people[ADMINISTRATOR],
        asked_at=NOON,
    )
    world.own["export"] = export.pk
    world.foreign["letter"] = LetterFactory(to_user=UserFactory(), written_at=NOON).pk
    world.own |= {"mailing": MailingFactory().pk, "template": LetterTemplateFactory().pk}
    world.own["stop"] = address_to_stop("somebody@example.org").rstrip("/").rsplit("/", 1)[1]


def _office_events(world: World) -> None:
    """An event to come, seen by those invited only, with a point and somebody registered."""
    event = EventFactory(starts_at=timezone.now() + timedelta(days=30), audience="invited")
    item = event.programme.create(starts_at=event.starts_at, title_uk="Відкриття")
    world.own |= {
        "office_event": event.pk,
        "event_item": item.pk,
        "event_question": event.questions.create(kind="text", label_uk="Що їсте?").pk,
        "office_registration": RegistrationFactory(event=event).pk,
    }


def _messages(world: World) -> None:
    own, foreign = (MessageFactory(writer=world.people[APPLICANT]), MessageFactory())
    stranger = MessageFactory()
    token = reply_address(stranger, at=timezone.now()).rsplit("/", 2)[-2]
    world.own |= {
        "thread": own.number,
        "any_message": own.pk,
        "sent": signing.dumps(own.number, salt=SENT),
        "reply": token,
        "saved_answer": SavedAnswerFactory().pk,
    }
    world.foreign["thread"] = foreign.number


def _events(world: World) -> None:
    """One for members, and one for people who are not here."""
    own, foreign = (
        EventFactory(slug=slug, audience=audience)
        for slug, audience in (("for-members", "members"), ("for-invited", "invited"))
    )
    world.own |= {
        "event": own.slug,
        "cover": cover_of(own).token,
        "own_calendar": feeds.renew(world.people[MEMBER], at=NOON),
    }
    world.foreign |= {"event": foreign.slug, "cover": cover_of(foreign).token}


def _doors(world: World) -> None:
    """A door with its phone and a guest who was there; a pass and a place that ended."""
    event = EventFactory(gives_certificates=True)
    place = RegistrationFactory(event=event, checked_in_at=NOON)
    issue(place, at=NOON)
    erased = RegistrationFactory(event=event, erased_at=NOON)
    own, ended = DoorPassFactory(event=event), DoorPassFactory(event=event, revoked_at=NOON)
    for things, door_pass, registration in (
        (world.own, own, place),
        (world.foreign, ended, erased),
    ):
        things["door"] = tokens.token(tokens.Purpose.DOOR, door_pass.nonce)
        things["place"] = tokens.token(tokens.Purpose.REGISTRATION, registration.nonce)
    world.own["any_event"] = event.pk


def _registrations(world: World) -> None:
    """An open event that nobody here joined, a guest's place at one to come, which asks
    something, a guest's invitation."""
    guest = RegistrationFactory(user=None, event__starts_at=timezone.now() + timedelta(days=30))
    guest.event.questions.create(kind="text", label_uk="Що їсте?")
    invitation = InvitationFactory(event__public_from=NOON)
    file = PrivateFileFactory(purpose="event_file")
    guest.event.files.create(file=file, title_uk="Програма", is_for="registered")
    world.own |= {
        "paper": file.token,
        "event_to_join": EventFactory().slug,
        "registration": tokens.token(tokens.Purpose.REGISTRATION, guest.nonce),
        "event_invitation": tokens.token(tokens.Purpose.INVITATION, invitation.nonce),
    }


def _expert_sessions(world: World) -> None:
    leading = LeadingFactory(expert=ExpertFactory(slug="doors-expert"))
    session = leading.session
    topic = TopicFactory(slug="doors-topic")
    session.topics.add(topic)
    TranscriptFactory(session=session)
    question = QuestionFactory(session=session, asked_by=world.people[MEMBER])
    proposal = ProposalFactory(proposed_by=world.people[MEMBER])
    recording = keep(upload(PDF), purpose="session_paper", about=session, by=None, at=NOON)
    session.files.create(file=recording, kind="slides", title_uk="Слайди")
    world.own |= {
        "session_slug": session.slug,
        "expert_session": session.pk,
        "expert": leading.expert_id,
        "expert_slug": "doors-expert",
        "topic": topic.slug,
        "office_topic": topic.pk,
        "series": session.series_id,
        "question": question.pk,
        "proposal": proposal.pk,
    }


def _sessions(world: World) -> None:
    for role in PEOPLE:
        _sign_in(world, role, strong=role in STRONG)
    for role in STRONG:
        _sign_in(world, by_code(role), person=world.people[role], strong=False)
    world.cookies[VISITOR] = {}
    for things, person in ((world.own, world.people[MEMBER]), (world.foreign, UserFactory())):
        session = UserSession.objects.create(
            user=person, ip="127.0.0.1", session_key=secrets.token_hex(16), user_agent="Browser"
        )
        passkey = Authenticator.objects.create(
            user=person, type=Authenticator.Type.WEBAUTHN, data=_passkey()
        )
        things |= {"session": session.pk, "passkey": passkey.pk}
    RecoveryCodes.activate(world.people[MEMBER])
    # With a passkey of their own, the member has to have signed in with it.
    _sign_in(world, MEMBER, strong=True)


def _passkey() -> dict[str, object]:
    """What allauth stores of a passkey."""
    options = {"publicKey": {"user": {"id": ""}, "challenge": "AAAA"}}
    return {"name": "Passkey", "credential": json.loads(SoftPasskey().create(options))}


def _sign_in(world: World, role: str, *, person: User | None = None, strong: bool) -> None:
    client = Client()
    sign_in(client, person or world.people[role], strong=strong)
    world.cookies[role] = {name: morsel.value for name, morsel in client.cookies.items()}
