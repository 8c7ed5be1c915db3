from django.urls import URLPattern, URLResolver, path

from mayorsclub.membership.views import delegates, entries

app_name = "membership"
urlpatterns: list[URLPattern | URLResolver] = [
    path("me/membership/", entries.own, name="own"),
    path("me/members/<int:pk>/", entries.entry, name="entry"),
    path("me/members/<int:pk>/wishes/", entries.wishes, name="wishes"),
    path("me/members/<int:pk>/certificate/", entries.certificate, name="certificate"),
    path("me/delegates/", delegates.delegates, name="delegates"),
    path("me/delegates/<int:pk>/", delegates.delegate, name="delegate"),
    path("me/delegates/<int:pk>/remove/", delegates.remove, name="remove"),
    path("me/delegations/accept/<str:token>/", delegates.accept, name="accept"),
]
