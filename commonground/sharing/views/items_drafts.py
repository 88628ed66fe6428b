"""How does what was typed about a version become what is written? Forms for each kind of version, and drafts from them.

*Source:* R15, R213; D2; design/sharing.md 2.1.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from commonground.groundwork.actors import Actor
from commonground.groundwork.markings import STRICTNESS
from commonground.groundwork.permissions import may
from commonground.groundwork.sides import Side
from commonground.sharing.forms.renditions import ChangeForm, RenditionForm, WritingForm
from commonground.sharing.models import Rendition
from commonground.sharing.permissions import TABLE
from commonground.sharing.queries.copies import as_source, source_of
from commonground.sharing.queries.items_choices import Readers, bases
from commonground.sharing.rules.drafts import ReleaseDraft, RenditionDraft
from commonground.sharing.rules.renditions import PART, packed, start_of, unpacked

SIDE_BY_SIDE = ("full", "sanitised", "awareness")


def roles(actor: Actor) -> dict[str, bool]:
    """Give what a form shows to this person: classifications to the police, grades to their intelligence staff."""
    return {"police": actor.side is Side.POLICE, "grades": may(TABLE, "grade_item", actor, None)}


def writing_forms(
    actor: Actor,
    readers: Readers,
    category: str,
    data: QueryDict | None,
    kinds: Sequence[str] = SIDE_BY_SIDE,
    least: int = 0,
    source: Rendition | None = None,
) -> list[WritingForm]:
    """Make one form for each kind of version, marked to begin with as the category asks; `least` is the clearance that
    the requirement matrix asks for, except of who is only made aware. What is drawn from a `source` begins with its
    words, and is marked no lower."""
    offered = {"to": readers.together, "people": readers.people, "others": readers.others, "bases": bases()}
    bound = as_source(actor, source) if source else None
    forms = []
    for kind in kinds:
        initial = _begun(category, kind, least, source)
        if source is not None and kind == kinds[0]:
            initial |= {"title": source.title, "text": source.text}
        forms.append(
            WritingForm(data, prefix=kind, kind=kind, initial=initial, source=bound, **offered, **roles(actor))
        )
    return forms


def _begun(category: str, kind: str, least: int, source: Rendition | None) -> dict[str, str]:
    """Give how a version is marked to begin with."""
    start = start_of(category, kind)
    cleared = start.clearance if kind == "awareness" else max(start.clearance, least)
    tlp = STRICTNESS[start.tlp]
    if source is not None:
        tlp, cleared = max(tlp, source.tlp), max(cleared, source.clearance)
    return {"tlp": str(tlp), "clearance": str(cleared), "personal": "yes"}


@dataclass(slots=True)
class Written:
    """The versions that were typed, and whether all is well with them."""

    forms: list[WritingForm]

    @property
    def taken(self) -> list[WritingForm]:
        """The forms in which something is written."""
        return [form for form in self.forms if form.is_written]

    def is_valid(self) -> bool:
        """Check every form, so that all faults are shown at once; at least one version must be written."""
        if not self.taken:
            self.forms[0].full_clean()
            return False
        checked = [form.is_valid() for form in self.taken]
        return all(checked)

    def drafts(self, readers: Readers, source: Rendition | None = None) -> list[RenditionDraft]:
        """Give what is to be written; ask after `is_valid`."""
        more = {"source": source.public_id if source else None}
        return [draft_of(form, releases=releases_of(form, readers), **more) for form in self.taken]


def draft_of(form: RenditionForm, **more: Any) -> RenditionDraft:
    """Make the draft of a version from its form."""
    return RenditionDraft(kind=form.kind, **values_of(form), **more)


def values_of(form: RenditionForm) -> dict[str, Any]:
    """Give what a form says of a version, in the names of its fields."""
    typed = form.cleaned_data
    values = {name: typed[name].strip() for name in ("title", "text")}
    values["tlp"], values["clearance"] = int(typed["tlp"]), int(typed["clearance"])
    values["personal"] = typed["personal"] == "yes"
    values["not_personal_because"] = typed["not_personal_because"].strip() if typed["personal"] == "no" else ""
    values["children"], values["offences"] = typed["children"], typed["offences"]
    values["fields"] = packed({key: typed.get(key, "") for key in PART}, typed.get("how_known", ""))
    values |= {name: str(typed[name]) for name in ("gsc", "grade", "conditions") if name in form.fields}
    return values


def releases_of(form: WritingForm, readers: Readers) -> tuple[ReleaseDraft, ...]:
    """Give the releases that a form asks for: one for each reader who was chosen."""
    typed = form.cleaned_data
    more = {name: typed.get(name, "") for name in ("purpose", "basis_of_giver", "basis_of_getter")}
    return tuple(ReleaseDraft(**readers.meant(value), **more) for value in form.wanted)


def change_form(actor: Actor, rendition: Rendition, data: QueryDict | None) -> ChangeForm:
    """Make the form that changes a version, with what it says now."""
    initial = {name: getattr(rendition, name) for name in ("title", "text", "gsc", "grade", "conditions")}
    initial |= {"tlp": str(rendition.tlp), "clearance": str(rendition.clearance)}
    initial |= {"children": rendition.children, "offences": rendition.offences}
    initial |= {"personal": "yes" if rendition.personal else "no", **unpacked(rendition.fields)}
    initial["not_personal_because"] = rendition.not_personal_because
    more = {"source": source_of(actor, rendition), **roles(actor)}
    return ChangeForm(data, kind=rendition.kind, initial=initial, version=rendition.version, **more)
