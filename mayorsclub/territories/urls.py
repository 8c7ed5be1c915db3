from django.urls import URLPattern, URLResolver, path

from mayorsclub.territories import views

app_name = "territories"
urlpatterns: list[URLPattern | URLResolver] = [
    path("suggest/", views.suggest, name="suggest"),
]
