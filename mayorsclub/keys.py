"""Keys that a small server makes for itself, once, and keeps outside the database."""

import os
import secrets
from pathlib import Path


def kept_key(name: str, folder: Path) -> str:
    """The key `name`, made on first use; the file is readable by its owner only.

    Two processes that start together agree: the file is created exclusively.
    """
    path = folder / "keys" / name
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_name(f".{name}.{os.getpid()}")
    if not path.exists():
        fresh.touch(mode=0o600)
        with fresh.open("w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
            file.flush()
            # A power cut must not leave an empty key under the final name.
            os.fsync(file.fileno())
        try:
            # A hard link fails if another process was first, and is never half-written.
            os.link(fresh, path)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text(encoding="ascii")
