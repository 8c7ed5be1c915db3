from django.urls import URLPattern, URLResolver, path

from mayorsclub.worker import views

app_name = "worker"
urlpatterns: list[URLPattern | URLResolver] = [path("healthz", views.healthz, name="healthz")]
