"""Every address of the project and what each role meets there.

An address without a row here fails test_every_address_stands_in_the_table. `{name}` in an
address is a thing of the world (world.py): the role's own one in the walks.
"""

from dataclasses import dataclass

from tests.doors.roles import (
    ADMINISTRATOR,
    APPLICANT,
    BY_CODE,
    COMMITTEE,
    DELEGATE,
    EDITOR,
    MEMBER,
    PARTNER,
    ROLES,
    SECRETARIAT,
    STAFF_BY_CODE,
    STRONG,
    VISITOR,
    by_code,
)

SIGN_IN = "to sign-in"
AGAIN = "asked again who it is"
START = "to the start of an application"
ABSENT = "404"
NEEDS_FACTOR = "403"
NOT_GET = "405"
CLOSED = {SIGN_IN, AGAIN, ABSENT, NEEDS_FACTOR}


@dataclass(frozen=True)
class Door:
    """outcomes: for each role a status, or where it is led. posts: takes POST."""

    address: str
    outcomes: dict[str, str]
    posts: bool = False

    @property
    def keeper(self) -> str:
        """The role that may do most behind it; '' where nobody finds anything."""
        inside = [role for role in ROLES if self.outcomes[role] not in CLOSED]
        return inside[-1] if inside else ""


def _door(address: str, outcomes: dict[str, str], others: dict[str, str], posts: bool) -> Door:
    return Door(address, outcomes | others, posts)


def everybody(address: str, ok: str = "200", *, posts: bool = False, **others: str) -> Door:
    """Open to the world."""
    return _door(address, dict.fromkeys(ROLES, ok), others, posts)


def signed_in(address: str, ok: str = "200", *, posts: bool = False, **others: str) -> Door:
    """Open to everybody who has an account."""
    return _door(address, dict.fromkeys(ROLES, ok) | {VISITOR: SIGN_IN}, others, posts)


def protected(address: str, ok: str = "200", *, posts: bool = True, **others: str) -> Door:
    """What protects an account: with a factor, only whoever used it."""
    return signed_in(address, ok, posts=posts, **(dict.fromkeys(BY_CODE, AGAIN) | others))


def only(*roles: str, address: str, ok: str = "200", posts: bool = False, **others: str) -> Door:
    """For these roles; for others it does not exist."""
    outcomes = dict.fromkeys(ROLES, ABSENT) | {VISITOR: SIGN_IN} | dict.fromkeys(roles, ok)
    return _door(address, outcomes, others, posts)


def committee(address: str, ok: str = "200", *, posts: bool = False) -> Door:
    """For members of the body, with a second factor."""
    return only(
        COMMITTEE, address=address, ok=ok, posts=posts, **{by_code(COMMITTEE): NEEDS_FACTOR}
    )


def office(*roles: str, address: str, ok: str = "200", posts: bool = False) -> Door:
    """For these roles, with a second factor; the gate stops other staff without one too."""
    return only(
        *roles, address=address, ok=ok, posts=posts, **dict.fromkeys(STAFF_BY_CODE, NEEDS_FACTOR)
    )


def records(address: str, *, posts: bool = False) -> Door:
    return office(SECRETARIAT, ADMINISTRATOR, address=address, posts=posts)


def secretariat(address: str, *, posts: bool = False) -> Door:
    """What changes events, and the expert sessions: the secretariat's alone."""
    return office(SECRETARIAT, address=address, posts=posts)


def of_list(address: str, ok: str = "200") -> Door:
    """A screen of a list that the keepers of records see."""
    return office(SECRETARIAT, ADMINISTRATOR, address=address, ok=ok, posts=True)


def pages(address: str, ok: str = "200", *, posts: bool = False) -> Door:
    return office(SECRETARIAT, EDITOR, ADMINISTRATOR, address=address, ok=ok, posts=posts)


def administration(address: str, *, posts: bool = False) -> Door:
    return office(ADMINISTRATOR, address=address, posts=posts)


