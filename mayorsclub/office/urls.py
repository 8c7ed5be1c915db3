"""Our screens under /office/; a hook puts them into Wagtail's admin (wagtail_hooks.py)."""

from django.urls import URLPattern, URLResolver, path

from mayorsclub.office import (
    answering,
    applications,
    bulk,
    committees,
    exports,
    import_columns,
    import_rows,
    imports,
    inbox,
    letter_templates,
    letters,
    log,
    mailing_form,
    mailings,
    members,
    merging,
    new_body,
    new_person,
    note_list,
    partners,
    people,
    person_data,
    saved_answers,
    script_words,
    sitting_pdfs,
    sittings,
    terms,
    translation_rights,
    translation_words,
    translations,
    views_saved,
    wordings,
)
from mayorsclub.office.listing import OfficeList
from mayorsclub.office.records import RecordPage

app_name = "office"


def screens(
    route: str, name: str, listing: type[OfficeList], record: str, page: type[RecordPage]
) -> list[URLPattern]:
    """The list at `route`, its live results, and the page of one record."""
    return [
        path(f"{route}/", listing.as_view(), name=name),
        path(f"{route}/results/", listing.as_view(results_only=True), name=f"{name}_results"),
        path(f"{route}/<int:pk>/", page.as_view(), name=record),
    ]


