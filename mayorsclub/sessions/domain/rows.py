"""Locks and checks that the deeds share."""

import re
from collections.abc import Collection, Iterable

from mayorsclub.accounts.models import User
from mayorsclub.sessions import rules
from mayorsclub.sessions.models import Expert, ExpertSession, Proposal, Question, Topic
from mayorsclub.sessions.refusals import SessionRefused
from mayorsclub.ukrainian.romanise import romanise
from mayorsclub.ukrainian.spelling import tidy

LONGEST_TEXT = 5_000
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_SLUG = 90
# Addresses beside those of the sessions: /sessions/proposals/, /sessions/topics/….
TAKEN = frozenset({"proposals", "topics"})


def lock(session_id: int, by: User) -> ExpertSession:
    """The session, alone until the transaction ends, for whoever keeps them. The order of
    locks: series, session, expert, question or proposal, person, topic, audit log.

    Raises SessionRefused "not_allowed".
    """
    session = ExpertSession.objects.select_for_update(no_key=True).get(pk=session_id)
    check_keeper(by)
    return session


def lock_expert(expert_id: int, by: User) -> Expert:
    """The same for an expert."""
    expert = Expert.objects.select_for_update(no_key=True).get(pk=expert_id)
    check_keeper(by)
    return expert


def lock_question(question_id: int) -> Question:
    """The question, alone; whose turn it is the deed asks."""
    rows = Question.objects.select_related("session").select_for_update(of=("self",), no_key=True)
    return rows.get(pk=question_id)


def lock_proposal(proposal_id: int) -> Proposal:
    return Proposal.objects.select_for_update(no_key=True).get(pk=proposal_id)


def lock_person(user: User) -> None:
    """One deed of this person at a time: two open tabs must not both pass a limit."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)


def set_topics(owner: ExpertSession | Expert | Proposal, topics: Iterable[Topic]) -> None:
    """Its topics. Locked, so that none is removed at the same instant; what was removed
    before it is left out."""
    found = Topic.objects.select_for_update(no_key=True).filter(pk__in=[one.pk for one in topics])
    owner.topics.set(found.order_by("pk"))


def check_keeper(by: User) -> None:
    if not rules.may_keep(by):
        raise SessionRefused("not_allowed")


def check_member(by: User) -> None:
    if not rules.is_member(by):
        raise SessionRefused("members_only")


def checked_text(text: str, *, missing: str = "no_text", most: int = LONGEST_TEXT) -> str:
    """The text as it is stored: tidy, paragraphs kept, without a null byte.

    Raises SessionRefused: `missing` or "too_long".
    """
    lines = text.replace("\x00", "").replace("\r\n", "\n").split("\n")
    found = "\n".join(tidy(line) for line in lines).strip()
    if not found:
        raise SessionRefused(missing)
    if len(found) > most:
        raise SessionRefused("too_long", most=most)
    return found


def slug_from(wanted: str, *names: str) -> str:
    """The address: as wanted, or made of the first name that there is.

    Raises SessionRefused "slug_bad" for a wanted one that is none.
    """
    if wanted:
        if not SLUG.fullmatch(wanted) or len(wanted) > LONGEST_SLUG or wanted in TAKEN:
            raise SessionRefused("slug_bad" if wanted not in TAKEN else "slug_taken")
        return wanted
    for name in names:
        words = re.findall(r"[a-z0-9]+", romanise(name).lower().replace("’", ""))
        if words:
            return "-".join(words)[:60].strip("-")
    return "session"


def free_slug(slug: str, taken: Collection[str]) -> str:
    """The address, with a number behind it where it is taken."""
    if slug not in taken:
        return slug
    return next(made for n in range(2, 10_000) if (made := f"{slug}-{n}") not in taken)
