"""Does every form come out with labels, hints, errors and what was typed?"""

import re
from datetime import date

import pytest
from django import forms as fields

from commonground.groundwork.refusals import Invalid
from commonground.pages import forms
from commonground.pages.dates import month_number
from commonground.pages.sample import EveryField


class Plain(fields.Form):
    """A form that knows nothing of the look."""

    name = fields.CharField(help_text="As on your badge", max_length=40)
    email = fields.EmailField(required=False)
    about = fields.CharField(widget=fields.Textarea, max_length=200)
    kind = fields.ChoiceField(choices=[("a", "One"), ("b", "Two")], widget=fields.RadioSelect)


class Dated(forms.Form):
    """A form with one date."""

    until = forms.DateField(label="End date")


def until(day: str, month: str, year: str) -> Dated:
    return Dated({"until_day": day, "until_month": month, "until_year": year})


def test_a_form_that_knows_nothing_of_the_look_gets_its_markup() -> None:
    html = str(Plain())
    assert re.search(r'<label class="govuk-label" for="id_name">Name</label>', html)
    assert '<div class="govuk-hint" id="id_name_helptext">As on your badge</div>' in html
    assert re.search(
        r'<input type="text" name="name" class="govuk-input"[^>]*aria-describedby="id_name_helptext"', html
    )
    assert 'autocomplete="email"' in html
    assert html.count("govuk-radios__input") == 2
    assert '<legend class="govuk-fieldset__legend govuk-fieldset__legend--s">' in html
    assert "Email (optional)" in html


def test_an_error_stands_beside_its_field_and_is_tied_to_it() -> None:
    html = str(Plain({"name": "", "about": "x", "kind": "a"}))
    assert 'class="govuk-form-group govuk-form-group--error"' in html
    assert '<span class="govuk-visually-hidden">Error:</span> This field is required.' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert '<div id="id_name_error">' in html
    assert 'class="govuk-input govuk-input--error"' in html


def test_what_was_typed_is_kept_even_when_it_is_too_long() -> None:
    html = str(Plain({"name": "n" * 60, "about": "first line\r\nsecond", "kind": "b"}))
    assert f'value="{"n" * 60}"' in html
    assert "first line\r\nsecond</textarea>" in html
    assert re.search(r'value="b"[^>]* checked', html)
    assert not re.search(r'<(input|textarea)[^>]*maxlength="', html)


def test_markup_in_what_was_typed_is_shown_not_run() -> None:
    html = str(Plain({"name": '"><script>x</script>', "about": "</textarea><script>", "kind": "a"}))
    assert "<script>" not in html


def test_a_long_answer_is_counted_and_the_count_is_read_out() -> None:
    html = str(Plain())
    assert 'data-maxlength="200"' in html
    assert "You can write up to 200 characters" in html
    assert re.search(r'<textarea name="about"[^>]*aria-describedby="id_about-info"', html)


def test_a_line_end_counts_as_one_character() -> None:
    class Short(forms.Form):
        text = fields.CharField(max_length=5, widget=forms.Textarea)

    assert Short({"text": "ab\r\ncd"}).is_valid()
    assert not Short({"text": "ab\r\ncde"}).is_valid()


def test_errors_say_what_to_do_in_the_words_of_the_label() -> None:
    errors = {name: messages[0] for name, messages in EveryField({"version": "7"}, version=7).errors.items()}
    assert errors["title"] == "Enter the name of the collaboration"
    assert errors["problem"] == "Answer the question: What is the problem?"
    assert errors["area"] == "Choose the area"
    assert errors["email"] == "Enter the e-mail address"
    assert errors["agreed"] == "Tick the box: I have the consent of the people shown"
    form = EveryField({"email": "dana", "shops": "many", "problem": "p" * 301, "area": "elsewhere"})
    assert form.errors["email"] == ["Enter an e-mail address in full, for example name@example.com"]
    assert form.errors["shops"] == ["Enter a number, for example 12"]
    assert form.errors["problem"] == ["Write at most 300 characters. You have written 301."]
    assert form.errors["area"] == ["Choose one of the answers that are shown"]


def test_a_field_may_bring_its_own_sentence() -> None:
    class Own(forms.Form):
        until = fields.CharField(error_messages={"required": "Enter the date when sharing ends"})

    assert Own({}).errors["until"] == ["Enter the date when sharing ends"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (("27", "9", "2026"), date(2026, 9, 27)),
        ((" 7 ", "09", "2026"), date(2026, 9, 7)),
        (("1", "Sept", "2026"), date(2026, 9, 1)),
        (("1", "march", "2026"), date(2026, 3, 1)),
        (("29", "2", "2028"), date(2028, 2, 29)),
    ],
)
def test_a_date_is_read_from_its_three_parts(typed, found) -> None:
    assert until(*typed).is_valid(), until(*typed).errors
    form = until(*typed)
    form.full_clean()
    assert form.cleaned_data["until"] == found


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("", "", ""), "Enter the end date"),
        (("27", "", "2026"), "Add the month to the date, for example 27 9 2026"),
        (("27", "", ""), "Add the month and the year to the date, for example 27 9 2026"),
        (("twenty", "9", "2026"), "Enter the date in numbers, for example 27 9 2026"),
        (("27", "9", "26"), "Enter the year with four figures, for example 27 9 2026"),
        (("31", "2", "2026"), "There is no 31 2 2026. Enter a real date, for example 27 9 2026"),
        (("1", "13", "2026"), "There is no 1 13 2026. Enter a real date, for example 27 9 2026"),
        (("0", "1", "2026"), "There is no 0 1 2026. Enter a real date, for example 27 9 2026"),
        (("1", "ma", "2026"), "Enter the date in numbers, for example 27 9 2026"),
        (("٣", "9", "2026²"), "Enter the date in numbers, for example 27 9 2026"),
    ],
)
def test_a_bad_date_gets_the_one_sentence_that_helps_and_keeps_its_parts(typed, said) -> None:
    form = until(*typed)
    assert form.errors["until"] == [said]
    html = str(form["until"])
    assert all(f'value="{part}"' in html for part in typed if part)


