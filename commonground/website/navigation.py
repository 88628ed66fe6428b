"""What stands around every page? The instance's name and host, the way to every part, and who is reading.

A link whose page does not exist yet is left out, never dead.

*Source:* settled questions, "In Django" (navigation … as data) and "Who" (links without a page); R48; the look, 2.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonground.groundwork.actors import ANONYMOUS
from commonground.people.queries import acting, programmes
from commonground.website import kept_mail

NAME = "Common Ground"
Links = Sequence[tuple[str, Any]]

SIGNED_IN: Links = (
    ("home", gettext_lazy("Your day")),
    ("projects:list", gettext_lazy("Collaborations")),
    ("sharing:items", gettext_lazy("Shared")),
    ("sharing:incidents", gettext_lazy("Incidents")),
    ("people:contacts", gettext_lazy("Contacts")),
    ("outcomes:evidence", gettext_lazy("Evidence")),
    ("projects:case_studies", gettext_lazy("Case studies")),
    ("projects:guide", gettext_lazy("The ten steps")),
    ("people:organisations", gettext_lazy("Organisations")),
    ("places:areas", gettext_lazy("Places")),
    ("search", gettext_lazy("Search")),
)
PUBLIC: Links = (
    ("projects:guide", gettext_lazy("The ten steps")),
    ("projects:initiatives", gettext_lazy("Who works where")),
    ("projects:case_studies", gettext_lazy("Case studies")),
    ("outcomes:evidence", gettext_lazy("Evidence")),
    ("people:contacts", gettext_lazy("Contacts")),
    ("people:organisations", gettext_lazy("Organisations")),
    ("people:join", gettext_lazy("Join")),
    ("places:areas", gettext_lazy("Places")),
    ("about", gettext_lazy("About")),
    ("search", gettext_lazy("Search")),
)
# Folders of a part that do not stand under the address of its link
ALSO_UNDER = {"sharing:items": ("/sharing/", "/agreements/", "/feedback/", "/retention/", "/aims/")}
OWN: Links = (("people:you", gettext_lazy("Your own page")),)
OUTBOX: Links = (("outbox", gettext_lazy("Outbox")),)
FOOTER: Links = (
    ("help", gettext_lazy("Help")),
    ("contact", gettext_lazy("Contact")),
    ("accessibility", gettext_lazy("Accessibility")),
    ("privacy", gettext_lazy("Privacy")),
    ("people:conduct", gettext_lazy("Code of conduct")),
    ("people:concern", gettext_lazy("Report a concern")),
    ("projects:framework", gettext_lazy("Framework")),
    ("sharing:desk", gettext_lazy("Can I share this?")),
    ("sharing:dare", gettext_lazy("Dare to share")),
    ("sharing:register", gettext_lazy("Agreements on sharing")),
    ("projects:templates", gettext_lazy("Templates")),
    ("projects:models", gettext_lazy("Models")),
    ("projects:packs", gettext_lazy("What each side gains")),
    ("record", gettext_lazy("The record")),
    ("about", gettext_lazy("About")),
)


def address(name: str, *args: Any) -> str:
    """Give the address of a page, or nothing while it does not exist."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def links(wanted: Links, path: str = "") -> Iterator[dict[str, Any]]:
    """Give label and address of each page that exists; `current` marks the part that holds the path."""
    for name, label in wanted:
        if url := address(name):
            under = (*ALSO_UNDER.get(name, ()), *([url] if url != "/" else []))
            yield {"label": label, "url": url, "current": path == url or path.startswith(under)}


def instance() -> dict[str, Any]:
    """Give the installation's name, its place, who runs it, and how to reach a human there."""
    programme = programmes.programme()
    if programme is None:
        return {"name": NAME}
    host_line = _("Run by %(host)s for its members and the public.") % {"host": programme.host}
    return {
        "name": NAME,
        "place": programme.area.name if programme.area else "",
        "purpose": programme.purpose,
        "host": programme.host,
        "host_line": host_line if programme.host else "",
        "telephone": programme.telephone,
        "telephone_hours": programme.telephone_hours,
        "email": programme.email,
    }


def surroundings(request: HttpRequest) -> dict[str, Any]:
    """Give every template what `pages/base.html` shows around its content."""
    actor = getattr(request, "actor", ANONYMOUS)
    signed_in = actor.person_id is not None
    main = SIGNED_IN if signed_in else PUBLIC
    outbox = kept_mail.is_shown(request)
    # The foot of a page repeats the main links first, so that none is named twice
    foot = (*(OWN if signed_in else ()), *FOOTER, *(OUTBOX if outbox else ()))
    return {
        "actor": actor,
        "organisations_of_actor": len(acting.held(request)) if signed_in else 0,
        "instance": instance(),
        "navigation": list(links(main, request.path)),
        "footer_links": list(links([one for one in foot if one[0] not in dict(main)])),
        "outbox_is_shown": outbox,
    }
