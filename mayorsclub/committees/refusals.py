"""Why committees refuse something."""

from django.utils.translation import gettext_lazy as _

from mayorsclub.refusals import Refused


class VoteRefused(Refused):
    """A vote or a recusal that the rules do not allow."""

    sentences = {
        "closed": _("The vote on this matter is over."),
        "paused": _("The vote is paused: the committee waits for information."),
        "not_on_roll": _("You may not vote on this matter: you were not a member when it opened."),
        "seat_ended": _("You may not vote: your term in this body has ended."),
        "barred": _("You may not vote on this matter."),
        "recused": _("You have stepped out of this matter because of a conflict of interest."),
        "already_cast": _("Your vote is already counted. A vote cannot be changed."),
        "unknown_choice": _("Choose for, against or abstain."),
        "reason_required": _("Write why: it goes into the minutes."),
        "too_long": _("The text is too long: shorten it to 2,000 characters."),
    }


class MatterRefused(Refused):
    """A move of a matter that is not possible from where it is."""

    sentences = {
        "reminded": _("They were reminded less than a day ago. Wait until tomorrow."),
        "all_voted": _("Nobody is left to remind."),
        "already_open": _("This is being voted on already."),
        "closed": _("The vote on this matter is over."),
        "not_open": _("The matter is not being voted on."),
        "not_paused": _("The vote is not paused."),
        "not_member": _("Only members who take part in this matter may do this."),
        "no_questions": _("Nobody can be asked about this matter."),
        "empty": _("Write a text."),
        "too_long": _("The text is too long: shorten it to 5,000 characters."),
    }


class BodyRefused(Refused):
    """A change of a body or of its seats that the rules do not allow."""

    sentences = {
        "already_seated": _("This person already has a seat in this body at that time."),
        "wrong_dates": _("The end of a term cannot be before its beginning."),
        "already_ended": _("This term has already ended."),
        "not_current": _("The chair must be someone whose term is running today."),
        "inactive": _("This account is switched off."),
        "same_name": _("There is a body of this name already."),
    }


class SittingRefused(Refused):
    """A sitting, its agenda, attendance or minutes that may not be changed so."""

    sentences = {
        "not_now": _("This is not possible now: {state}. Reload the page."),
        "in_the_past": _("Choose a moment that lies ahead."),
        "too_early": _("The sitting has not begun yet."),
        "no_place": _("Say where it is: a place, a link or both."),
        "chair_not_member": _("Who chairs must be a member of the body on that day."),
        "no_agenda": _("Write the agenda first."),
        "no_members": _("Nobody sits in this body on that day. Appoint members first."),
        "no_title": _("Write what the item is about, in Ukrainian."),
        "not_open": _("This matter is not open in this body, or stands on the agenda already."),
        "reason_required": _("Write why."),
        "no_item": _("There is no such item. Reload the page."),
        "not_member": _("You are not among those called to this sitting."),
        "by_hand": _("This matter has its own vote: its result is taken from there."),
        "votes_whole": _("Write all three numbers: for, against and abstained."),
        "too_many_votes": _("More votes than people present: {present}. Check the numbers."),
        "no_quorum": _("Without a quorum nothing can be decided: {present} of {needed}."),
        "no_attendance": _("Say of every member whether they were there."),
        "no_signers": _("Name who chaired and who wrote the minutes."),
        "item_empty": _("Item {number} says neither what was heard nor what was decided."),
        "changed": _("Meanwhile the minutes were changed. Look at the draft again."),
    }
