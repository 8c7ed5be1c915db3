from django.urls import URLPattern, path

from mayorsclub.publicity import views

app_name = "publicity"
urlpatterns: list[URLPattern] = [
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("sitemap-<int:part>.xml", views.sitemap_part, name="sitemap_part"),
    path("robots.txt", views.robots, name="robots"),
    path("pictures/<str:token>.png", views.picture, name="picture"),
]
