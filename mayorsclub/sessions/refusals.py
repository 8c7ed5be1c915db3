"""How the rules of the expert sessions say no."""

from django.utils.translation import gettext_lazy as _

from mayorsclub.refusals import Refused


class SessionRefused(Refused):
    """Of a session, an expert, a question or a proposal."""

    sentences = {
        "not_allowed": _("Only the secretariat keeps the expert sessions."),
        "members_only": _("Only members of the Club and their delegates may do this."),
        "no_title": _("Write a title in Ukrainian."),
        "no_about": _("Write in a few sentences what it is about; the archive shows it."),
        "no_name": _("Write the name in Ukrainian and in Latin letters."),
        "no_names": _("Write the name in Ukrainian and in English."),
        "topic_taken": _("There is a topic of this name already. Choose another name."),
        "topic_used": _(
            "This topic is still in use (sessions: {sessions}, experts: {experts}, proposals: "
            "{proposals}). Take it off them first, or give it another name."
        ),
        "series_taken": _("There is a series of this name already. Choose another name."),
        "slug_taken": _("Another page has this address. Choose another one."),
        "slug_bad": _("An address has Latin small letters, digits and hyphens only."),
        "number_taken": _("This series has a session with this number. Choose another number."),
        "not_now": _("This cannot be done now: it is “{state}”."),
        "no_such_event": _("This event belongs to another session, or is no expert session."),
        "bad_link": _("A link to a recording begins with http:// or https://."),
        "two_recordings": _(
            "There is an uploaded recording. Take it out before you give a link to another one."
        ),
        "no_recording": _("There is no recording to take out."),
        "too_many_files": _("There are too many files already: {most} at the most."),
        "no_account": _("Nobody has an account with this e-mail. Check the address."),
        "account_taken": _("This account belongs to another expert already."),
        "no_agreement": _("Say on which day this person agreed to be shown."),
        "agreed_later": _("This day lies ahead. Give the day on which the person agreed."),
        "no_text": _("Write something first."),
        "too_long": _("The text is too long: shorten it to {most} characters."),
        "no_reason": _("Say why: the person who wrote it reads it."),
        "not_yours": _("Only the person who wrote it may take it back."),
        "own": _("This is your own: it counts already."),
        "no_questions": _("No questions are taken about this session."),
        "too_many_questions": _(
            "You have asked {most} questions within a day. Ask the next one tomorrow."
        ),
        "too_many_proposals": _(
            "{most} proposals of yours are open. Take one back, or wait until one is decided."
        ),
    }
