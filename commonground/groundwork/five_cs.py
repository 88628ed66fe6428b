"""Can this message be sent as it is? Five questions that a careful reader asks, each with hints in plain sentences.

Clear, complete, concise, concrete, correct: the five Cs of the strategy's model of collaboration. The rules are ours
and simple, so that anybody can check them by eye. They advise and never stop anybody: what a rule cannot see, a person
ticks. Words of the field come from the glossary, which is passed in.

*Source:* R92; the Flesch reading ease for English (Flesch, 1948), which counts words a sentence and syllables a word.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

WORDS_A_SENTENCE = 25
LEAST_EASE = 50.0
LEAST_WORDS = 6
LONG_ENOUGH_TO_JUDGE = 10
LONGEST = {"message": 200, "alert": 80, "bulletin": 600, "page": 400}


class C(StrEnum):
    """One of the five."""

    CLARITY = "clarity"
    COMPLETENESS = "completeness"
    CONCISENESS = "conciseness"
    CONCRETENESS = "concreteness"
    CORRECTNESS = "correctness"

    @property
    def label(self) -> str:
        """The word that is shown."""
        return {"clarity": "Clear", "completeness": "Complete", "conciseness": "Concise",
                "concreteness": "Concrete", "correctness": "Correct"}[self.value]  # fmt: skip

    @property
    def asks(self) -> str:
        """What a person asks before ticking it."""
        return ASKS[self]


ASKS = {
    C.CLARITY: "Would somebody outside your organisation understand every word?",
    C.COMPLETENESS: "Does it say who, what, when and where, why it matters, what to do and whom to ask?",
    C.CONCISENESS: "Could you take a sentence out without losing anything?",
    C.CONCRETENESS: "Does it name a place, a time and a number?",
    C.CORRECTNESS: "Has somebody checked it, and does it say how you know?",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found for one of the five: `good` out of `asked` small questions, a sentence for each that is not."""

    c: C
    good: int
    asked: int
    hints: tuple[str, ...] = ()

    @property
    def is_met(self) -> bool:
        """Whether nothing is left to do, so far as a rule can see."""
        return self.good == self.asked


@dataclass(frozen=True, slots=True)
class Checked:
    """All five, in their order; `ticked` are those that a person has ticked by hand."""

    findings: tuple[Finding, ...]
    ticked: frozenset[C] = frozenset()

    @property
    def score(self) -> int:
        """How many of the five are met or ticked by hand: 0 to 5. It advises and decides nothing."""
        return sum(one.is_met or one.c in self.ticked for one in self.findings)

    @property
    def hints(self) -> tuple[str, ...]:
        """Every hint, in order, but those of what is ticked by hand."""
        return tuple(hint for one in self.findings if one.c not in self.ticked for hint in one.hints)

    def of(self, c: C) -> Finding:
        """Give what was found for one of the five."""
        return next(one for one in self.findings if one.c is c)

    @property
    def in_words(self) -> str:
        """The score in a sentence."""
        if self.score == len(C):
            return "All five are met, so far as a rule can see. Read it once more as the other side will."
        missing = [one.c.label.lower() for one in self.findings if not one.is_met and one.c not in self.ticked]
        listed = missing[0] if len(missing) == 1 else f"{', '.join(missing[:-1])} and {missing[-1]}"
        return f"{self.score} of five are met. Look at whether it is {listed}."


def check(
    text: str,
    *,
    jargon: Mapping[str, str] | None = None,
    kind: str = "message",
    said: Mapping[str, str] | None = None,
    ticked: Iterable[str] = (),
) -> Checked:
    """Look at a message with five questions.

    `jargon` gives words of the field with their meanings in plain words; `kind` is a key of `LONGEST`; `said` holds
    what stands beside the text in fields of its own (`who`, `when`, `where`, `contact`, `source`, `grading`,
    `checked_by`), which then need not stand in the text; `ticked` the values of those that a person has ticked.
    """
    beside = {name for name, value in (said or {}).items() if str(value).strip()}
    known = {each.value for each in C}
    return Checked(
        (
            clarity(text, jargon or {}),
            completeness(text, beside),
            conciseness(text, LONGEST.get(kind, LONGEST["message"])),
            concreteness(text, beside),
            correctness(text, beside),
        ),
        frozenset(C(each) for each in ticked if each in known),
    )


