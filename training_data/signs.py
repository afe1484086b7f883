"""Names of firms that say nothing of being firms: shops, brands, initials."""

from __future__ import annotations

from training_data.draw import Draw
from training_data.lexicon import load_words


def draw_sign(draw: Draw) -> str:
    """A name without legal form or trade, as a shop's sign or a brand has it.

    Such a name is known by its place alone; a reader that goes by its words would miss it.
    """
    words = load_words("signs")
    thing, other = draw.sample(words["things"], 2)
    (article, noun), (_, second) = _split(thing), _split(other)
    kind = draw.weigh(
        {
            "made_up": 22,
            "two_made_up": 4,
            "article": 9,
            "mine": 5,
            "place": 7,
            "pair": 7,
            "bare_pair": 6,
            "of": 7,
            "initials": 9,
            "english": 8,
            "count": 4,
            "domain": 4,
            "brand_thing": 5,
            "first_name": 4,
            "surname": 7,
        }
    )
    adjective = draw.pick(words["adjectives"])
    match kind:
        case "made_up":
            return _coin(draw, words)
        case "two_made_up":
            return f"{_coin(draw, words)} {_coin(draw, words)}"
        case "article":
            return f"{article}{noun} {adjective}"
        case "mine":
            whose = draw.pick(["Mon", "Ma", "Mes", "Nos", "Votre"])
            return f"{whose} {adjective} {noun}"
        case "place":
            where = draw.pick(["Au", "À", "Chez", "Côté", "Autour du", "Sur le"])
            return f"{where} {noun} {adjective}"
        case "pair":
            link = draw.pick(["&", "et", "+", "n'"])
            return f"{noun.capitalize()} {link} {second.capitalize()}"
        case "bare_pair":
            return f"{noun.capitalize()} {draw.pick([second, second.capitalize(), adjective])}"
        case "of":
            link = draw.pick(["de", "des", "du", "aux", "en"])
            return f"{article}{noun} {link} {second}"
        case "initials":
            letters = draw.fill("@" * draw.randint(2, 4))
            return ".".join(letters) + "." if draw.chance(0.25) else letters
        case "english":
            return " ".join(draw.sample(words["english"], draw.pick([1, 2, 2])))
        case "count":
            return f"{draw.pick(['Les ', ''])}{draw.randint(2, 99)} {noun}"
        case "domain":
            stem = draw.pick([_coin(draw, words), f"{noun}{draw.pick(['-', ''])}{adjective}"])
            return f"{stem}.{draw.pick(['fr', 'com', 'eu', 'net', 'shop'])}"
        case "brand_thing":
            return f"{_coin(draw, words)} {noun.capitalize()}"
        case "first_name":
            names = load_words("names")
            whose = draw.pick(["Chez", "Les Ateliers de", "Le monde de", "Maison"])
            return f"{whose} {draw.pick(names['first_names'])}"
        case _:
            return str(draw.pick(load_words("names")["surnames"]))


def _split(thing: str) -> tuple[str, str]:
    """Article, with what parts it from the noun, and noun."""
    if thing.startswith("L'"):
        return "L'", thing[2:]
    article, _, noun = thing.partition(" ")
    return f"{article} ", noun


def _coin(draw: Draw, words: dict[str, list[str]]) -> str:
    """A made-up word: syllables, or a stem and an ending."""
    if draw.chance(0.5):
        name = draw.pick(words["stems"]) + draw.pick(words["endings"])
    else:
        name = "".join(draw.pick(words["syllables"]) for _ in range(draw.pick([2, 2, 3])))
    name = name.capitalize()
    return draw.weigh({name: 6, name.upper(): 3, name.lower(): 1})
