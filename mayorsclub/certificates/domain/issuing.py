"""Issuing certificates, and making their PDF in the background."""

import io
from datetime import datetime

import segno
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db import models, transaction
from django.utils import translation

from mayorsclub.audit.domain.log import record
from mayorsclub.certificates.holders import handler_of
from mayorsclub.certificates.models import Certificate
from mayorsclub.certificates.signals import certificate_issued
from mayorsclub.design.pdf import compile_pdf
from mayorsclub.files.domain import keep

PURPOSE = "certificate"
# Of a handler that names none of its own.
TEMPLATE = "certificates/certificate.typ"


@transaction.atomic
def issue(holder: models.Model, *, at: datetime) -> Certificate:
    """Give a register entry a certificate; the one it has is replaced. at: aware.

    The PDF is made after the transaction, by the worker (make_pdf).
    """
    # Lock first: of two that issue at once, one must see the other's certificate.
    type(holder)._default_manager.select_for_update(no_key=True).get(pk=holder.pk)
    kind = ContentType.objects.get_for_model(holder)
    old = Certificate.objects.filter(holder_type=kind, holder_id=holder.pk, replaced_at=None)
    for certificate in old:
        certificate.replaced_at = at
        certificate.save(update_fields=["replaced_at"])
        record("certificate.replaced", actor=None, about=certificate, at=at)
    issued = Certificate.objects.create(holder_type=kind, holder_id=holder.pk, issued_at=at)
    holder_name = holder._meta.label_lower
    record(
        "certificate.issued",
        actor=None,
        about=issued,
        at=at,
        holder=holder_name,
        holder_id=str(holder.pk),
    )
    transaction.on_commit(lambda: certificate_issued.send(Certificate, certificate_id=issued.pk))
    return issued


def make_pdf(certificate_id: int, *, at: datetime) -> Certificate:
    """Write the PDF of a certificate and keep it; nothing where it is there already.

    Raises design.pdf.PdfFailed.
    """
    certificate = Certificate.objects.select_related("holder_type").get(pk=certificate_id)
    if certificate.file_id:
        return certificate
    # Slow, so before the transaction.
    document = ContentFile(pdf(certificate), name=f"{file_name(certificate)}.pdf")
    with transaction.atomic():
        locked = Certificate.objects.select_for_update(no_key=True).get(pk=certificate_id)
        if locked.file_id:
            return locked
        locked.file = keep(document, purpose=PURPOSE, about=locked, by=None, at=at)
        locked.save(update_fields=["file"])
        record("certificate.made", actor=None, about=locked, at=at)
    return locked


def pdf(certificate: Certificate) -> bytes:
    """The certificate as PDF/UA-1, with the QR code of its public page."""
    # Certificates are Ukrainian with English beside it, whoever asks for them.
    handler = handler_of(certificate)
    with translation.override("uk"):
        wording = handler.data(certificate.holder)
    data = {"title_en": "", "decision": "", **wording}
    data |= {"code": certificate.shown_code, "address": f"{settings.BASE_URL}/verify/"}
    template = getattr(handler, "template", TEMPLATE)
    return compile_pdf(template, data, pictures={"qr.svg": qr_code(certificate)})


def qr_code(certificate: Certificate) -> bytes:
    """SVG that leads to the public page which confirms the certificate."""
    out = io.BytesIO()
    address = f"{settings.BASE_URL}/verify/{certificate.code}/"
    segno.make(address, error="m").save(out, kind="svg", scale=4, border=0, dark="#0a2458")
    return out.getvalue()


def file_name(certificate: Certificate) -> str:
    """'mayors-club-2026-0147': plain letters, for every file system."""
    number = handler_of(certificate).public(certificate.holder).number
    return f"mayors-club-{number}"
