"""What a reader sees of a session: the part for everyone, and the part for members."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from mayorsclub.accounts.models import User
from mayorsclub.accounts.strong import is_strong
from mayorsclub.events.companions import Companion
from mayorsclub.events.models import Event, Kind
from mayorsclub.files.models import Scan
from mayorsclub.membership.holder import names_on_paper
from mayorsclub.sessions import queries, rules
from mayorsclub.sessions.models import Answering, ExpertSession, Question, SessionFile
from mayorsclub.sessions.page import language

QUESTIONS_ON_A_PAGE = 50


@dataclass(frozen=True)
class Row:
    """One line of the archive. excerpt: where the words of a search were found, or ''."""

    session: ExpertSession
    excerpt: SafeString | str = ""

    @property
    def number(self) -> str:
        """'01/', as the club numbers them."""
        return number_of(self.session)


def number_of(session: ExpertSession) -> str:
    """'01/'"""
    return f"{session.number:02}/"


@dataclass(frozen=True)
class ShownQuestion:
    """A question as this reader sees it. name: who asked; '' where they wish it so."""

    question: Question
    name: str
    is_own: bool
    may_vote: bool
    may_withdraw: bool


@dataclass(frozen=True)
class Materials:
    """The part for members. may_ask: they may ask now; a keeper reads only."""

    session: ExpertSession
    papers: list[SessionFile]
    has_transcript: bool
    questions: Page
    is_member: bool
    may_ask: bool
    shown: list[ShownQuestion] = field(default_factory=list)

    @property
    def video(self) -> Any:
        """The uploaded recording; None while a virus is suspected in it."""
        video = self.session.video
        return video if video is not None and video.scan != Scan.HELD else None

    @property
    def minutes(self) -> int | None:
        seconds = self.session.video_seconds
        return max(round(seconds / 60), 1) if seconds else None


def reads(request: HttpRequest) -> bool:
    """Whether the part for members is shown in this request: to members and delegates, and
    to the secretariat once it has signed in with its second factor."""
    user = request.user
    return bool(rules.is_member(user)) or (bool(rules.may_keep(user)) and is_strong(request))


def materials(session: ExpertSession, user: User, page: str | None) -> Materials:
    """What members get of this session."""
    found = queries.questions_for(session, user)
    questions = Paginator(found, QUESTIONS_ON_A_PAGE).get_page(page)
    is_member = bool(rules.is_member(user))
    return Materials(
        session=session,
        papers=list(session.files.select_related("file")),
        has_transcript=session.transcripts.exists(),
        questions=questions,
        is_member=is_member,
        may_ask=is_member and rules.takes_questions(session),
        shown=[_shown(question, user, is_member) for question in questions],
    )


def _shown(question: Question, user: User, is_member: bool) -> ShownQuestion:
    is_own = question.asked_by_id == user.pk
    uk, en = names_on_paper(question.asked_by)
    name = "" if question.is_unnamed else (en if language() == "en" else uk)
    return ShownQuestion(
        question=question,
        name=name,
        is_own=is_own,
        may_vote=is_member and rules.may_vote_up(user, question),
        may_withdraw=is_own and question.state == Answering.OPEN,
    )


def companion(event: Event) -> Companion | None:
    """The session of the archive for which people meet at this event; for its page."""
    if event.kind != Kind.SESSION:
        return None  # no session can have it: nothing is asked
    session = queries.visible().filter(event=event).first()
    if session is None:
        return None
    return Companion(
        _("The expert session"),
        _("What it is about. Members ask questions there; later they find the recording there."),
        session.get_absolute_url(),
        _("The page of the session"),
    )


@dataclass(frozen=True)
class When:
    """When people meet for a session, as far as this reader may know it."""

    event: Event | None
    day: date | None
    is_ahead: bool


def when(session: ExpertSession, request: HttpRequest, at: datetime) -> When:
    """The event, where it exists for this reader; the day, where the session has no event,
    or one that the reader knows of."""
    event = queries.event_of(session, request.user, at)
    hides = session.event_id is not None and event is None
    return When(
        event,
        None if hides else session.held_on,
        event is not None and event.ends_at > at,
    )
