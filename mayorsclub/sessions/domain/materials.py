"""What members get of a session: the recording, slides and papers, the transcript."""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from mayorsclub.accounts.models import User
from mayorsclub.audit.domain.log import record
from mayorsclub.files.domain import Checked, erase, keep
from mayorsclub.files.domain.videos import CheckedVideo, keep_video
from mayorsclub.files.models import PrivateFile
from mayorsclub.search.domain.index import remove
from mayorsclub.sessions.domain import finding
from mayorsclub.sessions.domain.rows import checked_text, lock
from mayorsclub.sessions.models import ExpertSession, SessionFile, Transcript
from mayorsclub.sessions.queries import PAPER, RECORDING
from mayorsclub.sessions.refusals import SessionRefused
from mayorsclub.ukrainian.spelling import tidy

MOST_FILES = 20
LONGEST_TRANSCRIPT = 300_000


@transaction.atomic
def set_video_link(session_id: int, link: str, *, by: User, at: datetime) -> ExpertSession:
    """A recording that stands elsewhere; '' takes the link out. Only members see it.

    Raises SessionRefused: "not_allowed", "bad_link", "two_recordings".
    """
    session = lock(session_id, by)
    link = link.strip()
    if link and (not is_web_address(link) or len(link) > 400):
        raise SessionRefused("bad_link")
    if link and session.video_id:
        raise SessionRefused("two_recordings")
    session.video_link, session.changed_at = link, at
    session.save(update_fields=["video_link", "changed_at"])
    record("session.link_set", actor=by, about=session, at=at, is_set=bool(link))
    return session


def is_web_address(link: str) -> bool:
    """http or https with a host, and nothing that a browser would run."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return (
        parts.scheme in {"http", "https"}
        and bool(parts.hostname)
        and not set(link) & set(" \t\r\n\x00<>\"'")
    )


@transaction.atomic
def set_video(
    session_id: int,
    video: CheckedVideo,
    *,
    seconds: int | None = None,
    by: User,
    at: datetime,
) -> PrivateFile:
    """Keep an uploaded recording; the one before it is erased, a link is taken out.

    seconds: its length, where somebody said it. Raises SessionRefused "not_allowed".
    """
    session = lock(session_id, by)
    before = session.video_id
    kept = keep_video(video, purpose=RECORDING, about=session, by=by, at=at)
    session.video, session.video_link, session.video_seconds = kept, "", seconds
    session.changed_at = at
    session.save(update_fields=["video", "video_link", "video_seconds", "changed_at"])
    if before:
        erase(PrivateFile.objects.filter(pk=before), at=at)
    record("session.recording_kept", actor=by, about=session, at=at, file=kept.pk)
    return kept


@transaction.atomic
def remove_video(session_id: int, *, by: User, at: datetime) -> None:
    """Erase the uploaded recording. Raises SessionRefused: "not_allowed", "no_recording"."""
    session = lock(session_id, by)
    if session.video_id is None:
        raise SessionRefused("no_recording")
    file = session.video_id
    session.video, session.video_seconds, session.changed_at = None, None, at
    session.save(update_fields=["video", "video_seconds", "changed_at"])
    erase(PrivateFile.objects.filter(pk=file), at=at)
    record("session.recording_removed", actor=by, about=session, at=at, file=file)


@transaction.atomic
def add_paper(
    session_id: int,
    upload: Checked,
    *,
    kind: str,
    title_uk: str,
    title_en: str = "",
    by: User,
    at: datetime,
) -> SessionFile:
    """Slides or a paper. Raises SessionRefused: "not_allowed", "too_many_files", "no_title"."""
    session = lock(session_id, by)
    if session.files.count() >= MOST_FILES:
        raise SessionRefused("too_many_files", most=MOST_FILES)
    title = checked_text(title_uk, missing="no_title", most=200)
    kept = keep(upload, purpose=PAPER, about=session, by=by, at=at)
    paper = session.files.create(
        file=kept,
        kind=SessionFile.Kind(kind),
        title_uk=title,
        title_en=tidy(title_en.replace("\x00", ""))[:200],
    )
    record("session.paper_added", actor=by, about=session, at=at, file=kept.pk)
    return paper


@transaction.atomic
def remove_paper(session_id: int, paper_id: int, *, by: User, at: datetime) -> None:
    """Erase one of its files. Raises SessionRefused "not_allowed"; DoesNotExist for another's."""
    session = lock(session_id, by)
    paper = session.files.get(pk=paper_id)
    file = paper.file_id
    paper.delete()
    erase(PrivateFile.objects.filter(pk=file), at=at)
    record("session.paper_removed", actor=by, about=session, at=at, file=file)


@transaction.atomic
def write_transcript(
    session_id: int, *, language: str, text: str, by: User, at: datetime
) -> Transcript | None:
    """What was said, in one language; an empty text takes it out.

    Raises SessionRefused: "not_allowed", "too_long"; ValueError for another language.
    """
    if language not in dict(settings.LANGUAGES):
        raise ValueError(language)
    session = lock(session_id, by)
    there = session.transcripts.filter(language=language).first()
    if not text.strip():
        if there is not None:
            remove(there)
            there.delete()
            record("session.transcript_removed", actor=by, about=session, at=at)
        return None
    found = there or Transcript(session=session, language=language)
    found.text, found.changed_at = checked_text(text, most=LONGEST_TRANSCRIPT), at
    found.save()
    record("session.transcript_written", actor=by, about=session, at=at, language=language)
    finding.refresh(session)
    return found
