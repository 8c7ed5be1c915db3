"""The sealed log in words: who did what, when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mayorsclub.audit.models import Entry

SENTENCES: dict[str, str | Promise] = {
    "account.address_changed": _("Changed the e-mail address"),
    "account.changed": _("Changed the personal data"),
    "account.created": _("Account made"),
    "account.disabled": _("Account switched off"),
    "account.enabled": _("Account switched on again"),
    "account.import_undone": _("Account taken back with its import"),
    "account.given_up": _("Account given up: merged into another one"),
    "account.merged": _("Another account of this person merged in"),
    "account.invited": _("Invited to a new account"),
    "account.second_factor_reset": _("Second factor ended"),
    "account.signed_in": _("Signed in"),
    "account.erased": _("Personal data erased"),
    "account.factor_added": _("Set up a passkey or an app"),
    "account.factor_removed": _("Removed a passkey or an app"),
    "application.address_changed": _("Changed the e-mail of the application"),
    "application.answered": _("Answered the committee"),
    "application.approved": _("Application approved"),
    "application.asked": _("Asked the applicant"),
    "application.confirmed": _("E-mail confirmed, application passed to the committee"),
    "application.expired": _("Application expired"),
    "application.file_added": _("Added a file"),
    "application.rejected": _("Application rejected"),
    "application.reminded": _("Reminded the applicant"),
    "application.started": _("Application started"),
    "application.submitted": _("Application sent"),
    "application.withdrawn": _("Application withdrawn"),
    "body.changed": _("Changed the rules of the body"),
    "certificate.issued": _("Certificate issued"),
    "certificate.made": _("Certificate made as PDF"),
    "certificate.replaced": _("Certificate replaced"),
    "decision.made": _("Decision made"),
    "delegate.accepted": _("Delegate accepted the invitation"),
    "delegate.invited": _("Invited a delegate"),
    "delegate.permitted": _("Changed what a delegate may do"),
    "delegate.removed": _("Removed a delegate"),
    "elector.left": _("Left the roll of this matter"),
    "directory.card_taken": _("Took the contact as a vCard"),
    "directory.limit_reached": _("Opened more of the directory than anybody reads in an hour"),
    "file.erased": _("File erased"),
    "file.kept": _("File kept"),
    "file.read": _("Opened a private file"),
    "file.scanned": _("File scanned for viruses"),
    "import.cancelled": _("Import cancelled"),
    "import.checked": _("Rows of the import checked"),
    "import.columns_named": _("Columns of the import named"),
    "import.confirmed": _("Import confirmed"),
    "import.done": _("Import carried out"),
    "import.erased": _("File and cells of the import erased"),
    "import.report_made": _("Report of the import downloaded"),
    "import.row_decided": _("Decided about a row of the import"),
    "import.row_mended": _("Mended a row of the import"),
    "import.rows_decided": _("Decided about several rows of the import"),
    "import.started": _("Spreadsheet uploaded for import"),
    "import.undone": _("Import undone"),
    "letter.cancelled": _("Cancelled a letter"),
    "letter.edited": _("Changed a letter"),
    "letter.released": _("Sent a letter that waited for a look"),
    "letter.resent": _("Sent a letter again"),
    "letter_text.changed": _("Changed the text of a letter"),
    "letter_text.restored": _("Restored the first text of a letter"),
    "letter_template.archived": _("Put a template of letters into the archive"),
    "letter_template.restored": _("Took a template of letters out of the archive"),
    "letter_template.saved": _("Saved a template of letters"),
    "mailing.archived": _("Put a mailing into the archive"),
    "mailing.paused": _("Paused a mailing"),
    "mailing.resent": _("Sent the failed letters of a mailing again"),
    "mailing.resumed": _("Went on with a mailing"),
    "mailing.saved": _("Saved a mailing"),
    "mailing.scheduled": _("Scheduled a mailing"),
    "mailing.started": _("Sent a mailing"),
    "mailing.stopped": _("Stopped a mailing"),
    "mailing.tried": _("Sent a trial letter"),
    "mailing.unscheduled": _("Took back the date of a mailing"),
    "mailing.written": _("All letters of a mailing are written"),
    "matter.closed": _("Vote closed"),
    "matter.extended": _("Deadline extended: there was no quorum"),
    "matter.opened": _("Put to the vote"),
    "matter.paused": _("Vote paused"),
    "matter.question_asked": _("Asked a question from the committee"),
    "matter.reminded": _("Members reminded"),
    "matter.resumed": _("Vote goes on"),
    "matter.withdrawn": _("Taken off the agenda"),
    "member.certificate_renewed": _("Certificate renewed"),
    "member.corrected": _("Data of the entry corrected"),
    "member.entered": _("Entered in the register of members"),
    "member.given_up": _("Entry given up: merged into another one"),
    "member.merged": _("Another entry of this person merged in"),
    "member.import_undone": _("Taken out again with its import"),
    "member.imported": _("Entered in the register of members from a spreadsheet"),
    "member.interests_chosen": _("Chose ways of taking part"),
    "member.post_added": _("Post added"),
    "member.post_corrected": _("Post corrected"),
    "member.post_ended": _("Post ended"),
    "member.readmitted": _("Admitted again"),
    "member.status_changed": _("Status changed"),
    "message.answer_sent_again": _("Sent the answer again"),
    "message.answered": _("Answered the message"),
    "message.appeal_marked": _("Marked as an appeal"),
    "message.appeal_unmarked": _("No longer marked as an appeal"),
    "message.assigned": _("Gave the message to somebody"),
    "message.closed": _("Closed the message without an answer"),
    "message.deadline_reminded": _("Reminded of the day of an appeal"),
    "message.erased": _("Erased what is known of the writer"),
    "message.marked_spam": _("Marked as spam"),
    "message.not_spam": _("Marked as no spam"),
    "message.received": _("Message received"),
    "message.reopened": _("Opened the message again"),
    "message.replied": _("The writer replied"),
    "minutes.attached": _("Minutes made as PDF"),
    "news.chosen": _("Chose whether letters with news come"),
    "partner.certificate_renewed": _("Certificate renewed"),
    "partner.corrected": _("Data of the partner corrected"),
    "partner.entered": _("Entered in the register of partners"),
    "partner.import_undone": _("Taken out again with its import"),
    "partner.imported": _("Entered in the register of partners from a spreadsheet"),
    "partner.interests_changed": _("Changed the interests"),
    "partner.representative_added": _("Representative added"),
    "partner.representative_removed": _("Representative removed"),
    "partner.status_changed": _("Status changed"),
    "profile.agreed": _("Agreed to be shown"),
    "profile.changed": _("Changed the profile"),
    "profile.hidden": _("Hid the profile"),
    "profile.shown_again": _("Showed the profile again"),
    "profile.withdrawn": _("Took the agreement to be shown back"),
    "remark.added": _("Took part in the discussion"),
    "role.declined": _("Role declined"),
    "role.ended": _("Role ended"),
    "role.granted": _("Role granted"),
    "role.requested": _("Role asked for"),
    "saved_answer.changed": _("Changed a saved answer"),
    "saved_answer.removed": _("Removed a saved answer"),
    "seat.appointed": _("Appointed to a body"),
    "seat.chair_taken": _("Became chair"),
    "seat.end_told": _("Told the secretariat that a term ends"),
    "seat.ended": _("Term in a body ended"),
    "sitting.agenda_changed": _("Changed the agenda of a sitting"),
    "sitting.answered": _("Answered the invitation to a sitting"),
    "sitting.attendance_noted": _("Noted who took part in a sitting"),
    "sitting.called": _("Called a sitting"),
    "sitting.cancelled": _("Cancelled a sitting"),
    "sitting.changed": _("Changed a sitting"),
    "sitting.correction_begun": _("Began to correct the minutes of a sitting"),
    "sitting.held": _("A sitting was held"),
    "sitting.item_written": _("Wrote an item of the minutes"),
    "sitting.minutes_approved": _("Approved the minutes of a sitting"),
    "sitting.moved": _("Moved a sitting"),
    "sitting.planned": _("Planned a sitting"),
    "territories.codifier_loaded": _("Codifier of territories loaded"),
    "territory.english_name_set": _("Changed an English name in the codifier"),
    "vote.cast": _("Voted"),
}


@dataclass(frozen=True)
class Line:
    """One entry as people read it."""

    number: int
    at: datetime
    who: str
    what: str | Promise
    entry: Entry


def sentence(action: str) -> str | Promise:
    """The words for an action; the action itself where a newer version wrote it."""
    return SENTENCES.get(action, action)


def line(entry: Entry) -> Line:
    """One entry in words; `who` is empty where the system acted."""
    who = str(entry.actor) if entry.actor_id and entry.actor else ""
    return Line(entry.number, entry.at, who, sentence(entry.action), entry)


def lines(entries: Iterable[Entry]) -> list[Line]:
    """Entries of one or several records, newest first."""
    found = sorted(entries, key=lambda entry: entry.number, reverse=True)
    return [line(entry) for entry in found]
