"""What do the example's organisations say of themselves? Profiles, "About us", capabilities, accreditations; units,
predecessors, and one that was entered twice. All of Aldermouth is invented.

*Source:* R56, R87, R143-R146; reference on the domain, 7(G).
"""

from dataclasses import dataclass, field
from typing import Any

from commonground.groundwork.sides import Kind
from commonground.website.example.organisations import Body
from commonground.website.example.people import MARLGATE, NORTHGATE, PARTNERSHIP, POLICE, TANNERY

HARBOUR = "Harbour View Hotel"
DESK = "Aldermouth Police Business Crime Desk"
CENTRE_TEAM = "City Centre Neighbourhood Team"
SHOPWATCH = "Aldermouth Shopwatch"
TAVERNS = "Quayside Taverns"
DOGS = "Estuary Patrol Dogs"
ROOM = "Vantage Control Room"
ARCADE = "Castle Parade Arcade"
HOSPITAL = "St Aldric's Hospital Security"
MARKET = "Guildhall Market"
TWICE = "Marlgate Shopping Centre"

BODIES = (
    Body(CENTRE_TEAM, Kind.POLICE, "Sergeants and constables who know the streets round Minster Gate, Friary and Castle"
         " Parade.", ("CCNT",), area="Minster Gate North"),
    Body(DESK, Kind.POLICE, "One analyst and one constable who take reports of crime against business and see that each"
         " is answered.", ("BCD",), telephone="01632 960146", area="Aldermouth"),
    Body(SHOPWATCH, Kind.ASSOCIATION, "The radio scheme of the shops, until the partnership took it over.",
         ("Shopwatch",), area="Aldermouth"),
    Body(TAVERNS, Kind.MANAGER, "Four public houses at the quay, with door staff at weekends.", (),
         telephone="01632 960183", area="Quayside"),
    Body(DOGS, Kind.PROVIDER, "Dog handlers for patrols at night, under contract to businesses.", (),
         telephone="01632 960185", area="Aldermouth"),
    Body(ROOM, Kind.PROVIDER, "Watches alarms and cameras for businesses day and night.", (),
         telephone="01632 960187", area="Signal Point"),
    Body(ARCADE, Kind.MANAGER, "Thirty small shops under one roof, with a patrol and cameras of its own.", (),
         telephone="01632 960174", area="Castle Parade"),
    Body(HOSPITAL, Kind.MANAGER, "Security of the hospital: doors, wards and car parks.", (),
         telephone="01632 960189", area="Hospital Hill"),
    Body(MARKET, Kind.MANAGER, "The market hall and its square, six days a week.", (), telephone="01632 960191",
         area="Guildhall"),
    Body(TWICE, Kind.MANAGER, "", ("The Marl",), telephone="01632 960120", area="Minster Gate North"),
)  # fmt: skip
# What is part of which, and what came after which
WITHIN = {
    CENTRE_TEAM: POLICE,
    DESK: POLICE,
    **dict.fromkeys((MARLGATE, TANNERY, NORTHGATE, TAVERNS, ARCADE), PARTNERSHIP),
}
CAME_AFTER = {PARTNERSHIP: SHOPWATCH}


@dataclass(frozen=True, slots=True)
class Telling:
    """What one organisation says of itself: who enters it (empty: the keeper), how many days ago, and the values."""

    organisation: str
    by: str
    days_ago: int
    profile: dict[str, Any] = field(default_factory=dict)
    about_us: dict[str, str] = field(default_factory=dict)
    capabilities: tuple[dict[str, Any], ...] = ()
    accreditations: tuple[dict[str, Any], ...] = ()


def _asked(controls: str, active: str) -> dict[str, str]:
    return {"controls_capability": controls, "takes_active_part": active}


