"""Minutes of a sitting and extracts from them as PDF, looked at in the office."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.generic import View

from mayorsclub.committees import sitting_papers
from mayorsclub.committees.domain import sitting_minutes
from mayorsclub.committees.models import Sitting
from mayorsclub.committees.sitting_rules import Move, is_allowed
from mayorsclub.design.pdf import compile_pdf
from mayorsclub.office.shell import OfficePage


class DraftPdf(OfficePage, View):
    """The minutes as they would be approved now, marked as a draft."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        rows = Sitting.objects.select_related("body", "chair", "secretary")
        sitting = get_object_or_404(rows, pk=pk)
        if not is_allowed(Move.APPROVE, sitting):
            raise Http404
        return pdf(sitting_minutes.draft_pdf(sitting), "proiekt-protokolu.pdf")


class ExtractPdf(OfficePage, View):
    """One item of the newest approved minutes."""

    def get(self, request: HttpRequest, pk: int, place: int) -> HttpResponse:
        sitting = get_object_or_404(Sitting, pk=pk)
        minutes = sitting.minutes.select_related("sitting").order_by("-version").first()
        data = sitting_papers.extract_data(minutes, place - 1) if minutes else None
        if data is None:
            raise Http404
        name = f"vytiah-{sitting.year}-{sitting.number}-{place}.pdf"
        return pdf(compile_pdf("committees/sitting.typ", data), name)


def pdf(content: bytes, name: str) -> HttpResponse:
    """A PDF to be looked at; nothing keeps it on the way."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "no-store, private"
    return response
