"""What search knows of sessions and experts; written in the transaction of each change."""

from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from mayorsclub.search.domain.index import put, remove
from mayorsclub.sessions.models import Expert, ExpertSession, State, Topic, Transcript
from mayorsclub.ukrainian.spelling import sentences


def refresh(session: ExpertSession) -> None:
    """Write the entries of a session and its transcripts anew, or take them out.

    The session is everybody's to find, its transcripts are the members'.
    """
    transcripts = list(session.transcripts.all())
    if session.state != State.SHOWN:
        for record in (session, *transcripts):
            remove(record)
        return
    names = [
        (leading.expert.name_uk, leading.expert.name_en)
        for leading in session.leadings.filter(expert__is_shown=True).select_related("expert")
    ]
    topics = [(topic.name_uk, topic.name_en) for topic in session.topics.all()]
    with override("uk"):
        address = reverse("expert_sessions:session", args=[session.slug])
    put(
        kind="sessions",
        about=session,
        language="uk",
        title=session.title_uk,
        text=session.about_uk,
        keywords=" ".join(uk for uk, _en in (*names, *topics)),
        url=address,
        at=session.changed_at,
    )
    if session.has_english:
        put(
            kind="sessions",
            about=session,
            language="en",
            title=session.title_en,
            text=session.about_en,
            keywords=" ".join(en for _uk, en in (*names, *topics)),
            url=f"/en{address}",
            at=session.changed_at,
        )
    else:
        remove(session, language="en")
    for transcript in transcripts:
        _transcript(session, transcript, address)


def _transcript(session: ExpertSession, transcript: Transcript, address: str) -> None:
    is_english = transcript.language == "en"
    put(
        kind="sessions",
        about=transcript,
        language=transcript.language,
        title=(session.title_en if is_english else "") or session.title_uk,
        text=transcript.text,
        url=f"/en{address}" if is_english else address,
        audience="members",
        at=transcript.changed_at,
    )


def refresh_expert(expert: Expert) -> None:
    """Write the entries of an expert anew, or take them out; then those of their sessions,
    which are found by the name."""
    _expert(expert)
    for session in expert.sessions.filter(state=State.SHOWN):
        refresh(session)


def refresh_topic(topic: Topic) -> None:
    """Write the entries of what is found by the name of this topic anew: experts first, as
    `refresh_expert` does, so that two of them never wait for each other."""
    for expert in topic.experts.order_by("pk"):
        _expert(expert)
    for session in topic.sessions.filter(state=State.SHOWN):
        refresh(session)


def _expert(expert: Expert) -> None:
    if expert.is_shown:
        for language, _name in settings.LANGUAGES:
            with override(language):
                put(
                    kind="experts",
                    about=expert,
                    language=language,
                    title=expert.name,
                    text=sentences(expert.job, expert.about),
                    keywords=" ".join(topic.name for topic in expert.topics.all()),
                    url=reverse("expert_sessions:expert", args=[expert.slug]),
                    at=expert.changed_at,
                )
    else:
        remove(expert)


def rebuild() -> Iterator[object]:
    """Every session and expert anew; for search.sources."""
    for session in ExpertSession.objects.all():
        refresh(session)
        yield session
    for expert in Expert.objects.all():
        refresh_expert(expert)
        yield expert