def _finding(c: C, questions: Sequence[tuple[bool, str]]) -> Finding:
    """Make a finding of small questions, each with the hint for where it is not met."""
    hints = tuple(hint for is_good, hint in questions if not is_good)
    return Finding(c, len(questions) - len(hints), len(questions), hints)


# Clear


def clarity(text: str, jargon: Mapping[str, str]) -> Finding:
    """Whether sentences are short, words are easy, and words of the field and capitals are explained."""
    longest = max((len(words_of(sentence)) for sentence in sentences_of(text)), default=0)
    hard = is_hard(text)
    unknown = unexplained(text, jargon)
    initials = [word for word in dict.fromkeys(CAPITALS.findall(text)) if word not in KNOWN_CAPITALS | set(unknown)]
    initials = [word for word in initials if f"({word})" not in text and f"{word} (" not in text]
    return _finding(
        C.CLARITY,
        (
            (bool(words_of(text)), "There is nothing to read yet."),
            (
                longest <= WORDS_A_SENTENCE,
                f"The longest sentence has {longest} words. Make two of it: 25 are enough.",
            ),
            (not hard, "The words are long. Use shorter ones, as you would say it to a colleague on the street."),
            (not unknown, f"Say in plain words what {_listed(unknown)} means: {_meanings(unknown, jargon)}."),
            (not initials, f"Write out what {_listed(initials)} stands for."),
        ),
    )


CAPITALS = re.compile(r"\b[A-Z]{2,6}s?\b")
KNOWN_CAPITALS = {"UK", "CCTV", "TV", "ID", "OK", "PM", "AM", "TLP", "RED", "AMBER", "GREEN", "CLEAR", "STRICT",
                  "OFFICIAL", "GPS", "USB", "PDF", "SMS", "UTC", "GMT", "BST", "VAT", "PIN", "DNA", "MP"}  # fmt: skip


def unexplained(text: str, jargon: Mapping[str, str]) -> list[str]:
    """List the words of the field that a text uses without a meaning in brackets behind them."""
    found = []
    for word in jargon:
        match = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, 0 if word.isupper() else re.IGNORECASE)
        if match and not text[match.end() :].lstrip().startswith(("(", ", that is", ", which is")):
            found.append(word)
    return found


def _meanings(words: Sequence[str], jargon: Mapping[str, str]) -> str:
    return "; ".join(jargon[word].rstrip(".") for word in words[:2])


def _listed(words: Sequence[str]) -> str:
    few = [f"“{word}”" for word in words[:3]]
    return few[0] if len(few) == 1 else f"{', '.join(few[:-1])} and {few[-1]}" if few else ""


def is_hard(text: str) -> bool:
    """Whether a text of some length reads harder than plain English (reading ease under 50)."""
    words = words_of(text)
    if len(words) < LONG_ENOUGH_TO_JUDGE:
        return False
    return reading_ease(text) < LEAST_EASE


def reading_ease(text: str) -> float:
    """Give the Flesch reading ease: 100 is very easy, 60 plain English, 30 very hard; 100 for an empty text."""
    words, sentences = words_of(text), sentences_of(text)
    if not words or not sentences:
        return 100.0
    return 206.835 - 1.015 * len(words) / len(sentences) - 84.6 * sum(map(syllables, words)) / len(words)


def syllables(word: str) -> int:
    """Count the syllables of an English word, roughly: groups of vowels, without a silent e at the end."""
    plain = re.sub(r"[^a-z]", "", word.casefold())
    groups = len(re.findall(r"[aeiouy]+", plain))
    if plain.endswith("e") and not plain.endswith(("le", "ee", "ye")) and groups > 1:
        groups -= 1
    return max(groups, 1)


def words_of(text: str) -> list[str]:
    """Give the words of a text; a number counts as one."""
    return re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", text)


