"""Which sessions, experts, questions and proposals there are for whom. Fixed queries."""

from datetime import datetime, timedelta

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Exists, IntegerField, OuterRef, Prefetch, Q, QuerySet, Value
from django.db.models.expressions import Case, When
from django.urls import reverse

from mayorsclub.accounts.models import User
from mayorsclub.events.models import Event
from mayorsclub.events.queries import visible_to
from mayorsclub.files.models import PrivateFile
from mayorsclub.sessions.models import (
    Answering,
    Expert,
    ExpertSession,
    Leading,
    Proposal,
    Question,
    QuestionVote,
    SessionFile,
    State,
    Support,
    Topic,
    Transcript,
)
from mayorsclub.sessions.rules import is_reader, may_keep

RECORDING, PAPER = "session_recording", "session_paper"
# Leadings of a session by experts who are shown: what everybody may know of who led it.
SHOWN_LEADINGS = Prefetch(
    "leadings",
    Leading.objects.filter(expert__is_shown=True).select_related("expert"),
    to_attr="shown_leadings",
)


def visible() -> QuerySet[ExpertSession]:
    """The sessions of the archive, in their order. All others exist for nobody outside the
    office: every page, list, count, file and entry begins here."""
    return ExpertSession.objects.filter(state=State.SHOWN).order_by(
        "series__position", "series", "number", "pk"
    )


def archive(topic: Topic | None = None) -> QuerySet[ExpertSession]:
    """The archive with what its rows show; three queries."""
    found = visible().select_related("series").prefetch_related("topics", SHOWN_LEADINGS)
    return found.filter(topics=topic) if topic else found


def topics_in_use() -> QuerySet[Topic]:
    """The topics of sessions in the archive, each with the number of sessions."""
    shown = Count("sessions", filter=Q(sessions__state=State.SHOWN))
    found = Topic.objects.annotate(sessions_count=shown).filter(sessions_count__gt=0)
    return found.order_by("position", "slug")


def neighbours(session: ExpertSession) -> tuple[ExpertSession | None, ExpertSession | None]:
    """The sessions before and after it in its series, as far as they are shown."""
    series = visible().filter(series=session.series_id)
    before = series.filter(number__lt=session.number).order_by("-number").first()
    after = series.filter(number__gt=session.number).order_by("number").first()
    return before, after


def event_of(session: ExpertSession, user: User | AnonymousUser, at: datetime) -> Event | None:
    """The event of a session, where it exists for this person now."""
    if session.event_id is None:
        return None
    return visible_to(user, at).filter(pk=session.event_id).first()


def addresses() -> dict[str, str]:
    """The title of each session of the archive, in both languages -> its path in the active
    one; for the home page."""
    found: dict[str, str] = {}
    for slug, uk, en in visible().values_list("slug", "title_uk", "title_en"):
        path = reverse("expert_sessions:session", args=[slug])
        found |= {title: path for title in (uk, en) if title}
    return found


# -- Experts


def experts_shown() -> QuerySet[Expert]:
    """The experts who agreed to be shown, in alphabetical order."""
    return Expert.objects.filter(is_shown=True)


def experts_listed() -> QuerySet[Expert]:
    """The same with topics and the number of sessions in the archive; two queries."""
    led = Count("sessions", filter=Q(sessions__state=State.SHOWN), distinct=True)
    found = experts_shown().prefetch_related("topics").annotate(sessions_count=led)
    return found.order_by("name_key", "pk")


def sessions_of(expert: Expert) -> QuerySet[ExpertSession]:
    """The sessions of the archive that this expert led."""
    return archive().filter(leadings__expert=expert)


# -- What members ask and propose


def questions_for(session: ExpertSession, user: User) -> QuerySet[Question]:
    """What a reader sees of a session's questions: answered ones first, then those that most
    wish to hear; of hidden and withdrawn ones, only one's own hidden ones with the reason."""
    own = QuestionVote.objects.filter(question=OuterRef("pk"), user=user)
    seen = Q(state__in=[Answering.OPEN, Answering.ANSWERED]) | Q(
        state=Answering.HIDDEN, asked_by=user
    )
    return (
        session.questions.filter(seen)
        .select_related("asked_by")
        .annotate(
            votes_count=Count("votes"),
            is_voted=Exists(own),
            rank=Case(
                When(state=Answering.ANSWERED, then=Value(0)),
                When(state=Answering.OPEN, then=Value(1)),
                default=Value(2),
                output_field=IntegerField(),
            ),
        )
        .order_by("rank", "-votes_count", "asked_at", "pk")
    )


def asked_lately(user: User, at: datetime) -> int:
    """How many questions this person asked within a day, whatever became of them."""
    since = at - timedelta(days=1)
    return Question.objects.filter(asked_by=user, asked_at__gt=since).count()


def proposals_for(user: User) -> QuerySet[Proposal]:
    """What members see of the proposals: open and planned ones, the most wished for first;
    of declined ones only their own, with the reason."""
    own = Support.objects.filter(proposal=OuterRef("pk"), user=user)
    seen = Q(state__in=[Proposal.State.OPEN, Proposal.State.PLANNED]) | Q(
        state=Proposal.State.DECLINED, proposed_by=user
    )
    return (
        Proposal.objects.filter(seen)
        .select_related("session")
        .prefetch_related("topics")
        .annotate(
            support_count=Count("supports", distinct=True),
            is_supported=Exists(own),
            rank=Case(
                When(state=Proposal.State.OPEN, then=Value(0)),
                default=Value(1),
                output_field=IntegerField(),
            ),
        )
        .order_by("rank", "-support_count", "proposed_at", "pk")
    )


# -- Files


def may_read_recording(user: User | AnonymousUser, file: PrivateFile) -> bool:
    """The reader of recordings, asked at each part of a film: the secretariat always, members
    while the session is in the archive and this is its recording."""
    session = ExpertSession.objects.filter(video=file).first()
    return session is not None and _may_read_of(user, session)


def may_read_paper(user: User | AnonymousUser, file: PrivateFile) -> bool:
    """The reader of slides and papers."""
    paper = SessionFile.objects.select_related("session").filter(file=file).first()
    return paper is not None and _may_read_of(user, paper.session)


def _may_read_of(user: User | AnonymousUser, session: ExpertSession) -> bool:
    if session.state != State.SHOWN:
        return bool(may_keep(user))
    return bool(is_reader(user))


def transcript_of(session: ExpertSession, language: str) -> Transcript | None:
    """The transcript in this language, or else in any."""
    found = {each.language: each for each in session.transcripts.all()}
    return found.get(language) or next(iter(found.values()), None)
