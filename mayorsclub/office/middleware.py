"""The office's own headers and language."""

from collections.abc import Callable

from csp.constants import HEADER
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation

from mayorsclub.accounts.middleware import OFFICE
from mayorsclub.accounts.models import User


class OfficeMiddleware:
    """Under /office/: OFFICE_CONTENT_SECURITY_POLICY instead of the site's, and the
    language that the person has chosen for the club's letters.

    Stands after AuthenticationMiddleware.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path.startswith(OFFICE):
            return self.get_response(request)
        language = language_of(request)
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        # The preview of a page comes with the site's policy, which forbids every frame.
        response.headers.pop(HEADER, None)
        if not hasattr(response, "_csp_replace"):
            response._csp_replace = settings.OFFICE_CONTENT_SECURITY_POLICY  # type: ignore[attr-defined]
        return response


def language_of(request: HttpRequest) -> str:
    """The office has one address for both languages, so the person's own choice counts."""
    if isinstance(request.user, User):
        return request.user.language
    return translation.get_language() or settings.LANGUAGE_CODE
