from django.urls import URLPattern, URLResolver, path

from mayorsclub.events.views import (
    answers,
    door,
    feedback,
    feeds,
    mine,
    papers,
    pictures,
    public,
    register,
    registration,
    tickets,
)

app_name = "events"
urlpatterns: list[URLPattern | URLResolver] = [
    # The door, and after it: secret links
    path("door/worker.js", door.worker, name="door_worker"),
    path("door/<str:token>/", door.page, name="door"),
    path("door/<str:token>/list/", door.guests, name="door_list"),
    path("door/<str:token>/scan/", door.scan, name="door_scan"),
    path("events/ticket/<str:token>/", tickets.ticket, name="ticket"),
    path("events/ticket/<str:token>/ticket.pdf", tickets.ticket_pdf, name="ticket_pdf"),
    path("events/certificate/<str:token>/", tickets.certificate, name="certificate"),
    path("events/feedback/<str:token>/", feedback.give, name="feedback"),
    # Registration
    path("events/registration/<str:token>/", registration.registration, name="registration"),
    path("events/registration/<str:token>/answers/", answers.answers, name="answers"),
    path(
        "events/registration/<str:token>/event.ics",
        registration.calendar,
        name="registration_calendar",
    ),
    path(
        "events/registration/<str:token>/files/<str:file>/",
        papers.paper,
        name="registration_file",
    ),
    path("events/invited/<str:token>/", register.invited, name="invited"),
    path("events/<slug:slug>/register/", register.register, name="register"),
    path("events/<slug:slug>/register/sent/", register.sent, name="register_sent"),
    path("me/events/", mine.mine, name="mine"),
    # Public
    path("events/", public.calendar, name="calendar"),
    path("events/past/", public.archive, name="archive"),
    path("events/calendar.ics", feeds.feed, name="feed"),
    path("events/calendar/<str:token>.ics", feeds.own_feed, name="own_feed"),
    path("events/atom.xml", feeds.atom_feed, name="atom"),
    path("events/covers/<str:token>/<int:width>.<str:form>", pictures.cover, name="cover"),
    path("events/<slug:slug>/", public.event, name="event"),
    path("events/<slug:slug>/event.ics", public.file, name="file"),
    path("events/<slug:slug>/preview/", public.preview, name="preview"),
    # One's own
    path("me/calendar/", feeds.subscription, name="subscription"),
]
