"""Can a police lead and a security lead take one collaboration through all ten steps, on the pages alone?

On a whole site whose web processes connect as the application's role, in a real browser: from the first draft to the
public case study, measured on real shop theft of the City of London.

*Source:* issue "The house and the first story", acceptance ("Journey in a real browser"); R6-R47, R59-R70.
"""

import pytest

from tests.journeys import chapters

CHAPTERS = (
    chapters.bring_in_the_city,
    chapters.propose_and_accept,
    chapters.write_blind,
    chapters.compare_and_agree,
    chapters.fill_the_posts,
    chapters.plan_and_begin,
    chapters.measure,
    chapters.review_twice,
    chapters.tell_what_came_of_it,
    chapters.publish,
    chapters.end,
)
MUST_BE_SEEN = {
    "projects:statement", "projects:compare", "projects:step", "projects:answer_add", "projects:review_answer",
    "projects:position", "projects:publication", "projects:case_study", "outcomes:study", "outcomes:published",
}  # fmt: skip


@pytest.mark.browser
@pytest.mark.shared
@pytest.mark.slow
def test_a_shared_problem_becomes_a_legacy(site, chromium, shared):
    story = chapters.Story(chromium, site, shared)
    for chapter in CHAPTERS:
        chapter(story)
    assert {name.split()[0] for name in story.looked.pages} >= MUST_BE_SEEN
    assert story.looked.faults == []
