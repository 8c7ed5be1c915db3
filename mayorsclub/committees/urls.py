from django.urls import URLPattern, URLResolver, path

from mayorsclub.committees import views

app_name = "committees"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("matters/<int:pk>/", views.matter, name="matter"),
    path("matters/<int:pk>/remarks/", views.remark, name="remark"),
    path("matters/<int:pk>/recuse/", views.recuse, name="recuse"),
    path("matters/<int:pk>/ask/", views.ask, name="ask"),
]
