from django.urls import URLPattern, URLResolver, path

from mayorsclub.directory.views import closed, pictures, profiles, public

app_name = "directory"
urlpatterns: list[URLPattern | URLResolver] = [
    # Public
    path("members/", public.members, name="members"),
    path("members/<slug:slug>/", public.member, name="member"),
    path("partners/list/", public.partners, name="partners"),
    path("partners/<slug:slug>/", public.partner, name="partner"),
    path("people/", public.people, name="people"),
    path("communities/", public.communities, name="communities"),
    path("communities/<slug:slug>/", public.oblast, name="oblast"),
    path("pictures/<str:token>/<int:width>.<str:form>", pictures.picture, name="picture"),
    # Members and partners
    path("directory/", closed.members, name="home"),
    path("directory/members/<int:pk>/", closed.member, name="closed_member"),
    path("directory/members/<int:pk>/card.vcf", closed.member_card, name="member_card"),
    path("directory/partners/", closed.partners, name="closed_partners"),
    path("directory/partners/<int:pk>/", closed.partner, name="closed_partner"),
    path("directory/partners/<int:pk>/card.vcf", closed.partner_card, name="partner_card"),
    # One's own
    path("me/profile/members/<int:pk>/", profiles.member, name="member_profile"),
    path("me/profile/members/<int:pk>/seen/<str:by>/", profiles.member_seen, name="member_seen"),
    path("me/profile/partners/<int:pk>/", profiles.partner, name="partner_profile"),
    path("me/profile/partners/<int:pk>/seen/<str:by>/", profiles.partner_seen, name="partner_seen"),
]
