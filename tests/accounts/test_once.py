"""Rights are read once for a page, and anew at each request."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from mayorsclub.accounts.once import OnceMiddleware
from mayorsclub.membership.models import Member, Status
from mayorsclub.membership.rules import is_member
from tests.factories.accounts import UserFactory
from tests.factories.membership import MemberFactory


def asking(*users):
    """A page that asks of each of these people whether they are members."""

    def page(request):
        return HttpResponse(" ".join(str(is_member(user)) for user in users))

    return OnceMiddleware(page)


def answer(page, method: str) -> str:
    return page(RequestFactory().generic(method, "/")).content.decode()


@pytest.mark.parametrize(("method", "queries"), [("GET", 1), ("HEAD", 1), ("POST", 2)])
def test_a_page_asks_once_and_a_change_each_time(db, django_assert_num_queries, method, queries):
    user = MemberFactory().user
    with django_assert_num_queries(queries):
        assert answer(asking(user, user), method) == "True True"


def test_a_lost_right_is_lost_at_the_next_request(db):
    user = MemberFactory().user
    page = asking(user)
    assert answer(page, "GET") == "True"
    Member.objects.update(status=Status.SUSPENDED)
    assert answer(page, "GET") == "False"


def test_the_answer_for_one_is_not_anothers(db):
    assert answer(asking(MemberFactory().user, UserFactory()), "GET") == "True False"


def test_a_page_that_fails_leaves_nothing_behind(db, django_assert_num_queries):
    user = MemberFactory().user

    def page(request):
        is_member(user)
        raise ValueError

    with pytest.raises(ValueError, match=r"^$"):
        OnceMiddleware(page)(RequestFactory().get("/"))
    Member.objects.update(status=Status.SUSPENDED)
    assert not is_member(user)


def test_outside_a_request_it_is_asked_each_time(db, django_assert_num_queries):
    user = MemberFactory().user
    with django_assert_num_queries(2):
        assert is_member(user)
        assert is_member(user)
