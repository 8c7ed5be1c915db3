"""What other apps use."""

from mayorsclub.certificates.domain.issuing import issue

__all__ = ["issue"]
