"""One session: what it is about for everyone, what came of it for members."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.views.decorators.http import require_POST, require_safe

from mayorsclub.accounts.roles import signed_in
from mayorsclub.design.caching import public_page
from mayorsclub.publicity.structured import learning_resource
from mayorsclub.sessions import queries, rules, showing
from mayorsclub.sessions.domain import asking
from mayorsclub.sessions.forms import QuestionForm
from mayorsclub.sessions.models import ExpertSession
from mayorsclub.sessions.page import archive_step, language, page
from mayorsclub.sessions.refusals import SessionRefused


@public_page
def session(request: HttpRequest, slug: str) -> HttpResponse:
    """One session of the archive; the part for members where the reader is one."""
    return _page(request, _session(slug), QuestionForm())


def _session(slug: str) -> ExpertSession:
    rows = queries.archive().select_related("series", "video")
    return get_object_or_404(rows, slug=slug)


def _page(
    request: HttpRequest, session: ExpertSession, form: QuestionForm, status: int = 200
) -> HttpResponse:
    at = timezone.now()
    is_foreign = language() == "en" and not session.has_english
    before, after = queries.neighbours(session)
    found = None
    if showing.reads(request):
        found = showing.materials(session, signed_in(request), request.GET.get("page"))
    context = {
        "session": session,
        "number": showing.number_of(session),
        "when": showing.when(session, request, at),
        "before": before,
        "after": after,
        "materials": found,
        "form": form,
        # Ukrainian words under an English address say so, and are not indexed there.
        "content_language": "uk" if is_foreign else "",
    }
    description = Truncator(session.about).chars(200)
    return page(
        request,
        "expert_sessions/session.html",
        context,
        title=session.title,
        description=description,
        trail=[archive_step()],
        more=learning_resource(
            title=session.title,
            path=request.path,
            language="uk" if is_foreign else language(),
            description=description,
            topics=[topic.name for topic in session.topics.all()],
        ),
        is_hidden=is_foreign,
        status=status,
    )


@require_safe
def transcript(request: HttpRequest, slug: str) -> HttpResponse:
    """What was said, for members, in the language of the address or else in the other one."""
    if not showing.reads(request):
        raise Http404
    session = _session(slug)
    found = queries.transcript_of(session, language())
    if found is None:
        raise Http404
    context = {"session": session, "number": showing.number_of(session), "transcript": found}
    return render(request, "expert_sessions/transcript.html", context)


@require_POST
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask a question; what is not taken stays typed."""
    user = signed_in(request)
    session = _session(slug)
    if not rules.is_member(user):
        raise Http404
    form = QuestionForm(request.POST)
    if form.is_valid():
        try:
            question = asking.ask(
                session.pk,
                text=form.cleaned_data["text"],
                is_unnamed=form.cleaned_data["is_unnamed"],
                by=user,
                at=timezone.now(),
            )
        except SessionRefused as refused:
            form.add_error(None, refused.message)
        else:
            return redirect(_place(session, question.pk))
    return _page(request, session, form, status=422)


def _place(session: ExpertSession, question_id: int) -> str:
    address = reverse("expert_sessions:session", args=[session.slug])
    return f"{address}#question-{question_id}"
