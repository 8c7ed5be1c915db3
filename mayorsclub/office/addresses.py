"""Where a record has its page in the office, by its type and key as the log names them."""

from django.urls import reverse

PAGES = {
    "accounts.user": "person",
    "applications.application": "application",
    "committees.body": "body",
    "committees.matter": "matter",
    "committees.sitting": "sitting",
    "events.event": "event",
    "events.registration": "registration",
    "expert_sessions.expert": "expert",
    "expert_sessions.expertsession": "session",
    "expert_sessions.proposal": "proposal",
    "expert_sessions.question": "session_question",
    "expert_sessions.series": "series",
    "expert_sessions.topic": "session_topic",
    "imports.import": "import",
    "inbox.message": "message",
    "inbox.savedanswer": "saved_answer",
    "mail.letter": "letter",
    "mailings.lettertemplate": "letter_template",
    "mailings.mailing": "mailing",
    "membership.member": "member",
    "office.export": "export",
    "partners.partner": "partner",
}


def address_of(about_type: str, about_id: str) -> str:
    """The path of the record's page; the office's first screen where it has none."""
    if about_type in PAGES and about_id.isdecimal():
        return reverse(f"office:{PAGES[about_type]}", args=[int(about_id)])
    return reverse("wagtailadmin_home")
