"""Is every refusal said where it was asked for, and does what is no refusal go up?

*Source:* settled questions, "Who" ("a lost race shows both texts and loses neither").
"""

import pytest
from django import forms

from commonground.groundwork.refusals import Invalid, NotAllowed, Refused, Stale
from commonground.pages.forms import Form
from commonground.pages.refusing import refusals_said_in


class Named(Form):
    name = forms.CharField()


def sent(**typed):
    form = Named({"name": "mine", "version": "1", **typed}, version=1)
    assert form.is_valid()
    return form


def test_a_refusal_is_said_beside_the_field_that_it_names_or_at_the_head():
    form = sent()
    with refusals_said_in(form):
        raise Invalid("Choose another name", "name")
    with refusals_said_in(form):
        raise Invalid("Choose another colour", "colour")
    with refusals_said_in(form):
        raise Refused("It is finished.")
    assert form.errors == {"name": ["Choose another name"], "__all__": ["Choose another colour", "It is finished."]}


def test_a_lost_race_shows_what_was_saved_and_saves_on_top_of_it_next():
    form = sent()
    with refusals_said_in(form, lambda saved: {"name": saved["title"]}):
        raise Stale("Somebody saved first.", {"title": "theirs"}, 7)
    assert form["version"].value() == "7"
    assert [(row["yours"], row["theirs"]) for row in form.differences] == [("mine", "theirs")]


@pytest.mark.parametrize("fault", [NotAllowed("Not you."), LookupError("a fault of the software")])
def test_what_the_person_can_do_nothing_about_goes_up(fault):
    form = sent()
    with pytest.raises(type(fault)), refusals_said_in(form):
        raise fault
    assert not form.errors


def test_what_is_done_without_a_refusal_leaves_the_form_alone():
    form = sent()
    with refusals_said_in(form):
        pass
    assert not form.errors
