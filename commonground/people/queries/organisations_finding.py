"""Which few organisations fit a need, and where do organisations overlap? Asked of what is public.

*Source:* R155.
"""

from django.db.models import Prefetch

from commonground.people.models import Capability, Organisation, Term, Topic
from commonground.people.queries.organisations import organisations
from commonground.people.queries.profiles import in_force
from commonground.people.rules.organisations_finding import Card, Hit, find, widened, words_of
from commonground.places import queries as places
from commonground.places.models import Area


def cards() -> dict[int, Card]:
    """Give what everybody may know of each active organisation, as finding needs it, by key."""
    listed = Capability.objects.filter(in_force(), is_listed=True)
    held = organisations().prefetch_related(Prefetch("capabilities", queryset=listed, to_attr="listed"))
    return {each.pk: _card(each) for each in held}


def _card(organisation: Organisation) -> Card:
    brought = [f"{each.get_kind_display()} {each.name} {each.coverage}" for each in organisation.listed]  # type: ignore[attr-defined]
    texts = {
        "name": " ".join((organisation.name, *organisation.aliases)),
        "about": organisation.about,
        "capabilities": " ".join(brought),
    }
    return Card(organisation.pk, organisation.name, organisation.kind, texts, organisation.area_id)


def families() -> list[tuple[str, ...]]:
    """List the names that mean one thing: of topics and of terms."""
    topics = Topic.objects.filter(is_active=True).values_list("name", "also")
    terms = Term.objects.filter(retired_at=None).values_list("term", "also")
    return [(name, *also) for name, also in (*topics, *terms) if also]


def found_for(need: str, area: Area | None, known: dict[int, Card]) -> list[tuple[Organisation, Hit]]:
    """Give the few organisations that fit a need and a place, nearest first, each with why."""
    near = frozenset(places.touching(area)) if area else None
    hits = find(widened(words_of(need), families()), near, known.values())
    held = Organisation.objects.select_related("area").in_bulk([hit.card.key for hit in hits])
    return [(held[hit.card.key], hit) for hit in hits]
