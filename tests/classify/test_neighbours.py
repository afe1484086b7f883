"""Which label speaks for which candidate."""

from __future__ import annotations

import numpy as np
from pages import page_of, words_at

from extractor.classify import Scene
from extractor.classify.features.neighbours import DIRECTIONS, label_affinities
from extractor.document import Kind, Page, Word
from tests.classify.scenes import scene_of


def kinds(scene: Scene) -> np.ndarray:
    """A group for each kind of candidate."""
    return np.array([list(Kind).index(candidate.kind) for candidate in scene.candidates])


def affinity(page: Page, value: str, concept: str, kind: Kind = Kind.AMOUNT) -> dict[str, float]:
    """Strength of one concept for the candidate of one value, by direction."""
    scene = scene_of(page)
    found = [(candidate.kind, candidate.value) for candidate in scene.candidates]
    strengths = label_affinities(scene, kinds(scene), (concept,))[found.index((kind, value)), 0]
    return dict(zip(DIRECTIONS, strengths.tolist(), strict=True))


def row(label_x: float, amount_x: float, *, y: float = 100) -> list[Word]:
    return [*words_at(label_x, y, "Total TTC"), *words_at(amount_x, y, "120,00")]


def test_a_label_on_the_left_speaks_louder_the_nearer_it_is() -> None:
    near = affinity(page_of(row(300, 360)), "120.00", "total_gross")["left"]
    far = affinity(page_of(row(60, 360)), "120.00", "total_gross")["left"]
    assert 1 >= near > 2 * far > 0


def test_a_candidate_between_takes_the_label() -> None:
    free = affinity(page_of(row(60, 360)), "120.00", "total_gross")["left"]
    page = page_of(row(60, 360), words_at(200, 100, "99,00"))
    blocked = affinity(page, "120.00", "total_gross")["left"]
    assert 0 < blocked < 0.5 * free
    assert affinity(page, "99.00", "total_gross")["left"] > free


def test_the_head_of_a_column_is_heard_past_what_stands_between() -> None:
    def column(*texts: str) -> list[Word]:
        return [word for n, text in enumerate(texts) for word in words_at(300, 100 + 30 * n, text)]

    short = affinity(page_of(column("Total TTC", "120,00")), "120.00", "total_gross")
    rows = ("Total TTC", "99,00", "98,00", "97,00", "120,00")
    long = affinity(page_of(column(*rows)), "120.00", "total_gross")
    assert long["above"] < 0.2 * short["above"]
    assert long["head"] > 0.6 * short["head"] > 0
    beside = affinity(page_of(row(60, 360)), "120.00", "total_gross")
    assert beside["head"] == 0


def test_a_candidate_of_another_group_does_not_stand_between() -> None:
    free = affinity(page_of(row(60, 360)), "120.00", "total_gross")["left"]
    page = page_of(row(60, 360), words_at(200, 100, "12/03/2025"))
    assert affinity(page, "120.00", "total_gross")["left"] == free
    assert affinity(page, "2025-03-12", "total_gross", Kind.DATE)["left"] > free


def test_concepts_do_not_hear_one_another() -> None:
    scene = scene_of(page_of(row(60, 360), words_at(60, 130, "Total HT")))
    concepts = ("total_net", "total_gross")
    together = label_affinities(scene, kinds(scene), concepts)
    assert together.shape == (len(scene.candidates), len(concepts), len(DIRECTIONS))
    for place, concept in enumerate(concepts):
        alone = label_affinities(scene, kinds(scene), (concept,))
        assert np.array_equal(alone[:, 0], together[:, place])


def test_a_nearer_label_weakens_the_one_behind_it() -> None:
    page = page_of(row(60, 360), words_at(250, 100, "Total HT"))
    assert (
        affinity(page, "120.00", "total_net")["left"]
        > 2 * (affinity(page, "120.00", "total_gross")["left"])
    )


def test_a_label_above_in_the_same_column() -> None:
    page = page_of(words_at(300, 100, "Total TTC"), words_at(302, 118, "120,00"))
    speaks = affinity(page, "120.00", "total_gross")
    assert speaks["above"] > 0.7
    assert speaks["left"] == speaks["right"] == 0


def test_a_column_header_blocked_by_the_first_value_below_it() -> None:
    page = page_of(
        words_at(300, 100, "Total TTC"), words_at(302, 118, "80,00"), words_at(302, 136, "120,00")
    )
    first, second = (affinity(page, v, "total_gross")["above"] for v in ("80.00", "120.00"))
    assert first > 2 * second > 0


def test_a_label_below_or_in_another_column_says_nothing() -> None:
    page = page_of(words_at(300, 118, "Total TTC"), words_at(302, 100, "120,00"))
    below = affinity(page, "120.00", "total_gross")
    assert below["above"] == below["left"] == 0
    page = page_of(words_at(60, 100, "Total TTC"), words_at(402, 118, "120,00"))
    assert set(affinity(page, "120.00", "total_gross").values()) == {0.0}


def test_a_label_right_behind_the_value() -> None:
    page = page_of(words_at(60, 100, "120,00"), words_at(94, 100, "TTC"))
    assert affinity(page, "120.00", "total_gross")["right"] > 0.5


def test_labels_of_another_page_are_not_heard() -> None:
    scene = scene_of(
        page_of(words_at(60, 100, "Total TTC")), page_of(words_at(120, 100, "120,00"), number=2)
    )
    amounts = np.flatnonzero([c.kind is Kind.AMOUNT for c in scene.candidates])
    assert len(amounts)
    assert not label_affinities(scene, kinds(scene), ("total_gross",))[amounts].any()
