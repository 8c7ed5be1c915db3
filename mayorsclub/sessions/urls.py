from django.urls import URLPattern, URLResolver, path

from mayorsclub.sessions.views import archive, experts, proposals, questions, session

app_name = "expert_sessions"
urlpatterns: list[URLPattern | URLResolver] = [
    # Public
    path("sessions/", archive.archive, name="archive"),
    path("sessions/topics/<slug:slug>/", archive.topic, name="topic"),
    path("experts/", experts.experts, name="experts"),
    path("experts/<slug:slug>/", experts.expert, name="expert"),
    # Members
    path("sessions/proposals/", proposals.proposals, name="proposals"),
    path("sessions/proposals/<int:pk>/support/", proposals.support, name="support"),
    path("sessions/proposals/<int:pk>/withdraw/", proposals.withdraw, name="withdraw_proposal"),
    path("sessions/<slug:slug>/transcript/", session.transcript, name="transcript"),
    path("sessions/<slug:slug>/questions/", session.ask, name="ask"),
    path("sessions/<slug:slug>/questions/<int:pk>/vote/", questions.vote, name="vote"),
    path(
        "sessions/<slug:slug>/questions/<int:pk>/withdraw/",
        questions.withdraw,
        name="withdraw_question",
    ),
    # Public, after those with a name of their own
    path("sessions/<slug:slug>/", session.session, name="session"),
]
