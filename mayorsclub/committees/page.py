"""What the page of a matter shows to one member."""

from datetime import datetime

from django.http import HttpRequest
from django.template.loader import render_to_string

from mayorsclub.accounts.models import User
from mayorsclub.committees import queries, rules
from mayorsclub.committees.domain.votes import why_not
from mayorsclub.committees.lines import line
from mayorsclub.committees.models import Elector, Matter, Vote
from mayorsclub.committees.refusals import VoteRefused
from mayorsclub.committees.rules import is_open, is_over, may_follow
from mayorsclub.committees.subjects import handler_of


def context(request: HttpRequest, matter: Matter, member: User, at: datetime) -> dict[str, object]:
    """Everything the template needs. matter: from queries.visible_to(member)."""
    elector = queries.elector_of(matter, member)
    follows = may_follow(elector, matter)
    code = why_not(matter, elector, is_seated=True, at=at)
    votes = list(queries.visible_votes(matter, member, at))
    return {
        "matter": matter,
        "line": line(matter, at),
        "elector": elector,
        "follows": follows,
        "may_vote": code is None,
        "may_recuse": code in {None, "paused"},
        "may_ask": _may_ask(matter, elector, at),
        "may_remark": follows and not is_over(matter),
        "why_not": VoteRefused(code).message if code and not is_over(matter) else "",
        "bar": _bar(matter, elector),
        "subject_html": _subject(request, matter, member) if follows else "",
        "votes": votes,
        "absent": queries.absent(matter) if votes else [],
        "remarks": queries.discussion(matter) if follows else [],
        "own_vote": _own(votes, elector),
    }


def may_recuse(matter: Matter, member: User, at: datetime) -> bool:
    """Whether the page offers to step out."""
    elector = queries.elector_of(matter, member)
    return why_not(matter, elector, is_seated=True, at=at) in {None, "paused"}


def may_ask(matter: Matter, member: User, at: datetime) -> bool:
    """Whether the page offers to ask a question."""
    return _may_ask(matter, queries.elector_of(matter, member), at)


def _may_ask(matter: Matter, elector: Elector | None, at: datetime) -> bool:
    return rules.may_ask(elector) and is_open(matter, at) and handler_of(matter).ask is not None


def _subject(request: HttpRequest, matter: Matter, member: User) -> str:
    handler, subject = handler_of(matter), matter.subject
    if not handler.may_read(member, subject):
        return ""
    values = {"subject": subject, **handler.context(subject, member)}
    return render_to_string(handler.template, values, request)


def _bar(matter: Matter, elector: Elector | None) -> str:
    """Why the member is barred, in the active language where the subject still says it."""
    if elector is None or elector.absence != Elector.Absence.BARRED:
        return ""
    return handler_of(matter).bar(elector.user, matter.subject) or elector.absence_reason


def _own(votes: list[Vote], elector: Elector | None) -> Vote | None:
    return next((vote for vote in votes if elector and vote.elector_id == elector.pk), None)
