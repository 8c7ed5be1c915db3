from django.urls import URLPattern, URLResolver, path

from mayorsclub.partners import views

app_name = "partners"
urlpatterns: list[URLPattern | URLResolver] = [
    path("me/partner/", views.own, name="own"),
    path("me/partner/<int:pk>/", views.entry, name="entry"),
    path("me/partner/<int:pk>/interests/", views.interests, name="interests"),
    path("me/partner/<int:pk>/certificate/", views.certificate, name="certificate"),
]
