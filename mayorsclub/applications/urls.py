"""Addresses: /join/… and /partners/… for applying (a kind's path), /me/applications/… after."""

from django.urls import URLPattern, URLResolver, path, register_converter

from mayorsclub.applications import kinds
from mayorsclub.applications.kinds import Kind
from mayorsclub.applications.views import applying, beginning, following, sending


class KindConverter:
    """`join` in an address is the kind that registered this path; links may give the kind
    or its slug: {% url "applications:start" "membership" %}."""

    regex = "[a-z]+"

    def to_python(self, value: str) -> Kind:
        try:
            return kinds.by_path(value)
        except KeyError:
            raise ValueError(value) from None

    def to_url(self, value: Kind | str) -> str:
        try:
            return value.path if isinstance(value, Kind) else kinds.get(value).path
        except KeyError:
            raise ValueError(value) from None


register_converter(KindConverter, "kind")

app_name = "applications"
urlpatterns: list[URLPattern | URLResolver] = [
    path("<kind:kind>/start/", beginning.start, name="start"),
    path("<kind:kind>/resume/", beginning.ask_for_link, name="ask_for_link"),
    path("<kind:kind>/resume/<str:token>/", beginning.resume, name="resume"),
    path("<kind:kind>/apply/", applying.apply, name="apply"),
    path("<kind:kind>/apply/check/", sending.check, name="check"),
    path("<kind:kind>/apply/email/", beginning.change_email, name="change_email"),
    path("<kind:kind>/apply/later/", applying.later, name="later"),
    path("<kind:kind>/apply/sent/", sending.sent, name="sent"),
    path("<kind:kind>/apply/<slug:slug>/", applying.step, name="step"),
    path("<kind:kind>/confirm/<str:token>/", sending.confirm, name="confirm"),
    path("me/applications/", following.mine, name="mine"),
    path("me/applications/<str:number>/", following.status, name="status"),
    path("me/applications/<str:number>/file/", following.add_file, name="add_file"),
    path("me/applications/<str:number>/withdraw/", following.withdraw, name="withdraw"),
]
