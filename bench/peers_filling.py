"""What is pretalx filled with, so that it can be asked like for like? As many submissions as ours has proposals.

Run by pretalx's own Python (`bench.peers`), through its own models in bulk. As with ours, a third is waiting for two
reviewers who were asked, and a third has two reviews. It prints the cookie of an organiser who is signed in and the
addresses of the pages, as JSON.

*Source:* issue "The ten steps in depth", acceptance (portfolio); `bench/proposals_filling.py`.
"""

import json
import sys
from datetime import timedelta
from importlib import import_module
from typing import Any

import django

SLUG, REVIEWERS, SPEAKERS = "beside", 12, 60
WORDS = "What would be done, by whom, from when until when, and what each side gains by it. " * 8


def main(count: int) -> None:
    """Write the event with its submissions, sign the organiser in and print how to ask."""
    django.setup()
    from django_scopes import scope, scopes_disabled

    with scopes_disabled():
        organiser, event = _event()
    with scope(event=event):
        code = _submissions(event, count)
    here = f"/orga/event/{SLUG}"
    pages = {
        "the list": f"{here}/submissions/",
        "the review overview": f"{here}/reviews/",
        "one of them": f"{here}/submissions/{code}/",
    }
    print(json.dumps({"cookie": _cookie(organiser), "pages": pages}))


def _event() -> tuple[Any, Any]:
    """Make an organiser who may do everything, and an event whose reviews are open."""
    from django.utils.timezone import now
    from django_scopes import scope
    from pretalx.event.models import Event
    from pretalx.event.utils import create_organiser_with_team
    from pretalx.person.models import User

    user = User.objects.create_user(name="Organiser", email="organiser@example.org", locale="en", timezone="UTC")
    held_by, team = create_organiser_with_team(name="Beside", slug=f"{SLUG}by", users=[user])
    begins = (now() + timedelta(days=25)).date()
    event = Event.objects.create(
        name="Beside", slug=SLUG, organiser=held_by, is_public=True, date_from=begins, date_to=begins, timezone="UTC",
        email="beside@example.org", locale_array="en", locale="en",
    )  # fmt: skip
    for right in ("can_change_event_settings", "can_change_submissions", "is_reviewer"):
        setattr(team, right, True)
    team.save()
    with scope(event=event):
        event.build_initial_data()
        team.limit_events.add(event)
        event.cfp.deadline = now() - timedelta(days=1)
        event.cfp.save()
        event.review_phases.filter(position=0).update(is_active=True, start=event.cfp.deadline)
    return user, event


def _submissions(event: Any, count: int) -> str:
    """Write the submissions with a speaker each; give the code of one in the middle."""
    from pretalx.person.models import SpeakerProfile, User
    from pretalx.submission.models import Submission
    from pretalx.submission.models.submission import SpeakerRole

    people = User.objects.bulk_create(
        User(name=f"Person {n}", email=f"person{n}@example.org", code=f"P{n:05d}", password="!")
        for n in range(SPEAKERS + REVIEWERS)
    )
    speakers, reviewers = people[:SPEAKERS], people[SPEAKERS:]
    SpeakerProfile.objects.bulk_create(SpeakerProfile(user=one, event=event, biography=WORDS) for one in speakers)
    made = Submission.objects.bulk_create(
        Submission(
            event=event, title=f"Proposal {n} for place {n % 50}", submission_type=event.cfp.default_type,
            state="rejected" if n % 6 == 5 else "submitted", abstract=WORDS[:300], description=WORDS,
            code=f"S{n:05d}", content_locale="en",
        )
        for n in range(count)
    )  # fmt: skip
    SpeakerRole.objects.bulk_create(
        SpeakerRole(submission=one, user=speakers[n % SPEAKERS]) for n, one in enumerate(made)
    )
    _reviews(event, made, reviewers)
    return str(made[count // 2 // 6 * 6 + 4].code)


def _reviews(event: Any, made: list[Any], reviewers: list[Any]) -> None:
    """Ask two reviewers of every third submission, and let two have reviewed every other third."""
    from pretalx.event.models import Team
    from pretalx.submission.models import Review, ReviewScoreCategory, Submission

    team = Team.objects.create(organiser=event.organiser, name="Reviewers", is_reviewer=True)
    team.limit_events.add(event)
    team.members.add(*reviewers)
    pairs = [(one, reviewers[(n + k) % REVIEWERS], n % 6) for n, one in enumerate(made) for k in (0, 5)]
    assigned = Submission.assigned_reviewers.through
    assigned.objects.bulk_create(assigned(submission=one, user=who) for one, who, part in pairs if part in (2, 3))
    score = ReviewScoreCategory.objects.filter(event=event)[0].scores.order_by("-value")[0]
    reviews = Review.objects.bulk_create(
        Review(submission=one, user=who, text=WORDS[:200], score=score.value) for one, who, part in pairs if part > 3
    )
    given = Review.scores.through
    given.objects.bulk_create(given(review=one, reviewscore=score) for one in reviews)


def _cookie(user: Any) -> str:
    """Sign somebody in without any page, and give what their browser would send."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


if __name__ == "__main__":
    main(int(sys.argv[1]))
