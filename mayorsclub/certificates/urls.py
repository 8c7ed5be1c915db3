from django.urls import URLPattern, URLResolver, path

from mayorsclub.certificates import views

app_name = "certificates"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.ask, name="ask"),
    path("<str:code>/", views.verify, name="verify"),
]