def sentences_of(text: str) -> list[str]:
    """Give the sentences of a text; a line of a list is one."""
    found = re.split(r"(?<=[.!?])\s+|\n+", text)
    return [each.strip() for each in found if words_of(each)]


# Complete

PLACE_WORDS = ("street", "road", "lane", "square", "market", "station", "centre", "center", "parade", "quay", "gate",
               "arcade", "hall", "car park", "shop", "store", "branch", "entrance", "exit", "corner", "park", "floor",
               "door", "bridge", "avenue", "place", "hill", "row", "hotel", "pub", "stadium", "precinct",
               "postcode", "outside", "terminal", "platform", "retail park", "high street")  # fmt: skip
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b")
NAMED_PLACE = re.compile(r"\b(?:in|at|near|on|outside|behind|between|around|from|to|through)\s+(?:the\s+)?[A-Z][a-z]+")
MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
WHEN = re.compile(
    rf"\b(?:today|tonight|yesterday|tomorrow|midnight|noon|(?:{DAYS})s?|this (?:morning|afternoon|evening|week|weekend)"
    rf"|\d{{1,2}}(?:[:.]\d{{2}})?\s*(?:am|pm)|\d{{1,2}}:\d{{2}}|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{MONTHS})"
    rf"|(?:{MONTHS})\s+\d{{1,4}}|\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}/\d{{1,2}}/\d{{2,4}}"
    rf"|last (?:week|night|month|year)|(?:in|since|until|by|of|from) (?:{MONTHS})"
    r"|(?:in|for|over|within|after|every) \w+ (?:minutes?|hours?|days?|nights?|weeks?|months?|years?))\b",
    re.IGNORECASE,
)
WHO = re.compile(
    r"\b(?:man|men|woman|women|person|people|group|youth|youths|staff|guards?|officers?|driver|caller|customer|customers"
    r"|shoppers?|police|team|manager|members?|residents?|traders?|he|she|they|we|somebody|suspects?|pair|gang|workers?"
    r"|school|boys?|girls?|patrols?|crew|offenders?|thie(?:f|ves))\b",
    re.IGNORECASE,
)
SO_WHAT = re.compile(
    r"\b(?:because|so that|which means|this means|therefore|as a result|otherwise|it may|they may|could|risk|matters?"
    r"|in order|to prevent|to stop|to avoid|to help|since|again|pattern|linked|danger|harm|unsafe|afraid|lost|cost)\b",
    re.IGNORECASE,
)
ACTION = re.compile(
    r"\b(?:call|ring|report|tell|look out|watch|check|keep|do not|don't|don’t|lock|send|bring|come|meet|ask|stay|move"
    r"|avoid|reply|answer|log|record|note|share|join|read|write|use|hand|let us know|make sure|close|show|stop"
    r"|refuse)\b",
    re.IGNORECASE,
)
CONTACT = re.compile(
    r"(?:[\w.+-]+@[\w-]+\.[\w.]+|\b0\d{2,4}[\s\d]{6,}\b|\b(?:999|101)\b|\bhttps?://|\bwww\.|\bradio\b|\bextension\b"
    r"|\bcontrol room\b|\bask for\b|\breply to this\b)",
    re.IGNORECASE,
)


def completeness(text: str, beside: set[str]) -> Finding:
    """Whether who, what, when, where, why it matters, what to do and whom to ask are said, here or beside the text."""
    return _finding(
        C.COMPLETENESS,
        (
            (len(words_of(text)) >= LEAST_WORDS, "Say what happened, or what will happen."),
            ("who" in beside or bool(WHO.search(text)), "Say who it is about, without a name where none is needed."),
            ("when" in beside or bool(WHEN.search(text)), "Say when: the day and the time."),
            ("where" in beside or has_place(text), "Say where: the street, the entrance, the area."),
            (bool(SO_WHAT.search(text)), "Say why it matters to whoever reads it."),
            (bool(ACTION.search(text)), "Say what whoever reads it should do, even if it is only to look out."),
            ("contact" in beside or bool(CONTACT.search(text)), "Say whom to ask or tell, and how."),
        ),
    )


