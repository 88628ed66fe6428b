"""What do the reviews of a collaboration hold of its years? Figures as they stood, answers and ratings that are open.

*Source:* R126; settled questions, "Who" (blind texts).
"""

from commonground.groundwork.sides import TWO_SIDES, Side
from commonground.projects.models import Collaboration, Review
from commonground.projects.queries import charter, reading
from commonground.projects.rules.charter import Rated
from commonground.projects.rules.over_years import Held, Series, series_of
from commonground.projects.rules.reviewing import ReviewAnswer


def reviews_held(collaboration: Collaboration) -> list[Held]:
    """List the reviews, the first one first; answers and ratings only where both sides gave theirs."""
    rated = {one.number: one for one in charter.rated_of(collaboration)}
    return [_held(one, rated.get(one.number)) for one in reversed(list(reading.reviews_of(collaboration)))]


def _held(review: Review, rated: Rated | None) -> Held:
    given = {
        Side(one.side): ReviewAnswer(relevant=one.relevant, on_course=one.on_course, change=one.change)
        for one in review.answers.all()
    }
    is_open = review.is_open and len(given) == len(TWO_SIDES)
    return Held(review.number, review.held_on, given if is_open else None, rated)


def measured_over(collaboration: Collaboration) -> tuple[Series, ...]:
    """Give each outcome as the reviews took it down, the first review first."""
    rows = collaboration.reviews.order_by("held_on", "number").values_list("held_on", "figures")
    return series_of([(on, figures.get("outcomes", [])) for on, figures in rows])
