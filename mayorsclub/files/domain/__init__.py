"""What other apps use: keep a file, why it may be refused, and erase it."""

from mayorsclub.files.domain.erasing import erase, files_about
from mayorsclub.files.domain.keeping import Checked, check, keep
from mayorsclub.files.domain.refusal import FileRefused

__all__ = ["Checked", "FileRefused", "check", "erase", "files_about", "keep"]
