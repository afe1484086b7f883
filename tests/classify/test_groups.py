"""Probabilities of the groups joined into one matrix."""

from __future__ import annotations

import numpy as np
import pytest

from extractor.classify import GROUPS, KIND_TERMS, TERM_COLUMNS, Group, group_of, join_groups
from extractor.document import BoundingBox, Candidate, Evidence, Kind
from extractor.terms import Term


def candidate(kind: Kind, detail: str = "") -> Candidate:
    evidence = Evidence(1, BoundingBox(0, 0, 0.1, 0.1), "x", "text_layer", 1.0)
    return Candidate(kind, "x", evidence, 1.0, False, 0, 0, 0, detail)


def joined(one: Candidate) -> dict[Term, float]:
    """Fields with a probability after joining, where every class of the group got the same."""
    group = group_of(one.kind)
    classes = len(GROUPS[group]) + 1
    flat = np.full((1, classes), 1 / classes)
    matrix = join_groups([one], {group: (np.array([0]), flat)})
    assert matrix.shape == (1, len(TERM_COLUMNS) + 1)
    assert matrix.sum() == pytest.approx(1)
    return {term: matrix[0, column] for term, column in TERM_COLUMNS.items() if matrix[0, column]}


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.CHOICE])
def test_a_kind_fills_its_own_fields_only(kind: Kind) -> None:
    assert set(joined(candidate(kind))) == KIND_TERMS[kind]


@pytest.mark.parametrize("term", GROUPS[Group.CHOICE])
def test_a_choice_fills_the_field_it_is_a_choice_of(term: Term) -> None:
    assert set(joined(candidate(Kind.CHOICE, str(term)))) == {term}


def test_what_no_group_judged_is_none() -> None:
    matrix = join_groups([candidate(Kind.DATE), candidate(Kind.AMOUNT)], {})
    assert matrix[:, -1].tolist() == [1.0, 1.0]


def test_indices_of_a_group_keep_their_rows() -> None:
    candidates = [candidate(Kind.DATE), candidate(Kind.AMOUNT), candidate(Kind.DATE)]
    dates = np.array([[0.1, 0.9, 0.0, 0.0], [0.2, 0.0, 0.8, 0.0]])
    matrix = join_groups(candidates, {Group.DATE: (np.array([0, 2]), dates)})
    assert matrix[0, TERM_COLUMNS[Term.ISSUE_DATE]] == 0.9
    assert matrix[1, -1] == 1.0
    assert matrix[2, TERM_COLUMNS[Term.DUE_DATE]] == 0.8


def test_every_field_has_one_column() -> None:
    assert set(TERM_COLUMNS) == set(Term)
    assert sorted(TERM_COLUMNS.values()) == list(range(len(Term)))
