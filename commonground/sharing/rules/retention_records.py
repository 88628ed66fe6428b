"""When do agreements, decisions, requests, questions, collaborations and the lists of who was at a briefing leave? Six
years after their end at most.

What stands behind sharing is kept longer than what was shared, because somebody may ask why: six years is the time
within which a claim can be brought. It belongs to several organisations at once; each of them has its day, its review
and its legal hold, and the words leave when all days have come. That it was, between whom and when, stays, so that what
rested on it can still be explained.

Who was at a briefing is the record of the organisation that held it, and of nobody else: it named the day, counted the
seats and wrote down who came, so that one day, one review and one hold are enough. Whoever came finds their own seat in
their own data until then. It does not come from the police, even where they held the briefing, so that it leaves by the
clock, as whoever takes a seat is told; the numbers stay.

*Source:* D4; DPA 2018, section 39; UK GDPR, articles 5(1)(e) and 5(2). Limitation Act 1980, sections 2 and 5 (six
years), read second-hand, to be checked against the law. The spans are ours.
"""

from collections.abc import Mapping

from commonground.sharing.rules.retention import SIX_YEARS, Line

LEFT = "Left on its day"
RECORDS: Mapping[str, Line] = {
    line.kind: line
    for line in (
        Line("agreement", "The words of an agreement", SIX_YEARS, "the day it ended", reviewed=True),
        Line("decision", "What was weighed for a decision on sharing", SIX_YEARS, "the day it was taken, or ended"),
        Line("request", "A request for intelligence or an asset, with its grant", 1095, "the day it ended", True),
        Line("question", "A question to the desk", 730, "the day it was kept"),
        Line("collaboration", "The work of a collaboration", SIX_YEARS, "the day it ended", reviewed=True),
        Line("attendance", "Who was at a briefing", 1095, "the day of the briefing, or on which it was called off"),
    )
}