def test_an_absurdly_long_number_is_no_date() -> None:
    assert until("1", "1" * 5000, "2026").errors
    assert until("9" * 5000, "1", "2026").errors


def test_a_months_name_needs_three_letters_to_be_one_month() -> None:
    assert [month_number(text) for text in ("jan", "Dec.", "ju", "jun", "mayor", "12")] == [1, 12, 0, 6, 0, 12]


def test_a_date_that_is_kept_fills_the_three_boxes() -> None:
    html = str(Dated(initial={"until": date(2026, 12, 18)})["until"])
    assert re.findall(r'name="until_(\w+)" value="(\d+)"', html) == [("day", "18"), ("month", "12"), ("year", "2026")]


def test_a_choice_reveals_its_question_below_itself_and_nowhere_else() -> None:
    html = str(EveryField(version=1))
    assert html.count('name="who"') == 1
    assert re.search(r'value="yes".*?cg-reveals.*?name="who".*?value="no"', html, re.S)
    assert re.search(r'id="id_how_2-hint">We treat it as yes', html)


def test_the_version_travels_with_the_form() -> None:
    assert '<input type="hidden" name="version" value="7"' in str(Dated(version=7))
    form = Dated({"until_day": "1", "until_month": "1", "until_year": "2027", "version": "7"}, version=8)
    assert form.is_valid()
    assert form.cleaned_data["version"] == 7
    lost = Dated({"until_day": "1", "until_month": "1", "until_year": "2027"}, version=8)
    assert lost.errors["version"] == ["This form no longer knows what it changes. Open the page again."]


def test_after_a_lost_race_both_texts_are_shown_and_mine_is_still_in_the_form() -> None:
    class Statement(forms.Form):
        text = fields.CharField(label="Joint statement", widget=forms.Textarea)
        kind = fields.ChoiceField(label="Kind", choices=[("a", "Formal"), ("b", "Informal")])
        until = forms.DateField(label="Until")

    typed = {"text": "Mine", "kind": "a", "until_day": "1", "until_month": "5", "until_year": "2026", "version": "3"}
    form = Statement(typed, version=3)
    form.show_theirs({"text": "Theirs", "kind": "b", "until": date(2026, 5, 1)}, version=4)
    assert form.differences == [
        {"label": "Joint statement", "yours": "Mine", "theirs": "Theirs"},
        {"label": "Kind", "yours": "Formal", "theirs": "Informal"},
    ]
    html = str(form)
    assert 'name="version" value="4"' in html
    assert "What is saved now" in html
    assert re.search(r"<textarea[^>]*>\s*Mine</textarea>", html)
    assert typed["version"] == "3"


def test_a_refusal_is_said_beside_the_field_that_it_names_and_what_was_typed_stays() -> None:
    class Invitation(forms.Form):
        email = fields.EmailField(label="E-mail address")

    form = Invitation({"email": "dana@marlgate.example"})
    form.refuse(Invalid("Dana Whitlock is in the team already.", "email"))
    form.refuse(Invalid("This collaboration is closed.", "gone"))
    assert form.errors == {
        "email": ["Dana Whitlock is in the team already."],
        "__all__": ["This collaboration is closed."],
    }
    assert 'value="dana@marlgate.example"' in str(form)


def test_a_page_with_one_question_has_it_as_its_heading() -> None:
    class One(forms.Form):
        why = fields.CharField(label="Why now?", widget=forms.Textarea({"legend": "l"}))
        how = fields.ChoiceField(label="How?", choices=[("a", "A")], widget=forms.Radios({"legend": "xl"}))

    html = str(One())
    assert re.search(
        r'<h1 class="govuk-label-wrapper">\s*<label class="govuk-label govuk-label--l" for="id_why">', html
    )
    assert re.search(r'legend--xl">\s*<h1 class="govuk-fieldset__heading">How\?</h1>', html)
    assert 'legend="' not in html


def test_a_list_of_forms_keeps_each_in_a_frame_of_its_own() -> None:
    html = str(fields.formset_factory(Plain, extra=2)())
    assert html.count('<fieldset class="govuk-fieldset cg-sheet"') == 2
    assert 'name="form-TOTAL_FORMS" value="2"' in html
    assert "1 of 2" in html


def test_a_filter_marks_nothing_as_optional() -> None:
    class Filter(forms.FilterForm):
        area = fields.CharField(required=False)

    assert "(optional)" not in str(Filter())
