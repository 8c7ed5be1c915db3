"""What other apps use: keep a file, and why it may be refused."""

from mayorsclub.files.domain.keeping import Checked, check, keep
from mayorsclub.files.domain.refusal import FileRefused

__all__ = ["Checked", "FileRefused", "check", "keep"]
