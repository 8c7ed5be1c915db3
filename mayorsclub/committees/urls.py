from django.urls import URLPattern, URLResolver, path

from mayorsclub.committees import sitting_views, views

app_name = "committees"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("sittings/", sitting_views.sittings, name="sittings"),
    path("sittings/<int:pk>/", sitting_views.sitting, name="sitting"),
    path("sittings/<int:pk>/sitting.ics", sitting_views.calendar, name="sitting_calendar"),
    path("matters/<int:pk>/", views.matter, name="matter"),
    path("matters/<int:pk>/remarks/", views.remark, name="remark"),
    path("matters/<int:pk>/recuse/", views.recuse, name="recuse"),
    path("matters/<int:pk>/ask/", views.ask, name="ask"),
]
