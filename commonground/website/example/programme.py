"""What has been published about the PaS initiative? Its dates and figures, value by value, each with its document.

Nothing is added: charts that are pictures in the documents are not guessed. `published_as` keeps the document's own
wording where it rounds. A percentage that is a whole number of the 197 responses says which; one that is not is
kept as published and marked, because its base was another one that the document does not give.

*Source:* requirements.md section 7; R50, R138-R140, R155-R175, R180-R185, R188, R246, R280.
"""

from dataclasses import dataclass

from commonground.website.example.organisations import ARTICLE, GUIDE, LAUNCH, RESULTS

RESPONSES = 197
NO_BASE = "Fits no whole number of the 197 responses: the question had another base, which the document does not give."


@dataclass(frozen=True, slots=True)
class Figure:
    """One published value: what it is of, in which unit, as which words it was published, and whether it is rounded."""

    key: str
    label: str
    value: float | str
    unit: str
    published_as: str
    source: str
    approximate: bool = False
    people: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One dated thing in the initiative's history; `when` is as exact as the document is."""

    when: str
    what: str
    source: str


TIMELINE = (
    Event("2014-12", "PaS is launched at City Hall, with an audience of 180. The consultation opens.", RESULTS),
    Event("2015-02", "The consultation closes with 197 responses.", RESULTS),
    Event("2015", "The results are published; a committee and three workgroups are set up.", f"{RESULTS}; {ARTICLE}"),
    Event("2016-09-27", "The guide to effective collaboration is launched: ten steps, thirty questions.",
          f"{LAUNCH}; {GUIDE}"),
)  # fmt: skip


def _share(key: str, label: str, value: float, people: int | None = None, rounded: str = "") -> Figure:
    """One percentage of the consultation, with the whole number of responses that it is, if it is one."""
    note = "" if people is not None or rounded else NO_BASE
    return Figure(key, label, value, "per cent", rounded or f"{value}%", RESULTS, bool(rounded), people, note)


def _rating(key: str, body: str, level: str) -> Figure:
    """The published average rating of one body; an average of ordered words, so only the word is kept."""
    note = "Published as an average of Low, Medium and High; how the answers were spread is not given."
    return Figure(f"rating-{key}", f"Average effectiveness of {body}", level, "rating", level, RESULTS, note=note)


FIGURES = (
    Figure("launch-audience", "Audience at the launch", 180, "people", "an audience of 180", RESULTS),
    Figure("responses", "Responses to the consultation", RESPONSES, "responses", "197", f"{RESULTS}; {ARTICLE}"),
    _share("licensed-staff", "Responsible for SIA licensed staff", 48.7, 96),
    _share("cctv", "Responsible for CCTV systems", 49.2, 97),
    _share("other-capability", "Responsible for other private security capabilities", 29.9, 59),
    Figure("capabilities", "Responsible for managing or controlling capabilities", "around half", "words",
           "Around half of the respondents", RESULTS, True),
    _share("no-further", "Want no further engagement", 3, rounded="only 3%"),
    Figure("organisations", "Organisations named", 71, "organisations", "71", f"{RESULTS}; {ARTICLE}"),
    _rating("bsia", "British Security Industry Association", "Medium"),
    _rating("security-institute", "The Security Institute", "Medium"),
    _rating("asis", "ASIS", "Medium"),
    _rating("nbcf-nbcs", "National Business Crime Forum / Solution", "Medium"),
    _rating("csarn", "CSARN", "High"),
    _rating("london-first", "London First", "High"),
    Figure("standards", "Standards and accreditations named", 24, "standards", "24", f"{RESULTS}; {ARTICLE}"),
    Figure("courses", "Training courses and providers named", 20, "courses", "over 20", f"{RESULTS}; {ARTICLE}", True),
    Figure("cases", "Cases of best practice named", 20, "cases", "over 20", RESULTS, True),
    _share("griffin-argus", "Name Projects Griffin and Argus as relevant training", 22, rounded="22%"),
    _share("griffin", "Rate Project Griffin as effective", 78.2, 154),
    _share("cssc", "Rate CSSC as effective", 40.2),
    _share("bcrps", "Rate local BCRPs as effective", 31.5, 62),
    _share("want-communications", "Want communications and intelligence sharing", 20.9),
    _share("want-website", "Want messages by website and e-mail", 13.7, 27),
    _share("want-training", "Want training", 7.1, 14),
    _share("issue-sharing", "Ask to remove concerns around sharing information", 22.7),
    _share("issue-them-and-us", "Ask to improve “them and us” attitudes", 14.4),
    _share("consistency", "Want consistency with the NPCC and the rest of the UK", 30, rounded="30%"),
    _share("consistency-again", "Say so again", 11, rounded="11%"),
    Figure("communication-key", "Cite communication and information sharing as key", 30, "per cent", "almost 30%",
           ARTICLE, True),
    Figure("steps", "Steps of the guide", 10, "steps", "ten step guide", LAUNCH),
    Figure("questions", "Lettered questions of the guide", 30, "questions", "1a to 10c", GUIDE),
)  # fmt: skip

INITIATIVE = {
    "name": "Police and Security Group Initiative",
    "short_name": "PaS",
    "purpose": "A business-led initiative, launched in December 2014, to improve collaboration and trust between the"
    " police and the private security industry in London.",
}
HERE = {
    "name": "Aldermouth collaboration programme",
    "short_name": "Aldermouth",
    "purpose": "Police and private security in Aldermouth agree what the problem is, share what they lawfully can, and"
    " find out whether what they did worked.",
    "host": "Aldermouth Business Crime Partnership",
    "telephone": "01632 960100",
    "telephone_hours": "Monday to Friday, 9am to 5pm",
    "email": "helpdesk@abcp.example.org",
    "area": "Aldermouth",
}
