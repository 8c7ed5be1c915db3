"""What stands in the minutes of a decision. Minutes are in Ukrainian."""

from django.utils import translation

from mayorsclub.accounts.models import User
from mayorsclub.committees.models import Choice, Decision, Elector
from mayorsclub.committees.subjects import handler_of
from mayorsclub.ukrainian.dates import in_kyiv, long_date

NO_REASON = "—"
CHOICES = {Choice.FOR: "за", Choice.AGAINST: "проти", Choice.ABSTAIN: "утримуюся"}
ABSENCES = {
    Elector.Absence.RECUSED: "самовідвід",
    Elector.Absence.BARRED: "не голосує",
    Elector.Absence.ENDED: "вибуття зі складу",
}


def minutes_data(decision: Decision) -> dict[str, object]:
    """Values for typst/minutes.typ: text as it is printed, ready-made."""
    matter = decision.matter
    handler = handler_of(matter)
    electors = list(matter.electors.select_related("user", "vote"))
    chair = next((elector.user for elector in electors if elector.is_chair), None)
    with translation.override("uk"):
        question = handler.question_uk(matter.subject)
        outcome = handler.decision_uk(matter.subject, decision.is_adopted)
    cast = decision.votes_for + decision.votes_against + decision.votes_abstain
    return {
        "title": f"Протокол № {decision.number} {matter.body.name_uk_genitive}",
        "place": "заочне голосування",
        "date": long_date(in_kyiv(decision.decided_at).date(), "uk"),
        "opened": long_date(in_kyiv(matter.opened_at).date(), "uk"),
        "question": question,
        "members": len(electors),
        "roll": decision.roll,
        "quorum": decision.quorum,
        "cast": cast,
        "votes": [_row(elector) for elector in electors if not elector.absence],
        "absent": [_absence(elector) for elector in electors if elector.absence],
        "yes": decision.votes_for,
        "no": decision.votes_against,
        "abstain": decision.votes_abstain,
        "by_chair": decision.by_chair,
        "decision": outcome,
        "office": f"Голова {matter.body.name_uk_genitive}",
        "chair": signature(chair) if chair else "",
    }


def file_name(decision: Decision) -> str:
    """'protokol-membership-2026-12.pdf'"""
    return f"protokol-{decision.matter.body.slug}-{decision.year}-{decision.number}.pdf"


def _row(elector: Elector) -> list[str]:
    if not hasattr(elector, "vote"):
        return [_name(elector), "не подано", NO_REASON]
    vote = elector.vote
    return [_name(elector), CHOICES[Choice(vote.choice)], vote.reason or NO_REASON]


def _absence(elector: Elector) -> list[str]:
    absence = ABSENCES[Elector.Absence(elector.absence)]
    return [_name(elector), absence, elector.absence_reason or NO_REASON]


def _name(elector: Elector) -> str:
    name = elector.user.get_full_name() or elector.user.name_en
    return f"{name}, голова" if elector.is_chair else name


def signature(user: User) -> str:
    """'О. Зразок'"""
    initial = f"{user.given_name[0]}. " if user.given_name else ""
    return f"{initial}{user.surname}"
