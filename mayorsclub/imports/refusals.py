"""Why a spreadsheet is not taken, or an import does not go on."""

from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mayorsclub.refusals import Refused


class ImportRefused(Refused):
    """A file or a step of an import that is not taken; the sentence says how to mend it."""

    sentences: ClassVar[dict[str, str | Promise]] = {
        "not_allowed": _("Only the secretariat imports into the registers."),
        "empty": _("The file is empty. Choose another one."),
        "too_large": _("The file is larger than 10 MB. Split it into parts."),
        "type": _(
            "This is neither an Excel workbook nor a CSV file. Open it in your spreadsheet program "
            "and save it as XLSX or CSV."
        ),
        "old_excel": _(
            "This is a workbook of an old Excel (XLS) or one with a password. Save it as XLSX "
            "without a password and choose it once more."
        ),
        "broken": _(
            "The file cannot be read: it is damaged. Save it again and choose it once more."
        ),
        "no_rows": _("There are no rows in this file."),
        "too_many_rows": _("A sheet has more than 20,000 rows. Split it into parts."),
        "too_many_columns": _(
            "A sheet has more than 100 columns. Leave only those that are needed."
        ),
        "cell": _("In row {row} a cell has more than 2,000 characters. Shorten it."),
        "encoding": _(
            "The letters of this file cannot be read. Save it as “CSV UTF-8” or as XLSX."
        ),
        "virus": _("A virus was found in this file. It was not taken."),
        "columns": _("Say which column holds what: {missing}."),
        "twice": _("Two columns are said to hold the same: {field}."),
        "sheet": _("There is no such sheet or row in this file."),
        "state": _("This import has gone on in the meantime. Look at the page again."),
        "gone": _("The file of this import was erased. Upload it once more."),
        "undecided": _("Decide first about the rows that look like somebody in the register."),
        "faults": _("Some rows have faults. Mend them or leave them out."),
        "nothing": _("There is nothing to enter: no row is ready."),
        "same_address": _(
            "An account has this e-mail already, so it cannot be another person’s. Change the "
            "e-mail of the row first."
        ),
        "word": _("Write the word “{word}” to confirm."),
        "failed": _(
            "The program failed on this step; nothing was entered. Try again, and tell whoever runs "
            "the platform if it happens once more."
        ),
        "happened": _(
            "Something has happened to {count} of the records since, so the import cannot be undone."
        ),
    }
