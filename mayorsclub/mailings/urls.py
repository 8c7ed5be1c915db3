from django.urls import URLPattern, URLResolver, path

from mayorsclub.mailings import views

app_name = "mailings"
urlpatterns: list[URLPattern | URLResolver] = [
    path("letters/stop/<str:token>/", views.stop, name="stop"),
    path("me/news/", views.choice, name="choice"),
]
