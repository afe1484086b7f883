from __future__ import annotations

from itertools import permutations

from extractor.evaluation.clusters import cluster_documents
from extractor.evaluation.labels import label_of

DOCUMENTS = {
    "siret": {"supplier_siret": "732 829 320 00074"},
    "both": {"supplier_vat_number": "FR44732829320", "supplier_name": "Vis & Cie SARL"},
    "name": {"supplier_name": "VIS ET CIE"},
    "same name": {"supplier_name": "vis et cie"},
    "foreign": {"supplier_vat_number": "DE123456789", "supplier_name": "Schrauben"},
    "nothing": {"total_net": "12.00"},
    "nothing either": {"total_net": "13.00"},
    "made": {"family": "classic", "fields": {"supplier_name": "Vis et Cie"}},
}


def clusters_of(documents: dict[str, dict[str, object]]) -> dict[str, str]:
    return cluster_documents({name: label_of(content) for name, content in documents.items()})


def test_one_supplier_is_one_cluster_through_siren_and_name() -> None:
    clusters = clusters_of(DOCUMENTS)
    assert clusters["siret"] == clusters["both"]
    assert clusters["name"] == clusters["same name"]
    assert len(set(clusters.values())) == 6


def test_a_made_document_is_of_its_family_whoever_its_supplier_is() -> None:
    assert clusters_of(DOCUMENTS)["made"] == "family/classic"


def test_documents_linked_by_a_third_are_one_cluster_in_any_order() -> None:
    linked = {
        "a": {"supplier_siren": "732829320"},
        "b": {"supplier_siren": "732829320", "supplier_name": "Vis"},
        "c": {"supplier_name": "Vis"},
    }
    for names in permutations(linked):
        clusters = clusters_of({name: linked[name] for name in names})
        assert set(clusters.values()) == {"siren/732829320"}