def drafter(address: str, ok: str = "200", *, posts: bool = False) -> Door:
    """For whoever has a draft; others begin one."""
    return everybody(address, START, posts=posts, **{APPLICANT: ok})


WITH_FACTOR = (MEMBER, *STRONG)


def with_factor(outcome: str) -> dict[str, str]:
    """What those with a second factor meet on a page that protects the account."""
    return dict.fromkeys(WITH_FACTOR, outcome)


READERS_OF_DIRECTORY = (MEMBER, DELEGATE, PARTNER)
READERS_OF_ENTRY = {by_code(SECRETARIAT): NEEDS_FACTOR}
# A closed event, of members: no sign-in page tells a stranger that it is there.
THOSE_OF_EVENT = (MEMBER, DELEGATE, SECRETARIAT)
UNSEEN = {VISITOR: ABSENT}
# The file is not there for visitors either: no sign-in page tells that it is.
FILE = {
    VISITOR: ABSENT,
    by_code(COMMITTEE): NEEDS_FACTOR,
    by_code(SECRETARIAT): NEEDS_FACTOR,
}

DOORS: dict[str, Door] = {
    "worker:healthz": everybody("/healthz"),
    # -- How others see the site --
    "publicity:sitemap": everybody("/sitemap.xml"),
    "publicity:sitemap_part": everybody("/sitemap-1.xml"),
    "publicity:robots": everybody("/robots.txt"),
    "publicity:picture": everybody("/pictures/not-signed.png", ABSENT),
    "files:read": only(APPLICANT, COMMITTEE, SECRETARIAT, address="/files/{file}/", **FILE),
    # -- Applying --
    "applications:start": everybody("/{kind}/start/", posts=True),
    "applications:ask_for_link": everybody("/{kind}/resume/", posts=True),
    "applications:resume": everybody("/{kind}/resume/{resume}/", posts=True),
    "applications:confirm": everybody("/{kind}/confirm/{confirm}/", posts=True),
    "applications:apply": drafter("/{kind}/apply/", "302"),
    "applications:step": drafter("/{kind}/apply/person/", posts=True),
    "applications:check": drafter("/{kind}/apply/check/", "302", posts=True),
    "applications:change_email": drafter("/{kind}/apply/email/", posts=True),
    "applications:later": drafter("/{kind}/apply/later/"),
    "applications:sent": everybody("/{kind}/apply/sent/", START, posts=True),
    "applications:mine": signed_in("/me/applications/"),
    "applications:status": only(APPLICANT, address="/me/applications/{number}/", posts=True),
    "applications:add_file": only(APPLICANT, address="/me/applications/{number}/file/", posts=True),
    "applications:withdraw": only(
        APPLICANT, address="/me/applications/{number}/withdraw/", posts=True
    ),
    # -- Registers --
    "membership:own": only(MEMBER, address="/me/membership/", ok="302"),
    "membership:entry": only(
        MEMBER, DELEGATE, SECRETARIAT, address="/me/members/{member}/", **READERS_OF_ENTRY
    ),
    "membership:wishes": only(
        MEMBER, DELEGATE, address="/me/members/{member}/wishes/", posts=True, **READERS_OF_ENTRY
    ),
    "membership:certificate": only(
        MEMBER,
        DELEGATE,
        SECRETARIAT,
        address="/me/members/{member}/certificate/",
        posts=True,
        **READERS_OF_ENTRY,
    ),
    "membership:delegates": only(MEMBER, address="/me/delegates/", posts=True),
    "membership:delegate": only(MEMBER, address="/me/delegates/{delegate}/", posts=True),
    "membership:remove": only(
        MEMBER, DELEGATE, address="/me/delegates/{delegate}/remove/", posts=True
    ),
    "membership:accept": everybody("/me/delegations/accept/{invitation}/", posts=True),
    "partners:own": only(PARTNER, address="/me/partner/", ok="302"),
    "partners:entry": only(PARTNER, address="/me/partner/{partner}/"),
    "partners:interests": only(PARTNER, address="/me/partner/{partner}/interests/", posts=True),
    "partners:certificate": only(PARTNER, address="/me/partner/{partner}/certificate/", posts=True),
    # -- Directory --
    "directory:members": everybody("/members/"),
    "directory:member": everybody("/members/{member_slug}/"),
    "directory:partners": everybody("/partners/list/"),
    "directory:partner": everybody("/partners/{partner_slug}/"),
    "directory:people": everybody("/people/"),
    "directory:communities": everybody("/communities/"),
    "directory:oblast": everybody("/communities/sumy/"),
    "directory:picture": only(
        *READERS_OF_DIRECTORY,
        SECRETARIAT,
        address="/pictures/{picture}/96.webp",
        **{VISITOR: ABSENT},
    ),
    "directory:home": only(*READERS_OF_DIRECTORY, address="/directory/"),
    "directory:closed_member": only(*READERS_OF_DIRECTORY, address="/directory/members/{member}/"),
    "directory:member_card": only(
        *READERS_OF_DIRECTORY, address="/directory/members/{member}/card.vcf"
    ),
    "directory:closed_partners": only(*READERS_OF_DIRECTORY, address="/directory/partners/"),
    "directory:closed_partner": only(
        *READERS_OF_DIRECTORY, address="/directory/partners/{partner}/"
    ),
    "directory:partner_card": only(
        *READERS_OF_DIRECTORY, address="/directory/partners/{partner}/card.vcf"
    ),
    "directory:member_profile": only(
        MEMBER, DELEGATE, address="/me/profile/members/{member}/", posts=True
    ),
    "directory:member_seen": only(
        MEMBER, DELEGATE, address="/me/profile/members/{member}/seen/everyone/"
    ),
    "directory:partner_profile": only(
        PARTNER, address="/me/profile/partners/{partner}/", posts=True
    ),
    "directory:partner_seen": only(PARTNER, address="/me/profile/partners/{partner}/seen/member/"),
    # -- Events --
    "events:calendar": everybody("/events/"),
    "events:archive": everybody("/events/past/"),
    "events:feed": everybody("/events/calendar.ics"),
    "events:own_feed": everybody("/events/calendar/{own_calendar}.ics"),
    "events:atom": everybody("/events/atom.xml"),
    "events:cover": only(*THOSE_OF_EVENT, address="/events/covers/{cover}/480.webp", **UNSEEN),
    "events:event": only(*THOSE_OF_EVENT, address="/events/{event}/", **UNSEEN),
    "events:file": only(*THOSE_OF_EVENT, address="/events/{event}/event.ics", **UNSEEN),
    "events:preview": only(
        SECRETARIAT,
        address="/events/{event}/preview/",
        **{by_code(SECRETARIAT): NEEDS_FACTOR},
    ),
    "events:subscription": signed_in(
        "/me/calendar/", posts=True, **{by_code(SECRETARIAT): NEEDS_FACTOR}
    ),
    # -- Expert sessions --
    "expert_sessions:archive": everybody("/sessions/"),
    "expert_sessions:topic": everybody("/sessions/topics/{topic}/"),
    "expert_sessions:session": everybody("/sessions/{session_slug}/"),
    "expert_sessions:experts": everybody("/experts/"),
    "expert_sessions:expert": everybody("/experts/{expert_slug}/"),
    "expert_sessions:transcript": only(
        MEMBER, DELEGATE, SECRETARIAT, address="/sessions/{session_slug}/transcript/"
    ),
    "expert_sessions:ask": signed_in("/sessions/{session_slug}/questions/", NOT_GET, posts=True),
    "expert_sessions:vote": signed_in(
        "/sessions/{session_slug}/questions/{question}/vote/", NOT_GET, posts=True
    ),
    "expert_sessions:withdraw_question": signed_in(
        "/sessions/{session_slug}/questions/{question}/withdraw/", NOT_GET, posts=True
    ),
    "expert_sessions:proposals": only(MEMBER, DELEGATE, address="/sessions/proposals/", posts=True),
    "expert_sessions:support": signed_in(
        "/sessions/proposals/{proposal}/support/", NOT_GET, posts=True
    ),
    "expert_sessions:withdraw_proposal": signed_in(
        "/sessions/proposals/{proposal}/withdraw/", NOT_GET, posts=True
    ),
    "certificates:ask": everybody("/verify/"),
    "certificates:verify": everybody("/verify/{code}/"),
    # -- Committee --
    "committees:home": committee("/committee/"),
    "committees:sittings": committee("/committee/sittings/"),
    "committees:sitting": committee("/committee/sittings/{sitting}/", "200", posts=True),
    "committees:sitting_calendar": committee("/committee/sittings/{sitting}/sitting.ics"),
    "committees:matter": committee("/committee/matters/{matter}/", posts=True),
    "committees:remark": committee("/committee/matters/{matter}/remarks/", "302", posts=True),
    "committees:recuse": committee("/committee/matters/{matter}/recuse/", posts=True),
    "committees:ask": committee("/committee/matters/{matter}/ask/", posts=True),
    "search:find": everybody("/search/?q=Тростянець"),
    "search:suggest": everybody("/search/suggest/?q=Тростянець"),
    "territories:suggest": everybody("/territories/suggest/?q=Тростянець"),
    # -- Letters with news --
    "mailings:stop": everybody("/letters/stop/{stop}/", posts=True),
    "mailings:choice": signed_in("/me/news/", posts=True),
    # -- Own account --
    "accounts:home": signed_in("/me/"),
    "accounts:profile": signed_in("/me/profile/", posts=True),
    "accounts:own_data": protected("/me/data/"),
    "accounts:letters": signed_in("/me/letters/"),
    "accounts:letter": only(MEMBER, address="/me/letters/{letter}/"),
    "accounts:close_sessions": signed_in(
        "/me/security/sessions/close-others/", NOT_GET, posts=True
    ),
    "accounts:close_session": signed_in(
        "/me/security/sessions/{session}/close/", NOT_GET, posts=True
    ),
    "usersessions_list": signed_in("/me/security/sessions/"),
    "mfa_index": signed_in("/me/security/"),
    "mfa_list_webauthn": signed_in("/me/security/passkeys/"),
    "account_reauthenticate": signed_in(
        "/me/security/again/", posts=True, **with_factor("302"), **dict.fromkeys(BY_CODE, "302")
    ),
    "mfa_reauthenticate": signed_in(
        "/me/security/again/app/",
        AGAIN,
        posts=True,
        **with_factor("200"),
        **dict.fromkeys(BY_CODE, "200"),
    ),
    "mfa_reauthenticate_webauthn": signed_in(
        "/me/security/again/passkey/",
        AGAIN,
        posts=True,
        **dict.fromkeys([*STRONG, *BY_CODE], "302"),
        **{MEMBER: "200"},
    ),
    "account_email": protected("/me/security/address/"),
    "account_email_verification_sent": everybody(
        "/me/security/address/code/", "302", posts=True, **{VISITOR: SIGN_IN}
    ),
    "mfa_activate_totp": protected("/me/security/app/", **with_factor("302")),
    "mfa_deactivate_totp": protected("/me/security/app/remove/", ABSENT, **with_factor("200")),
    "mfa_view_recovery_codes": protected(
        "/me/security/recovery-codes/", ABSENT, posts=False, **{MEMBER: "200"}
    ),
    "mfa_generate_recovery_codes": protected("/me/security/recovery-codes/new/"),
    "mfa_download_recovery_codes": protected(
        "/me/security/recovery-codes/download/", ABSENT, posts=False, **{MEMBER: "200"}
    ),
    "mfa_add_webauthn": protected("/me/security/passkeys/add/"),
    "mfa_remove_webauthn": protected(
        "/me/security/passkeys/{passkey}/remove/", ABSENT, **{MEMBER: "200"}
    ),
    "mfa_edit_webauthn": protected(
        "/me/security/passkeys/{passkey}/name/", ABSENT, **{MEMBER: "200"}
    ),
    # -- Entrance --
    "account_login": everybody("/sign-in/", "302", posts=True, **{VISITOR: "200"}),
    "account_request_login_code": everybody("/sign-in/", "302", posts=True, **{VISITOR: "200"}),
    "account_confirm_login_code": everybody(
        "/sign-in/code/", "302", posts=True, **{VISITOR: SIGN_IN}
    ),
    "mfa_login_webauthn": everybody("/sign-in/passkey/", "302", posts=True, **{VISITOR: SIGN_IN}),
    "mfa_authenticate": everybody(
        "/sign-in/second-factor/", "302", posts=True, **{VISITOR: SIGN_IN}
    ),
    "account_inactive": everybody("/sign-in/disabled/"),
    "account_logout": everybody("/sign-out/", posts=True, **{VISITOR: "302"}),
    # -- Registering for events --
    "events:register": everybody("/events/{event_to_join}/register/", posts=True),
    "events:register_sent": everybody("/events/{event_to_join}/register/sent/"),
    "events:registration": everybody("/events/registration/{registration}/", posts=True),
    "events:answers": everybody("/events/registration/{registration}/answers/", posts=True),
    "events:registration_calendar": everybody("/events/registration/{registration}/event.ics"),
    "events:registration_file": everybody("/events/registration/{registration}/files/{paper}/"),
    "events:invited": everybody("/events/invited/{event_invitation}/", posts=True),
    "events:mine": signed_in("/me/events/"),
    # -- Messages to the club --
    "inbox:contact": everybody("/contact/", posts=True),
    "inbox:sent": everybody("/contact/sent/{sent}/"),
    "inbox:reply": everybody("/contact/reply/{reply}/", posts=True),
    "inbox:mine": signed_in("/me/messages/"),
    "inbox:thread": only(APPLICANT, address="/me/messages/{thread}/", posts=True),
    # -- The door of an event, and after it --
    "events:door_worker": everybody("/door/worker.js"),
    "events:door": everybody("/door/{door}/", posts=True),
    "events:door_list": everybody("/door/{door}/list/"),
    "events:door_scan": everybody("/door/{door}/scan/", NOT_GET, posts=True),
    "events:ticket": everybody("/events/ticket/{place}/"),
    "events:ticket_pdf": everybody("/events/ticket/{place}/ticket.pdf"),
    "events:certificate": everybody("/events/certificate/{place}/"),
    "events:feedback": everybody("/events/feedback/{place}/", posts=True),
    # -- Office --
    "office:event_badges": office(SECRETARIAT, address="/office/events/{any_event}/badges.pdf"),
    "office:event_attendance": office(
        SECRETARIAT, address="/office/events/{any_event}/attendance.xlsx"
    ),
    "office/account/": office(
        SECRETARIAT, EDITOR, ADMINISTRATOR, address="/office/account/", ok="302"
    ),
    "office:applications": records("/office/applications/"),
    "office:applications_results": records("/office/applications/results/"),
    "office:application": records("/office/applications/{application}/", posts=True),
    "office:messages": records("/office/messages/"),
    "office:messages_results": records("/office/messages/results/"),
    "office:message": records("/office/messages/{any_message}/", posts=True),
    "office:answer": records("/office/messages/{any_message}/answer/", posts=True),
    "office:saved_answers": records("/office/saved-answers/"),
    "office:saved_answers_results": records("/office/saved-answers/results/"),
    "office:saved_answer": records("/office/saved-answers/{saved_answer}/", posts=True),
    "office:new_saved_answer": records("/office/saved-answers/new/", posts=True),
    "office:members": records("/office/members/"),
    "office:members_results": records("/office/members/results/"),
    "office:member": records("/office/members/{any_member}/", posts=True),
    "office:partners": records("/office/partners/"),
    "office:partners_results": records("/office/partners/results/"),
    "office:partner": records("/office/partners/{any_partner}/", posts=True),
    "office:bodies": records("/office/committees/"),
    "office:bodies_results": records("/office/committees/results/"),
    "office:new_body": records("/office/committees/new/", posts=True),
    "office:body": records("/office/committees/{body}/", posts=True),
    "office:terms": records("/office/terms/"),
    "office:terms_results": records("/office/terms/results/"),
    "office:matters": records("/office/votes/"),
    "office:matters_results": records("/office/votes/results/"),
    "office:matter": records("/office/votes/{any_matter}/", posts=True),
    "office:notes": records("/office/notes/"),
    "office:notes_results": records("/office/notes/results/"),
    "office:letters": records("/office/letters/"),
    "office:letters_results": records("/office/letters/results/"),
    "office:letter": records("/office/letters/{any_letter}/", posts=True),
    "office:letter_body": records("/office/letters/{any_letter}/body/"),
    "office:sittings": records("/office/sittings/"),
    "office:sittings_results": records("/office/sittings/results/"),
    "office:sitting": records("/office/sittings/{sitting_held}/", posts=True),
    "office:sitting_item": records("/office/sittings/{sitting_held}/items/{item}/", posts=True),
    "office:sitting_draft": records("/office/sittings/{sitting_held}/draft.pdf"),
    "office:sitting_extract": records("/office/sittings/{sitting_approved}/extract/1.pdf"),
    "office:events": records("/office/events/"),
    "office:events_results": records("/office/events/results/"),
    "office:event": records("/office/events/{office_event}/", posts=True),
    "office:new_event": secretariat("/office/events/new/", posts=True),
    "office:edit_event": secretariat("/office/events/{office_event}/edit/", posts=True),
    "office:invite": secretariat("/office/events/{office_event}/invite/", posts=True),
    "office:invite_segment": secretariat(
        "/office/events/{office_event}/invite/members/", posts=True
    ),
    "office:new_event_item": secretariat(
        "/office/events/{office_event}/programme/new/", posts=True
    ),
    "office:event_item": secretariat(
        "/office/events/{office_event}/programme/{event_item}/", posts=True
    ),
    "office:event_question": secretariat(
        "/office/events/{office_event}/questions/{event_question}/", posts=True
    ),
    "office:registrations": records("/office/registrations/"),
    "office:registrations_results": records("/office/registrations/results/"),
    "office:registration": records("/office/registrations/{office_registration}/", posts=True),
    "office:sessions": secretariat("/office/sessions/"),
    "office:sessions_results": secretariat("/office/sessions/results/"),
    "office:session": secretariat("/office/sessions/{expert_session}/", posts=True),
    "office:new_session": secretariat("/office/sessions/new/", posts=True),
    "office:session_series": secretariat("/office/sessions/series/"),
    "office:session_series_results": secretariat("/office/sessions/series/results/"),
    "office:series": secretariat("/office/sessions/series/{series}/", posts=True),
    "office:new_series": secretariat("/office/sessions/series/new/", posts=True),
    "office:session_topics": secretariat("/office/session-topics/"),
    "office:session_topics_results": secretariat("/office/session-topics/results/"),
    "office:session_topic": secretariat("/office/session-topics/{office_topic}/", posts=True),
    "office:new_session_topic": secretariat("/office/session-topics/new/", posts=True),
    "office:session_questions": secretariat("/office/session-questions/"),
    "office:session_questions_results": secretariat("/office/session-questions/results/"),
    "office:session_question": secretariat("/office/session-questions/{question}/", posts=True),
    "office:proposals": secretariat("/office/proposals/"),
    "office:proposals_results": secretariat("/office/proposals/results/"),
    "office:proposal": secretariat("/office/proposals/{proposal}/", posts=True),
    "office:experts": secretariat("/office/experts/"),
    "office:experts_results": secretariat("/office/experts/results/"),
    "office:expert": secretariat("/office/experts/{expert}/", posts=True),
    "office:new_expert": secretariat("/office/experts/new/", posts=True),
    "office:mailings": records("/office/mailings/"),
    "office:mailings_results": records("/office/mailings/results/"),
    "office:mailing": records("/office/mailings/{mailing}/", posts=True),
    "office:mailing_preview": records("/office/mailings/{mailing}/preview/"),
    "office:edit_mailing": records("/office/mailings/{mailing}/edit/", posts=True),
    "office:write_mailing": records("/office/mailings/write/"),
    "office:write_to": records("/office/mailings/write/members/", posts=True),
    "office:count_receivers": records("/office/mailings/write/members/count/"),
    "office:letter_templates": records("/office/letter-templates/"),
    "office:letter_templates_results": records("/office/letter-templates/results/"),
    "office:new_letter_template": records("/office/letter-templates/new/", posts=True),
    "office:letter_template": records("/office/letter-templates/{template}/", posts=True),
    "office:edit_letter_template": records("/office/letter-templates/{template}/edit/", posts=True),
    "office:letter_template_body": records("/office/letter-templates/{template}/body/"),
    "office:wordings": records("/office/letter-texts/"),
    "office:wording": records("/office/letter-texts/{letter_kind}/{language}/", posts=True),
    "office:imports": records("/office/imports/"),
    "office:imports_results": records("/office/imports/results/"),
    "office:new_import": records("/office/imports/new/", posts=True),
    "office:import_template": records("/office/imports/template/members.xlsx"),
    "office:import": records("/office/imports/{import}/", posts=True),
    "office:import_columns": records("/office/imports/{import}/columns/", posts=True),
    "office:import_progress": records("/office/imports/{import}/progress/"),
    "office:import_marked": office(
        SECRETARIAT,
        ADMINISTRATOR,
        address="/office/imports/{import}/marked/",
        ok=NOT_GET,
        posts=True,
    ),
    "office:import_row": records("/office/imports/{import}/rows/{import_row}/", posts=True),
    "office:people": records("/office/people/"),
    "office:people_results": records("/office/people/results/"),
    "office:person_data": office(
        SECRETARIAT, ADMINISTRATOR, address="/office/people/{person}/data/", ok=NOT_GET, posts=True
    ),
    "office:same_people": records("/office/people/same/"),
    "office:merge": records("/office/people/{person}/merge/{person_too}/", posts=True),
    "office:new_person": records("/office/people/new/", posts=True),
    "office:person": records("/office/people/{person}/", posts=True),
    "office:list_columns": of_list("/office/lists/letters/columns/", NOT_GET),
    "office:list_views": of_list("/office/lists/letters/views/", NOT_GET),
    "office:list_view": of_list("/office/lists/letters/views/1/", NOT_GET),
    "office:list_bulk": of_list("/office/lists/letters/bulk/?action=cancel&all=yes"),
    "office:list_bulk_done": office(
        SECRETARIAT, ADMINISTRATOR, address="/office/lists/letters/bulk/nothing/", ok=ABSENT
    ),
    "office:script_words": pages("/office/jsi18n/"),
    "office:translation_words": pages("/office/localize/jsi18n/"),
    "office:update_translations": pages("/office/localize/update/999999999/", ok=ABSENT),
    "office:show_ukrainian": pages("/office/localize/page/999999999/convert_to_alias/", ok=ABSENT),
    "office:translations": pages("/office/translations/"),
    "office:translations_results": pages("/office/translations/results/"),
    "office:translate_page": pages(
        "/office/translations/{page}/translate/", ok=NOT_GET, posts=True
    ),
    "office:list_export": of_list("/office/lists/letters/export/"),
    "office:exports": records("/office/exports/"),
    "office:exports_results": records("/office/exports/results/"),
    "office:export": office(ADMINISTRATOR, address="/office/exports/{export}/", posts=True),
    "office:log": administration("/office/log/"),
    "office:log_results": administration("/office/log/results/"),
    # -- Pages and documents, Wagtail's --
    "wagtail_serve": everybody("/"),
    "news_rss": everybody("/news/rss.xml"),
    "news_atom": everybody("/news/atom.xml"),
    "picture": everybody("/media/images/absent.webp", ABSENT),
    "wagtaildocs_serve": everybody("/documents/{document}/document.pdf"),
}
