"""Which words of the guide does somebody read in another language? Those translated from the English in force.

Each translated text keeps the English that it was made from. Where that English has changed since, the text is to be
looked at again, and until somebody has done so readers get the English, marked as English: nobody reads in their
language what the guide no longer says.

*Source:* R3 ("translatable content"); WCAG 2.2, 3.1.2 (language of parts).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from commonground.projects.rules import editions, guide

# By key: the words in the other language, and the English that they were made from
Made = Mapping[str, Mapping[str, str]]
ENGLISH_MARK = " (English)"
# Other languages say the same in more letters than English does
LONGEST = 2 * editions.LONGEST


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its BCP 47 code, its English name, the name that its own readers know, and its direction."""

    code: str
    english: str
    name: str
    direction: str = "ltr"


# Welsh is official in Wales; the others are a choice of ours, short on purpose: languages that many people speak who
# guard, trade and live in British towns, and French for partners across the Channel. A line more adds a language.
ALL = (
    Language("cy", "Welsh", "Cymraeg"),
    Language("bn", "Bengali", "বাংলা"),
    Language("fr", "French", "Français"),
    Language("pl", "Polish", "Polski"),
    Language("pa", "Punjabi", "ਪੰਜਾਬੀ"),
    Language("ro", "Romanian", "Română"),
    Language("ur", "Urdu", "اردو", "rtl"),
)
LANGUAGES = {each.code: each for each in ALL}
ENGLISH = Language("en", "English", "English")


class Stage(StrEnum):
    """Whether a translation is read by everybody."""

    DRAFT = "draft"
    LAUNCHED = "launched"


STAGES = {Stage.DRAFT.value: "Being translated", Stage.LAUNCHED.value: "Read by everybody"}


@dataclass(frozen=True, slots=True)
class Said:
    """Some words, and the language in which they are."""

    words: str
    language: Language

    @property
    def is_english(self) -> bool:
        """Whether they are not translated."""
        return self.language is ENGLISH


@dataclass(frozen=True, slots=True)
class Count:
    """How many of some words are translated, and how many are to be looked at again."""

    done: int
    again: int
    words: int


def again(made: Made, english: Mapping[str, str]) -> list[str]:
    """List the keys whose English has changed since they were translated, in the order of the guide."""
    return [key for key, now in english.items() if key in made and made[key]["of"] != now]


def holding(made: Made, english: Mapping[str, str]) -> dict[str, str]:
    """Give the translated words, by key, that say what the English says now."""
    return {key: made[key]["words"] for key, now in english.items() if key in made and made[key]["of"] == now}


def count(made: Made, english: Mapping[str, str], keys: Collection[str]) -> Count:
    """Count among some keys what is translated and holds, and what is to be looked at again."""
    old = again(made, english)
    return Count(sum(key in keys for key in holding(made, english)), sum(key in keys for key in old), len(keys))


def written(
    made: Made, english: Mapping[str, str], texts: Mapping[str, str], looked_at: Collection[str] = ()
) -> dict[str, dict[str, str]]:
    """Give the translated words after somebody wrote some: empty words go, changed ones are of the English of now, and
    unchanged ones only where the writer says that they still hold."""
    kept = {key: dict(one) for key, one in made.items() if key in english}
    for key, words in texts.items():
        if not words:
            kept.pop(key, None)
        elif key not in kept or kept[key]["words"] != words or key in looked_at:
            kept[key] = {"words": words, "of": english[key]}
    return kept


def said(made: Made, english: Mapping[str, str], language: Language) -> dict[str, Said]:
    """Give every word of the guide by its key, in the other language where it is translated and else in English."""
    held = holding(made, english)
    return {key: Said(held[key], language) if key in held else Said(now, ENGLISH) for key, now in english.items()}


def marked(words: Mapping[str, Said]) -> dict[str, str]:
    """Give every word for a file that knows no languages: what is English says so behind it."""
    return {key: f"{one.words}{ENGLISH_MARK}" if one.is_english else one.words for key, one in words.items()}


@dataclass(frozen=True, slots=True)
class SaidQuestion:
    """One question as readers of a language get it."""

    code: str
    asks: Said
    why: Said
    example: Said
    evidence: Said


@dataclass(frozen=True, slots=True)
class SaidStep:
    """One step as readers of a language get it."""

    number: int
    group: str
    title: Said
    what: Said
    rule: Said
    questions: Sequence[SaidQuestion]


def steps(words: Mapping[str, Said]) -> list[SaidStep]:
    """Give the ten steps in words as `said` gives them."""
    return [_step(step, words) for step in guide.STEPS]


def _step(step: guide.Step, words: Mapping[str, Said]) -> SaidStep:
    title, what, rule = (words[f"{step.number}.{name}"] for name in editions.STEP_WORDS)
    asked = [
        SaidQuestion(each.code, *(words[f"{each.code}.{name}"] for name in editions.QUESTION_WORDS))
        for each in step.questions
    ]
    return SaidStep(step.number, step.group, title, what, rule, asked)
