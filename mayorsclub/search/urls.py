from django.urls import URLPattern, URLResolver, path

from mayorsclub.search import views

app_name = "search"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.find, name="find"),
    path("suggest/", views.suggest, name="suggest"),
]
