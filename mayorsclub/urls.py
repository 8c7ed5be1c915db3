"""Addresses: English slugs; Ukrainian at /, English under /en/; the office has one address."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

handler500 = "mayorsclub.design.views.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("mayorsclub.worker.urls")),
    path("files/", include("mayorsclub.files.urls")),
    path("", include("mayorsclub.publicity.urls")),
    path("office/account/", RedirectView.as_view(pattern_name="accounts:profile")),
    path("office/", include("wagtail.admin.urls")),
]

urlpatterns += i18n_patterns(
    path("", include("mayorsclub.accounts.urls")),
    path("", include("mayorsclub.membership.urls")),
    path("", include("mayorsclub.partners.urls")),
    path("", include("mayorsclub.applications.urls")),
    path("verify/", include("mayorsclub.certificates.urls")),
    path("committee/", include("mayorsclub.committees.urls")),
    path("territories/", include("mayorsclub.territories.urls")),
    path("search/", include("mayorsclub.search.urls")),
    path("", include("mayorsclub.inbox.urls")),
    path("", include("mayorsclub.directory.urls")),
    path("", include("mayorsclub.mailings.urls")),
    path("", include("mayorsclub.events.urls")),
    path("", include("mayorsclub.sessions.urls")),
    # Wagtail's pages take every address that is left, so they come last.
    path("", include("mayorsclub.content.urls")),
    prefix_default_language=False,
)
