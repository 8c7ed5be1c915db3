"""What a person asked and proposed, for the file of their own data."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mayorsclub.accounts.models import User
from mayorsclub.accounts.own_data import Part
from mayorsclub.sessions.models import Expert, Proposal, Question, QuestionVote, Support


def parts(user: User) -> list[Part]:
    """Questions with their answers, proposals, what was wished for, too, and the entry as an
    expert."""
    questions = [
        [
            (_("Session"), question.session.title),
            (_("Question"), question.text),
            (_("When"), question.asked_at),
            (_("State"), question.get_state_display()),
            (_("Name not shown to members"), _("yes") if question.is_unnamed else _("no")),
            (pgettext_lazy("to a question", "Answer"), question.answer),
            (_("Reason"), question.hidden_reason),
        ]
        for question in Question.objects.filter(asked_by=user).select_related("session")
    ]
    proposals = [
        [
            (_("Topic"), proposal.title),
            (_("Text"), proposal.text),
            (_("When"), proposal.proposed_at),
            (_("State"), proposal.get_state_display()),
            (_("Reason"), proposal.reason),
        ]
        for proposal in Proposal.objects.filter(proposed_by=user).order_by("proposed_at", "pk")
    ]
    votes = QuestionVote.objects.filter(user=user).select_related("question").order_by("at", "pk")
    support = Support.objects.filter(user=user).select_related("proposal").order_by("at", "pk")
    wishes = [
        *([(_("Question"), vote.question.text), (_("When"), vote.at)] for vote in votes),
        *([(_("Proposal"), each.proposal.title), (_("When"), each.at)] for each in support),
    ]
    return [
        Part("session_questions", _("Questions about expert sessions"), questions),
        Part("session_proposals", _("Proposals for expert sessions"), proposals),
        Part("session_votes", _("Questions and proposals you wish for, too"), wishes),
        Part("expert", _("Entry as an expert"), [_expert(each) for each in _experts(user)]),
    ]


def _experts(user: User) -> list[Expert]:
    return list(Expert.objects.filter(user=user).prefetch_related("topics"))


def _expert(expert: Expert) -> list[tuple[str | Promise, object]]:
    return [
        (pgettext_lazy("person", "Name"), f"{expert.name_uk} / {expert.name_en}"),
        (_("What they do"), f"{expert.position_uk} / {expert.position_en}"),
        (_("About"), " / ".join(filter(None, (expert.about_uk, expert.about_en)))),
        (_("Topics"), ", ".join(topic.name for topic in expert.topics.all())),
        (_("Availability"), expert.get_availability_display()),
        (_("E-mail"), expert.email),
        (_("Phone"), expert.phone),
        (_("Agreed to be shown on"), expert.agreed_on),
    ]
