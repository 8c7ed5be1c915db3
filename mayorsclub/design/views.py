import logging
import secrets

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.template import loader

log = logging.getLogger(__name__)


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:
    """The page of a fault: an id to quote, the same one in the log beside the traceback.

    Rendered without context processors, which may be what failed.
    """
    incident = secrets.token_hex(4).upper()
    log.error("incident %s at %s", incident, request.path, exc_info=True)
    page = loader.get_template("500.html").render({"incident": incident})
    return HttpResponseServerError(page, headers={"Cache-Control": "no-store"})


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page of a form that came too late or without its token."""
    page = loader.get_template("403_csrf.html").render({}, request)
    return HttpResponse(page, status=403, headers={"Cache-Control": "no-store"})
