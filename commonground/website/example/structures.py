"""Which bodies do the collaborations of the example have, and how does one part? Words for question 2a.

*Source:* R12; reference on standards, 2.7.
"""

from commonground.website.example.shapes import Row, table

MINSTER: dict[str, list[Row]] = {
    "bodies": table(
        "name kind side sits money tactics publicity meets",
        ("Liaison group", "decides", "ground", "Maya Thornbury and Dana Whitlock in turn in the chair; Owen Tranter,"
         " Ruth Penhallow, Tomas Ellerby", "none", "decides", "decides", "Every second Tuesday, 9.30am"),
        ("Friday briefing", "meets", "ground", "Whoever is on that evening: officers, guards, street pastors", "none",
         "advises", "none", "Fridays, 6pm"),
        ("Officers at the Gate", "does", "police", "Owen Tranter and two constables", "none", "advises", "none", None),
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
