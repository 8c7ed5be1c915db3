from django.urls import URLPattern, URLResolver

app_name = "worker"
urlpatterns: list[URLPattern | URLResolver] = []
