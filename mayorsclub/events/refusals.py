"""How the rules of events say no."""

from django.utils.translation import gettext_lazy as _

from mayorsclub.refusals import Refused


class EventRefused(Refused):
    """Of an event and its life."""

    sentences = {
        "not_allowed": _("Only the secretariat keeps the events."),
        "not_now": _("This cannot be done with the event now: it is “{state}”."),
        "in_the_past": _("The beginning must lie ahead. Choose a later day or hour."),
        "ends_before": _("The end must come after the beginning."),
        "no_place": _("Say where it takes place, or tick “online”."),
        "not_online": _("A link is for events online. Tick “online”, or take the link out."),
        "no_summary": _("Write in a few words what it is about; the announcement needs it."),
        "reason_required": _("Say why: everyone registered reads it."),
        "audience_known": _(
            "Whoever was told of the event cannot be asked to forget it: the audience cannot "
            "become smaller once it is announced. Cancel the event, or plan another one."
        ),
        "slug_taken": _("Another event has this address. Choose another one."),
        "too_few_seats": _("{taken} people have places already; there cannot be fewer seats."),
        "outside": _("A point of the programme must lie between beginning and end of the event."),
        "question_off": _("This question is taken off. Add it anew to ask it again."),
        "kind_stays": _(
            "Somebody has answered this question, so its kind stays. Take it off and add "
            "another one."
        ),
        "consent_stays": _(
            "Somebody has consented to these words, so they stay. Take the question off and "
            "add another one."
        ),
        "choices_stay": _(
            "What somebody chose stays, in its words and its place: {choices}. Write new "
            "choices below."
        ),
        "no_choices": _("Write at least two choices, one a line."),
        "no_title": _("Write the Ukrainian title."),
        "choice": _("Choose from what is offered."),
        "too_long": _("Write it shorter: {most} characters at the most."),
        "number": _("Write a number from {least} to {most}."),
        "bad_link": _("The link must be a full address that begins with https://."),
        "until_late": _("Registration must end before the event begins."),
        "no_date": _("The event is postponed. Its new time is set by “Set a new date”."),
        "over": _("The event is over; nothing can be changed about that."),
        "archived": _("The event is archived. Bring it back first."),
        "not_archived": _("The event is not archived."),
        "still_ahead": _("The event is still to come. Cancel it first."),
        "public_late": _("The announcement must come before the event begins."),
        "quotas_exceed": _("The seats of the groups are more than {seats} in all."),
        "too_few_of_group": _(
            "In the group “{group}” {taken} people have places already; there cannot be fewer."
        ),
        "too_few_for_others": _(
            "People of the other groups have {taken} places already; too few are left for them."
        ),
        "bad_address": _("This is no e-mail address: {address}"),
        "too_many_at_once": _("Invite {most} people at once at the most."),
        "invitation_over": _("The invitation was taken back. Write to us if that is a mistake."),
        "registered": _("You are registered. Give up your place first."),
        "public_already": _("It is published already."),
        "too_many": _("There are too many of these already: {most} at the most."),
        "whose_phone": _("Write whose phone it is, so that you can take the right pass back."),
        "pass_ends": _("A pass ends after now, and at most two days after the event."),
        "pass_over": _("The pass of this phone has ended. Ask the secretariat for a new link."),
        "scan_key": _("This reading cannot be taken. Please read the ticket once more."),
    }


class RegistrationRefused(Refused):
    """Of a place at an event."""

    sentences = {
        "not_allowed": _("This event is not for you."),
        "not_now": _("This cannot be done any more: the registration is “{state}”."),
        "no_registration": _("Nobody needs to register for this event."),
        "closed": _("Registration is closed."),
        "over": _("The event has begun; registration is closed."),
        "cancelled": _("The event is cancelled."),
        "postponed": _("The event is postponed. Registration opens when there is a new date."),
        "already": _("You are registered for this event already."),
        "already_other": _("This person is registered already."),
        "offer_over": _("The time to take the place is over."),
        "answer_required": _("Please answer: {question}"),
        "delegate_only": _("You may register only in the name of those who let you."),
        "reason_required": _("Say why: the person reads it."),
        "name_required": _("Write the name of whoever comes."),
        "answer_too_long": _(
            "The answer is too long: shorten it to {most} characters. The question: {question}"
        ),
        "no_such_choice": _("Choose one of the answers that are offered: {question}"),
        "full": _("There are no free seats."),
        "in_already": _("This person is checked in already."),
        "not_in": _("This person is not checked in."),
        "feedback_early": _("Feedback is asked for once the event is over."),
        "feedback_over": _("The time for feedback on this event is over. Thank you."),
        "not_there": _("Feedback is for those who took part in the event."),
        "no_mark": _("Please choose a mark from 1 to 5."),
        "declined": _("You have declined this invitation. Write to us if you changed your mind."),
    }
