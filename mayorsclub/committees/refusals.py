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
    }
