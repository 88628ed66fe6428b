"""Is everything that R187 means scoped to an area: by its own area, or by that of what it hangs on?

*Source:* R187 ("Area scoping on every object").
"""

from django.apps import apps
from django.db.models import ForeignKey, ManyToManyField, Model

from commonground.people.models import Person
from commonground.places.models import Area

SCOPED = ("projects", "people", "outcomes")
# What has no area, and why.
WITHOUT = {
    "people.Topic": "a word of the whole installation",
    "projects.GuideFollower": "an address that asked to hear of the guide, which is the same everywhere",
    "people.SignInTry": "a try at the door, kept without a name; nobody's work",
    "people.Person": "is where the organisations are that they act for, and says so by memberships",
}
FOLLOWED = 6  # relations from a thing to its area; more would mean that nobody can say where it is


def ways(model: type[Model], most: int = FOLLOWED) -> list[str]:
    """Find the shortest way of relations from a model to an area, as names of fields; empty where there is none. A
    person is where the organisations are that they act for."""
    seen, front = {model}, [(model, [])]
    for _step in range(most):
        after = []
        for at, way in front:
            for field in at._meta.get_fields():
                target = field.related_model
                if not isinstance(field, (ForeignKey, ManyToManyField)) or not isinstance(target, type):
                    continue
                if target in (Area, Person):
                    return [*way, field.name]
                if target not in seen:
                    seen.add(target)
                    after.append((target, [*way, field.name]))
        front = after
    return []


def ours() -> list[type[Model]]:
    return [model for label in SCOPED for model in apps.get_app_config(label).get_models()]


def test_everything_has_an_area_or_hangs_on_something_that_has_one():
    lost = {model._meta.label for model in ours() if model._meta.label not in WITHOUT and not ways(model)}
    assert not lost, "Give it an area, or say in WITHOUT why it needs none."


def test_no_reason_is_given_for_what_has_an_area_after_all():
    known = {model._meta.label: model for model in ours()}
    assert set(WITHOUT) <= set(known)
    assert not [label for label in WITHOUT if ways(known[label])]


def test_what_is_worked_on_names_its_area_itself():
    named = {model._meta.label for model in ours() if len(ways(model, 1)) == 1}
    assert named >= {
        "projects.Collaboration", "people.Organisation", "people.Programme", "people.Post", "people.Capability",
        "people.Application", "people.FollowedArea", "outcomes.Study",
    }  # fmt: skip