urlpatterns: list[URLPattern | URLResolver] = [
    *screens(
        "applications",
        "applications",
        applications.ApplicationList,
        "application",
        applications.ApplicationPage,
    ),
    *screens("messages", "messages", inbox.MessageList, "message", inbox.MessagePage),
    path("messages/<int:pk>/answer/", answering.AnswerPage.as_view(), name="answer"),
    *screens(
        "saved-answers",
        "saved_answers",
        saved_answers.SavedAnswerList,
        "saved_answer",
        saved_answers.SavedAnswerPage,
    ),
    path("saved-answers/new/", saved_answers.NewSavedAnswerPage.as_view(), name="new_saved_answer"),
    *screens("members", "members", members.MemberList, "member", members.MemberPage),
    *screens("partners", "partners", partners.PartnerList, "partner", partners.PartnerPage),
    path("committees/new/", new_body.NewBodyPage.as_view(), name="new_body"),
    *screens("committees", "bodies", committees.BodyList, "body", committees.BodyPage),
    path("notes/", note_list.NoteList.as_view(), name="notes"),
    path("notes/results/", note_list.NoteList.as_view(results_only=True), name="notes_results"),
    path("terms/", terms.TermList.as_view(), name="terms"),
    path("terms/results/", terms.TermList.as_view(results_only=True), name="terms_results"),
    *screens("votes", "matters", committees.MatterList, "matter", committees.MatterPage),
    *screens("sittings", "sittings", sittings.SittingList, "sitting", sittings.SittingPage),
    path(
        "sittings/<int:sitting>/items/<int:pk>/", sittings.ItemPage.as_view(), name="sitting_item"
    ),
    path("sittings/<int:pk>/draft.pdf", sitting_pdfs.DraftPdf.as_view(), name="sitting_draft"),
    path(
        "sittings/<int:pk>/extract/<int:place>.pdf",
        sitting_pdfs.ExtractPdf.as_view(),
        name="sitting_extract",
    ),
    *screens("letters", "letters", letters.LetterList, "letter", letters.LetterPage),
    path("letters/<int:pk>/body/", letters.LetterBody.as_view(), name="letter_body"),
    path("letter-texts/", wordings.WordingList.as_view(), name="wordings"),
    path("letter-texts/<str:kind>/<str:language>/", wordings.WordingPage.as_view(), name="wording"),
    *screens("mailings", "mailings", mailings.MailingList, "mailing", mailings.MailingPage),
    path("mailings/<int:pk>/preview/", mailings.MailingPreview.as_view(), name="mailing_preview"),
    path("mailings/<int:pk>/edit/", mailing_form.EditMailing.as_view(), name="edit_mailing"),
    path("mailings/write/", mailing_form.ChooseRegister.as_view(), name="write_mailing"),
    path("mailings/write/<slug:register>/", mailing_form.WriteMailing.as_view(), name="write_to"),
    path(
        "mailings/write/<slug:register>/count/",
        mailing_form.CountReceivers.as_view(),
        name="count_receivers",
    ),
    *screens(
        "letter-templates",
        "letter_templates",
        letter_templates.TemplateList,
        "letter_template",
        letter_templates.TemplatePage,
    ),
    path(
        "letter-templates/new/",
        letter_templates.WriteTemplate.as_view(),
        name="new_letter_template",
    ),
    path(
        "letter-templates/<int:pk>/edit/",
        letter_templates.WriteTemplate.as_view(),
        name="edit_letter_template",
    ),
    path(
        "letter-templates/<int:pk>/body/",
        letter_templates.TemplateBody.as_view(),
        name="letter_template_body",
    ),
    *screens("imports", "imports", imports.ImportList, "import", imports.ImportPage),
    path("imports/new/", imports.NewImport.as_view(), name="new_import"),
    path(
        "imports/template/<slug:register>.<slug:kind>",
        imports.TemplateFile.as_view(),
        name="import_template",
    ),
    path("imports/<int:pk>/columns/", import_columns.ColumnsPage.as_view(), name="import_columns"),
    path("imports/<int:pk>/progress/", imports.Progress.as_view(), name="import_progress"),
    path("imports/<int:pk>/marked/", imports.Marked.as_view(), name="import_marked"),
    path("imports/<int:pk>/rows/<int:row_pk>/", import_rows.RowPage.as_view(), name="import_row"),
    *screens("people", "people", people.PeopleList, "person", people.PersonPage),
    path("people/<int:pk>/data/", person_data.PersonData.as_view(), name="person_data"),
    path("people/same/", merging.SamePeople.as_view(), name="same_people"),
    path("people/<int:pk>/merge/<int:other>/", merging.MergePage.as_view(), name="merge"),
    path("people/new/", new_person.NewPersonPage.as_view(), name="new_person"),
    path("lists/<slug:name>/columns/", views_saved.Columns.as_view(), name="list_columns"),
    path("lists/<slug:name>/views/", views_saved.Views.as_view(), name="list_views"),
    path("lists/<slug:name>/views/<int:pk>/", views_saved.OneView.as_view(), name="list_view"),
    path("lists/<slug:name>/bulk/", bulk.BulkPage.as_view(), name="list_bulk"),
    path("lists/<slug:name>/bulk/<slug:key>/", bulk.BulkDone.as_view(), name="list_bulk_done"),
    # These stand before Wagtail's and wagtail-localize's own addresses of the same names.
    path("jsi18n/", script_words.ScriptWords.as_view(), name="script_words"),
    path(
        "localize/jsi18n/", translation_words.TranslationWords.as_view(), name="translation_words"
    ),
    path(
        "localize/update/<int:translation_source_id>/",
        translation_rights.UpdateTranslations.as_view(),
        name="update_translations",
    ),
    path(
        "localize/page/<int:page_id>/convert_to_alias/",
        translation_rights.show_ukrainian,
        name="show_ukrainian",
    ),
    path("translations/", translations.TranslationList.as_view(), name="translations"),
    path(
        "translations/results/",
        translations.TranslationList.as_view(results_only=True),
        name="translations_results",
    ),
    path(
        "translations/<int:pk>/translate/",
        translations.TranslatePage.as_view(),
        name="translate_page",
    ),
    path("lists/<slug:name>/export/", exports.ExportPage.as_view(), name="list_export"),
    *screens("exports", "exports", exports.ExportList, "export", exports.OneExport),
    path("log/", log.LogList.as_view(), name="log"),
    path("log/results/", log.LogList.as_view(results_only=True), name="log_results"),
]
