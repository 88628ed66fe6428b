"""Who plays in the example? The invented cast: as many from the police as from security, and four others.

Telephone numbers come from the ranges reserved for fiction (01632 960000-960999 and 07700 900000-900999), e-mail
addresses lie under example.org. Two people have left their posts and two write only by e-mail: they are
known, but never sign in.

*Source:* the mock-ups of design/look (Whitlock, Tranter, Thornbury, Ellerby, Penhallow, Marchbank); our own (the rest).
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Member:
    """One person: what they do for which organisation (empty: for none), how to reach them, and since how many days."""

    key: str
    name: str
    organisation: str
    post: str
    email: str
    telephone: str
    since: int = 900
    left: int | None = None
    roles: tuple[str, ...] = ()
    administrator: bool = False
    signs_in: bool = True
    why: str = ""


POLICE = "Aldermouth Police"
PARTNERSHIP = "Aldermouth Business Crime Partnership"
MARLGATE = "Marlgate Centre"
NORTHGATE = "Northgate Guarding"
TANNERY = "Tannery Stores"

PEOPLE: dict[str, Member] = {
    member.key: member
    for member in (
        Member("thornbury", "Maya Thornbury", POLICE, "Inspector, city centre neighbourhoods",
               "maya.thornbury@police.example.org", "01632 960140", roles=("coordinator",),
               why="leads for the police on governance"),
        Member("tranter", "Owen Tranter", POLICE, "Neighbourhood sergeant, Minster Gate",
               "owen.tranter@police.example.org", "01632 960141", why="leads for the police on delivery"),
        Member("marchbank", "Leila Marchbank", POLICE, "Neighbourhood constable, Friary and Castle Parade",
               "leila.marchbank@police.example.org", "07700 900141", why="his deputy, who leads at Castle Parade"),
        Member("calloway", "Idris Calloway", POLICE, "Business crime analyst",
               "idris.calloway@police.example.org", "01632 960145", why="counts, and says what counts cannot say"),
        Member("ashdown", "Helen Ashdown", POLICE, "Superintendent, local policing",
               "helen.ashdown@police.example.org", "01632 960143", why="backs the work for the police"),
        Member("whitlock", "Dana Whitlock", MARLGATE, "Security manager",
               "dana.whitlock@marlgate.example.org", "01632 960121", roles=("coordinator",),
               why="leads for security on governance"),
        Member("ellerby", "Tomas Ellerby", MARLGATE, "Late-shift security lead",
               "lateshift@marlgate.example.org", "01632 960122", why="her deputy, on duty when it happens"),
        Member("penhallow", "Ruth Penhallow", PARTNERSHIP, "Partnership manager and data protection lead",
               "ruth.penhallow@abcp.example.org", "01632 960100", roles=("coordinator",),
               why="brings the two sides together"),
        Member("haddow", "Samir Haddow", NORTHGATE, "Contract manager, city centre",
               "samir.haddow@northgate.example.org", "07700 900132", since=84, roles=("coordinator",),
               why="took over delivery for security when the post fell vacant"),
        Member("hartnoll", "Gwen Hartnoll", TANNERY, "Stores director",
               "gwen.hartnoll@tannery.example.org", "01632 960151", roles=("coordinator",),
               why="leads for security at Castle Parade and proposes the third collaboration"),
        Member("osei", "Farida Osei", "Office of the Aldermouth Police and Crime Commissioner",
               "Head of partnerships", "farida.osei@commissioner.example.org", "01632 960160",
               why="oversight: sees results, not operations"),
        Member("yarrow", "Bill Yarrow", "Minster Gate Residents and Traders", "Chair",
               "bill.yarrow@minstergate.example.org", "07700 900171", why="a stakeholder from the community"),
        Member("lindqvist", "Marit Lindqvist", "Harbour View Hotel", "Duty manager",
               "marit.lindqvist@harbourview.example.org", "01632 960181", why="a stranger: takes part in nothing yet"),
        Member("calder", "Ines Calder", "", "Help desk", "helpdesk@abcp.example.org", "01632 960101",
               administrator=True, why="keeps the installation; it opens no collaboration to her"),
        Member("prewett", "Joan Prewett", "Aldermouth City Council", "Licensing and lighting officer",
               "joan.prewett@council.example.org", "01632 960166", signs_in=False, why="a stakeholder: the council"),
        Member("oduya", "Sam Oduya", "Aldermouth Street Pastors", "Team leader, Fridays",
               "sam.oduya@pastors.example.org", "07700 900175", signs_in=False, why="a stakeholder: the volunteers"),
        Member("abernethy", "Neil Abernethy", POLICE, "Neighbourhood sergeant, Castle Parade",
               "neil.abernethy@police.example.org", "01632 960142", left=95, signs_in=False),
        Member("reyes", "Callum Reyes", NORTHGATE, "Contract manager, city centre",
               "callum.reyes@northgate.example.org", "07700 900131", left=126, signs_in=False),
    )
}  # fmt: skip

SIGN_IN = tuple(key for key, member in PEOPLE.items() if member.signs_in)