def has_place(text: str) -> bool:
    """Whether a text names a place: a street, a kind of place, a postcode, or a name after a word such as in or at."""
    if POSTCODE.search(text) or NAMED_PLACE.search(text):
        return True
    low = text.casefold()
    return any(re.search(rf"\b{re.escape(word)}s?\b", low) for word in PLACE_WORDS)


# Concise

FILLERS = ("at this moment in time", "at this point in time", "in order to", "due to the fact that",
           "it should be noted",
           "please be advised", "with regard to", "in relation to", "for the purpose of", "in the event that",
           "as you may be aware", "needless to say", "it is important to note", "on a daily basis", "prior to",
           "a number of", "going forward", "basically", "in terms of", "the fact that", "take cognisance",
           "kindly", "very", "really", "in respect of", "as and when")  # fmt: skip


def conciseness(text: str, longest: int) -> Finding:
    """Whether it is short enough for its kind, without words that say nothing and without saying a thing twice."""
    number, low = len(words_of(text)), text.casefold()
    fillers = [words for words in FILLERS if re.search(rf"\b{re.escape(words)}\b", low)]
    said = [" ".join(words_of(sentence)).casefold() for sentence in sentences_of(text)]
    twice = len(said) != len(set(said))
    return _finding(
        C.CONCISENESS,
        (
            (number <= longest, f"It has {number} words. {longest} are enough for this."),
            (not fillers, f"Leave out {_listed(fillers)}: nothing is lost."),
            (not twice, "A sentence stands here twice. Leave one out."),
        ),
    )


# Concrete

VAGUE = ("soon", "shortly", "in due course", "recently", "a while", "some time", "around there", "in the area",
         "several", "various", "some people", "many", "a lot", "asap", "as soon as possible", "etc", "and so on",
         "regularly",
         "frequently", "stuff", "things", "appropriate", "suitable", "robust", "enhanced")  # fmt: skip
NUMBERS = re.compile(
    r"(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred"
    r"|thousand|half|both|once|twice|nobody|none|a dozen)\b)",
    re.IGNORECASE,
)


def concreteness(text: str, beside: set[str]) -> Finding:
    """Whether a place, a time and a quantity are named, and nothing vague stands in for them."""
    low = text.casefold()
    vague = [words for words in VAGUE if re.search(rf"\b{re.escape(words)}\b", low)]
    quantity = NUMBERS.search(CONTACT.sub("", WHEN.sub("", text)))
    return _finding(
        C.CONCRETENESS,
        (
            ("where" in beside or has_place(text), "Name a place."),
            ("when" in beside or bool(WHEN.search(text)), "Name a day or a time."),
            (bool(quantity), "Name a number: how many, how much, how often."),
            (not vague, f"Say exactly what {_listed(vague)} means here."),
        ),
    )


# Correct

SOURCE = re.compile(
    r"\b(?:reported by|according to|seen by|seen on|on camera|cctv|recorded|figures? from|source|told us|our records"
    r"|statement|witness(?:ed|es)?|log(?:ged)?|was seen|were seen|we saw|we counted|confirmed|police records"
    r"|reported to|reported on|count(?:ed)?)\b",
    re.IGNORECASE,
)
GRADING = re.compile(
    r"\b(?:confirmed|not confirmed|unconfirmed|not checked yet|checked|known to be|believed|one report|two reports"
    r"|reliable|untested|graded?|estimate|about \d|at least|certain|likely|possible|we do not know|seen by)\b",
    re.IGNORECASE,
)
CHECKED_BY = re.compile(
    r"\b(?:checked by|checked with|agreed with|approved by|confirmed by|verified by|seen by both)\b", re.IGNORECASE
)


def correctness(text: str, beside: set[str]) -> Finding:
    """Whether it says how it is known, how sure that is, and who has checked it. What is true no rule can see."""
    return _finding(
        C.CORRECTNESS,
        (
            ("source" in beside or bool(SOURCE.search(text)), "Say how you know it."),
            ("grading" in beside or bool(GRADING.search(text)), "Say how sure it is: confirmed, or one report so far."),
            ("checked_by" in beside or bool(CHECKED_BY.search(text)), "Say who has checked it."),
        ),
    )
