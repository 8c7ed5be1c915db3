"""Who may have the PDF of a certificate."""

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

from mayorsclub.certificates.holders import handler_of
from mayorsclub.certificates.models import Certificate
from mayorsclub.files.models import PrivateFile


def may_read_file(user: AbstractBaseUser | AnonymousUser, file: PrivateFile) -> bool:
    """Whom the holder's own app lets in; anonymous readers never."""
    if not isinstance(user, AbstractBaseUser):
        return False
    certificate = Certificate.objects.select_related("holder_type").filter(file=file).first()
    return certificate is not None and handler_of(certificate).may_read(user, certificate.holder)
