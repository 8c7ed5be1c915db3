"""The pages of candidates, members, partners and the committee: axe-core, and 320 pixels."""

import pytest

from tests.browser import steps
from tests.browser.chromium import faults_of

OPEN = ["/sign-in/", "/join/start/", "/partners/start/", "/join/resume/", "/verify/"]
HOME = [
    "/me/",
    "/me/profile/",
    "/me/messages/",
    "/me/news/",
    "/me/letters/",
    "/me/security/",
    "/me/security/sessions/",
]
OWN = {
    "member": [
        *HOME,
        "/me/applications/",
        "/me/membership/",
        "/me/delegates/",
        "/me/profile/members/1/",
        "/me/profile/members/1/seen/member/",
        "/me/profile/members/1/seen/everyone/",
        "/sessions/",
        "/sessions/example/",
        "/sessions/example/transcript/",
        "/sessions/proposals/",
        "/experts/yaryna-zrazkova/",
        "/directory/",
        "/directory/?q=нікого",
        "/directory/members/2/",
        "/directory/partners/",
        "/directory/partners/1/",
        "/me/messages/В-2026-0002/",
        "/me/security/address/",
        "/me/security/app/",
        "/me/security/passkeys/add/",
    ],
    "asked": [*HOME, "/me/applications/"],
    "candidate": ["/me/", "/me/applications/"],
    "delegate": ["/me/", "/me/letters/"],
    "partner": [
        "/me/",
        "/me/partner/",
        "/me/profile/partners/1/",
        "/me/profile/partners/1/seen/everyone/",
        "/directory/",
        "/directory/members/1/",
    ],
    "chair": ["/me/", "/committee/", "/committee/matters/1/", "/me/security/recovery-codes/"],
    "committee1": [
        "/committee/",
        "/committee/sittings/",
        "/committee/sittings/1/",
        "/committee/sittings/2/",
        "/committee/matters/8/",
        "/committee/matters/8/ask/",
        "/committee/matters/8/recuse/",
    ],
}


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_pages_for_everybody(person, prefix):
    page = person().new_page()
    assert [fault for address in OPEN for fault in faults_of(page, prefix + address)] == []


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("name", OWN)
def test_pages_of_people(person, site, prefix, name):
    steps.signed_in(person, site, f"{name}@demo.example")
    page = person(storage_state=site.sessions[f"{name}@demo.example"]).new_page()
    assert [fault for address in OWN[name] for fault in faults_of(page, prefix + address)] == []
