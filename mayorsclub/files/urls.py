from django.urls import URLPattern, URLResolver, path

from mayorsclub.files import views

app_name = "files"
urlpatterns: list[URLPattern | URLResolver] = [
    path("<str:token>/", views.read, name="read"),
]
