"""Which bodies do the collaborations of the example have, were they ready, and how does one part? Words for steps 1-2.

*Source:* R9, R12; reference on standards, 2.7.
"""

from commonground.website.example.shapes import Row, table

MINSTER: dict[str, list[Row]] = {
    "bodies": table(
        "name kind side sits money tactics publicity meets",
        ("Liaison group", "decides", "ground", "Maya Thornbury and Dana Whitlock in turn in the chair; Owen Tranter,"
         " Ruth Penhallow, Tomas Ellerby", "none", "decides", "decides", "Every second Tuesday, 9.30am"),
        ("Officers at the Gate", "does", "police", "Owen Tranter and two constables", "none", "advises", "none", None),
        ("Friday briefing", "meets", "ground", "Whoever is on that evening: officers, guards, street pastors", "none",
         "advises", "none", "Fridays, 6pm"),
        ("Guards at the Gate", "does", "security", "Marlgate Centre and Northgate Guarding", "none", "advises", "none",
         None),
        ("Board of the partnership", "decides", "security", "Elected by its members", "decides", "none", "advises",
         "Every three months"),
    ),
    "links": table(
        "first how second",
        ("Officers at the Gate", "reports", "Liaison group"),
        ("Guards at the Gate", "reports", "Liaison group"),
        ("Friday briefing", "advises", "Officers at the Gate"),
        ("Friday briefing", "advises", "Guards at the Gate"),
        ("Board of the partnership", "advises", "Liaison group"),
    ),
}  # fmt: skip
MINSTER_LEAVING: list[Row] = [{
    "ends": "Six months of work, then a decision by everybody whom it touches. Earlier, if somebody is hurt because of"
    " it.",
    "notice": "Four weeks",
    "information": "Images are destroyed as ISA-0007 says. The counts stay public.",
    "things": "The fourteen radios stay with the shops; the second operator’s post ends with the money.",
    "goes_on": "The Friday briefing, under the partnership.",
}]  # fmt: skip

MINSTER_READY: list[Row] = table(
    "side ready backing people first",
    ("police", "yes", "The superintendent has said so in writing.", "Two constables, three evenings a week. They leave"
     " out the late patrol of the ring road.", None),
    ("security", "nearly", "The board of the partnership, and the manager of Marlgate Centre.", "Late-shift guards, who"
     " start half an hour later.", "Northgate must say who stands in when its contract manager is away."),
)  # fmt: skip
MINSTER_TRIANGLE: list[Row] = [{
    "victim": "Clothes, spirits and razors near the door; staff who challenge somebody alone.",
    "guardian": "Late-shift staff and guards, when there are two of them.",
    "place": "Two small areas with many ways out, and bus stops in the dark.",
    "manager": "The centre’s manager inside; outside nobody after six.",
    "offender": "Some steal to order, some on the way home. Few come from far.",
    "handler": "Street pastors know several of them by name.",
    "weakest": "Guardians: nobody capable is in sight between five and nine.",
}]  # fmt: skip

CASTLE: dict[str, list[Row]] = {
    "bodies": table(
        "name kind side sits money tactics publicity meets",
        ("Parade group", "meets", "ground", "Leila Marchbank, Gwen Hartnoll, Ruth Penhallow, a shop in turn", "none",
         "decides", "decides", "First and third Thursday, 8am"),
        ("Neighbourhood team", "does", "police", "Leila Marchbank", "none", "advises", "none", None),
        ("The nineteen shops", "does", "security", "In pairs, by who stands next to whom", "decides", "advises",
         "none", None),
    ),
    "links": table(
        "first how second",
        ("Neighbourhood team", "reports", "Parade group"),
        ("The nineteen shops", "reports", "Parade group"),
    ),
}  # fmt: skip
