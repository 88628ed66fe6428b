"""What can be shown to others, with its evidence? A pack for police and public, and one for the industry.

A pack says what the published case studies say. Where they say nothing, the pack says that nothing is published yet.

*Source:* R105-R107.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonground.groundwork.documents import Block, Bullets, Document, Heading, Note, Pairs, Paragraph
from commonground.pages import documents
from commonground.projects.queries import evidence
from commonground.projects.rules.books.benefits import GAINS, KNOWN_BY, SIGN, WHOSE
from commonground.projects.rules.templates import TEMPLATES


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a pack shows: its heading, what is said of it by label, its case study, its evidence in words."""

    title: str
    rows: Sequence[tuple[str, str]]
    case: Any
    says: Any

    @property
    def evidence(self) -> str:
        """How firm it is, in words."""
        if self.says is None:
            return _("No evaluation stands behind it; it is what both sides say.")
        return _("%(words)s. Firmness %(level)s of 5.") % {"words": _(self.says.words), "level": self.says.firmness}


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under one heading; where all are of one case study, its rows and evidence stand once, on the group."""

    name: str
    entries: list[Entry]
    shared: Entry | None = None


def tasks() -> list[Group]:
    """Give what private security is used for, a group for each case study, each with conditions and evidence."""
    found: dict[int, list[evidence.Shown]] = {}
    for one in evidence.tasks():
        found.setdefault(one.case.pk, []).append(one)
    return [_case(rows) for rows in found.values()]


def _case(shown: list[evidence.Shown]) -> Group:
    case, says = shown[0].case, shown[0].says
    rows = [
        (_("Where it was done"), case.values.get("context", "")),
        (_("Conditions"), case.values.get("conditions", "")),
        (_("What did not work"), case.values.get("not_worked", "")),
    ]
    shared = Entry("", [(label, words) for label, words in rows if words], case, says)
    return Group(case.collaboration.name, [_task(one) for one in shown], shared)


def _task(one: evidence.Shown) -> Entry:
    rows = [
        (_("How it works"), one.what["what"]),
        (_("Police side"), one.what["police_part"]),
        (_("Security side"), one.what["security_part"]),
        (_("Powers"), one.what.get("powers") or _("Not said")),
    ]
    return Entry(one.what["name"], [(label, words) for label, words in rows if words], None, None)


def gains() -> list[Group]:
    """Give who gains what on the security side, by kind of gain; losses are told too."""
    found = evidence.benefits("security", "both")
    groups = [
        Group(_(name), entries)
        for key, name in GAINS.items()
        if (entries := [_gain(one) for one in found if one.what["gain"] == key])
    ]
    said = [_quote(one) for one in evidence.testimonials("security")]
    return [*groups, Group(_("What people of the industry say"), said)] if said else groups


def _quote(one: evidence.Shown) -> Entry:
    rows = [
        (_("Who said it"), f"{one.what['name']}, {one.what['post']}"),
        (_("When"), day_in_words(one.what["on"])),
        (_("They agreed that it is shown"), day_in_words(one.what["consent_on"])),
        (_("Case study"), one.case.collaboration.name),
    ]
    return Entry(f"“{one.what['words']}”", rows, None, None)


def day_in_words(day: str) -> str:
    """Write a day as it is kept, such as 2026-03-01, in words."""
    return date_format(date.fromisoformat(day), "j F Y")


def _gain(one: evidence.Shown) -> Entry:
    rows = [
        (_("Who"), f"{one.what['beneficiary']} ({_(WHOSE[one.what['whose']]).lower()})"),
        (_("Gain or loss"), _(SIGN[one.what["sign"]])),
        (_("How it is known"), _(KNOWN_BY[one.what["known_by"]])),
    ]
    return Entry(one.what["benefit"], rows, one.case, one.says)


@dataclass(frozen=True, slots=True)
class Pack:
    """One pack: its name, for whom it is, and what fills it."""

    key: str
    name: str | Promise
    what: str | Promise
    make: Callable[[], list[Group]]


PACKS = {
    pack.key: pack
    for pack in (
        Pack(
            "police-and-public",
            gettext_lazy("How private security is used well"),
            gettext_lazy("For police and public: each use with its conditions, powers, evidence and case study."),
            tasks,
        ),
        Pack(
            "security",
            gettext_lazy("What the security industry gains"),
            gettext_lazy("For firms and their staff: what others gained and lost, and how firmly that is known."),
            gains,
        ),
    )
}


@login_not_required
def packs(request: HttpRequest) -> HttpResponse:
    """List the packs."""
    return render(request, "projects/packs/packs.html", {"packs": PACKS.values()})


def _pack(key: str) -> Pack:
    if key not in PACKS:
        raise Http404
    return PACKS[key]


@login_not_required
def pack(request: HttpRequest, pack: str) -> HttpResponse:
    """Show one pack as it can be filled today."""
    one = _pack(pack)
    context = {
        "pack": one,
        "groups": one.make(),
        "kits": TEMPLATES.values(),
        "forms": documents.FORMS.values(),
        "breadcrumbs": [{"label": _("Packs to show others"), "url": reverse("projects:packs")}],
    }
    return render(request, "projects/packs/pack.html", context)


@login_not_required
def paper(request: HttpRequest, pack: str, form: str) -> HttpResponse:
    """Give one pack as a paper."""
    one = _pack(pack)
    return documents.respond(document(one), form, one.key)


def _behind(entry: Entry) -> list[tuple[str, str]]:
    """Say which case study an entry is from, and how firm that is."""
    if entry.case is None:
        return []
    return [(_("Evidence"), entry.evidence), (_("Case study"), entry.case.collaboration.name)]


def document(pack: Pack) -> Document:
    """Write a pack as a document, from what is published on this day."""
    blocks: list[Block] = []
    for group in pack.make():
        blocks.append(Heading(group.name))
        for entry in group.entries:
            blocks += [Heading(entry.title, 2), Pairs([*entry.rows, *_behind(entry)])]
        if group.shared:
            blocks += [Heading(_("All of these"), 2), Pairs([*group.shared.rows, *_behind(group.shared)])]
    if not blocks:
        blocks.append(Paragraph(_("Nothing is published yet that this pack could show.")))
    blocks += [
        Heading(_("Templates to begin from")),
        Bullets([f"{kit.name}: {kit.about}" for kit in TEMPLATES.values()]),
    ]
    note = _("Everything here is taken from case studies that both sides of a collaboration have approved.")
    on = timezone.localdate()
    return Document(title=str(pack.name), summary=str(pack.what), blocks=[*blocks, Note(note)], on=on)
