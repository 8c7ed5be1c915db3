from django.urls import path

from mayorsclub.inbox.views import contact, threads

app_name = "inbox"
urlpatterns = [
    path("contact/", contact.contact, name="contact"),
    path("contact/sent/<str:token>/", contact.sent, name="sent"),
    path("contact/reply/<str:token>/", threads.reply, name="reply"),
    path("me/messages/", threads.mine, name="mine"),
    path("me/messages/<str:number>/", threads.thread, name="thread"),
]