TELLINGS = (
    Telling(POLICE, "thornbury", 820,
        profile={"address": "Aldermouth Police, Watch House, Fish Hill, Aldermouth",
                 "manager": "Superintendent Helen Ashdown, local policing", "sectors": ["the whole city"],
                 "legal_status": "Territorial police force (invented)",
                 "board": "Held to account by the Police and Crime Commissioner"},
        about_us={"what_we_do": "Neighbourhood teams work on problems that last. Response officers come to what is"
                  " happening now. One analyst looks at crime against business.",
                  "what_we_can": "Stop, search and arrest where the law allows. Ask for recordings. Tell you what came"
                  " of a report, if you gave us a number and a name.",
                  "what_we_cannot": "Pass on names and pictures without a legal basis, however useful they would be."
                  " Promise an officer at a set hour: an emergency goes first.",
                  "powers": "A constable has powers of arrest and entry that guards do not have. A community support"
                  " officer has some of them.",
                  "hours": "Neighbourhood teams 8am to 10pm, handover at 2pm. Response day and night on 999 and 101.",
                  "jargon": "SARA: how we solve problems\n3x5x2: how we grade what we are told\nOFFICIAL: most of what"
                  " we write\nSanitise: taking a source out of a report",
                  "constraints": "Budgets are set a year ahead. Officers move post every two or three years.",
                  "visits": "Walk a Friday late shift with us, from 6pm to 11pm, on the first Friday of the month."}),
    Telling(MARLGATE, "whitlock", 810,
        profile={**_asked("yes", "yes"), "address": "Marlgate Centre, Minster Gate, Aldermouth",
                 "manager": "Dana Whitlock, security manager", "sectors": ["shopping centres", "shops"],
                 "legal_status": "Private limited company (invented)",
                 "insurance": "Public liability, renewed each April",
                 "accounts": "Published each autumn at Companies House"},
        about_us={"what_we_do": "We keep ninety shops and the covered way of the bus station safe and open.",
                  "what_we_can": "Watch our own halls, keep recordings for you, ask people to leave, bring a radio into"
                  " your briefing.",
                  "what_we_cannot": "Follow anybody beyond our doors. Hand recordings over without a written request."
                  " Spare more than two people before 11pm.",
                  "powers": "Those of any citizen, and those of a landlord on private ground. Our guards carry no"
                  " handcuffs.",
                  "hours": "7am to 11pm. Shifts change at 3pm; from 2:45pm to 3:15pm call the control room.",
                  "jargon": "DS and PSS: the licences of our people\nCode amber on our radio: a child is missing",
                  "constraints": "Our landlord decides on barring people. Recordings are kept for 31 days.",
                  "visits": "Sit in our control room for an hour, any weekday after 4pm."},
        capabilities=(
            {"kind": "licensed_staff", "name": "Centre guards, day and evening", "number": 22, "available": "ask",
             "licence_sectors": ["Door supervision: 16", "Public space surveillance (CCTV): 6"],
             "area": "Minster Gate North", "hours": "7am to 11pm", "conditions": "Two at most before 11pm",
             "is_listed": True},
            {"kind": "cctv", "name": "Cameras of the centre and the covered way", "number": 64, "available": "yes",
             "area": "Minster Gate North", "coverage": "Halls, car park, the bus station's covered way",
             "kept_days": 31,
             "how_to_ask": "In writing to the security manager, with time and place", "is_listed": True},
            {"kind": "radio", "name": "Shop radio, six sets to lend", "number": 6, "available": "no"},
        ),
        accreditations=({"standard": "Secured by Design", "body": "Police Crime Prevention Initiatives",
                         "number": "SBD 0117 (invented)", "starts": -500, "until": None,
                         "evidence": "Certificate on the notice board"},)),
    Telling(PARTNERSHIP, "penhallow", 800,
        profile={**_asked("yes", "yes"), "address": "ABCP, Guildhall Yard, Aldermouth",
                 "manager": "Ruth Penhallow, partnership manager", "sectors": ["shops", "hotels", "night-time economy"],
                 "legal_status": "Company limited by guarantee (invented)",
                 "governance_document": "Articles of association, on request",
                 "board": "Nine members' representatives, with police and council attending", "annual_meeting_on": -210,
                 "accounts": "To 31 March, sent to members in June", "ico_number": "ZA000000",
                 "insurance": "Public liability and directors' insurance"},
        about_us={"what_we_do": "We run the radio link, keep the members' rules and speak for 140 businesses.",
                  "what_we_can": "Reach every member in ten minutes by radio, and in a day by e-mail.",
                  "what_we_cannot": "Decide for a member. Hold pictures of people without an agreement.",
                  "powers": "None but those of any citizen.",
                  "hours": "Office 9am to 5pm on weekdays; the radio is staffed until midnight.",
                  "jargon": "BCRP: what we are\nISA: what we sign before we share",
                  "visits": "Members' meeting on the second Tuesday, open to officers."},
        capabilities=({"kind": "radio", "name": "Radio link of the city centre", "number": 140, "available": "yes",
                       "area": "Aldermouth", "hours": "8am to midnight", "conditions": "Members' rules apply",
                       "is_listed": True},),
        accreditations=({"standard": "BCRP national standards", "body": "National Association of Business Crime"
                         " Partnerships", "number": "2024/31 (invented)", "starts": -320, "until": 410,
                         "evidence": "Report of the assessor", "verified": "Report seen, all sections met"},)),
    Telling(NORTHGATE, "haddow", 80,
        profile={**_asked("yes", "ask"), "manager": "Samir Haddow, contract manager", "sectors": ["shops", "streets"],
                 "legal_status": "Private limited company (invented)"},
        about_us={"what_we_do": "We guard shops and streets under contract to eleven businesses.",
                  "what_we_cannot": "Work beyond a contract: ask the client first, we give you the name.",
                  "hours": "Day and night. Supervisors change at 6am and 6pm.",
                  "jargon": "SG and DS: licence sectors\nACS: what the SIA approved us for"},
        capabilities=(
            {"kind": "licensed_staff", "name": "Guards for the city centre", "number": 38, "available": "ask",
             "licence_sectors": ["Security guarding: 25", "Door supervision: 13"], "area": "Northgate",
             "hours": "Day and night", "conditions": "Under contract", "is_listed": True},
            {"kind": "patrol", "name": "Street patrol on foot, evenings", "number": 4, "available": "ask",
             "area": "Northgate", "hours": "6pm to 2am, Thursday to Saturday", "is_listed": True},
        ),
        accreditations=({"standard": "SIA Approved Contractor Scheme, security guarding", "body": "Security Industry"
                         " Authority", "number": "ACS 000431 (invented)", "starts": -700, "until": 395,
                         "evidence": "SIA register", "verified": "Entry in the SIA's register, looked up"},)),
    Telling(TANNERY, "hartnoll", 790, profile={**_asked("yes", "no"), "manager": "Gwen Hartnoll, stores director"},
        capabilities=({"kind": "cctv", "name": "Cameras in four shops", "number": 31, "available": "ask",
                       "area": "Tannery Row", "coverage": "Tills and doors", "kept_days": 28,
                       "how_to_ask": "Through the store manager", "is_listed": True},),
        accreditations=({"standard": "Safer Spaces Accreditation", "body": "Safer Spaces", "starts": -800, "until": -21,
                         "evidence": "Letter of award"},)),
    Telling(HARBOUR, "", 780, profile=_asked("yes", "ask"),
        capabilities=({"kind": "licensed_staff", "name": "Night porters with a licence", "number": 5, "available": "no",
                       "area": "Quayside"},)),
    Telling(TAVERNS, "", 779, profile=_asked("yes", "yes"),
        capabilities=({"kind": "licensed_staff", "name": "Door staff at weekends", "number": 14, "available": "ask",
                       "licence_sectors": ["Door supervision: 14"], "area": "Quayside",
                       "hours": "8pm to 3am, Friday and Saturday", "is_listed": True},)),
    Telling(DOGS, "", 778, profile=_asked("yes", "ask"),
        capabilities=({"kind": "dogs", "name": "Dog patrols at night", "number": 6, "available": "ask",
                       "area": "Aldermouth", "hours": "10pm to 6am", "conditions": "Under contract",
                       "is_listed": True},)),
    Telling(ROOM, "", 777, profile=_asked("yes", "yes"),
        capabilities=({"kind": "control_room", "name": "Control room, day and night", "available": "yes",
                       "area": "Aldermouth", "hours": "Day and night", "is_listed": True},
                      {"kind": "cctv", "name": "Cameras watched for clients", "number": 210, "available": "ask",
                       "area": "Aldermouth", "conditions": "With the client's consent", "kept_days": 30,
                       "how_to_ask": "Ask for the duty manager, by telephone at first", "is_listed": True})),
    Telling(ARCADE, "", 776, profile=_asked("yes", "yes"),
        capabilities=({"kind": "licensed_staff", "name": "Arcade patrol", "number": 4, "available": "ask",
                       "licence_sectors": ["Door supervision: 4"], "area": "Castle Parade", "is_listed": True},
                      {"kind": "cctv", "name": "Arcade cameras", "number": 18, "available": "yes", "kept_days": 30,
                       "area": "Castle Parade", "how_to_ask": "At the arcade office", "is_listed": True})),
    Telling(HOSPITAL, "", 775, profile=_asked("yes", "ask"),
        capabilities=({"kind": "cctv", "name": "Cameras at doors and car parks", "number": 95, "available": "ask",
                       "area": "Hospital Hill", "kept_days": 14, "how_to_ask": "In writing, never about patients"},
                      {"kind": "licensed_staff", "name": "Security officers", "number": 12, "available": "no"})),
    Telling(MARKET, "", 774, profile=_asked("no", "ask")),
)  # fmt: skip
# Who has read what the other side tells, and how many days ago
READINGS = (("whitlock", POLICE, 700), ("thornbury", MARLGATE, 690), ("penhallow", POLICE, 400))
