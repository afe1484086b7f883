"""Features of candidates: one matrix for each group of kinds."""

from extractor.classify.features.table import FeatureTable, build_features, feature_names

__all__ = ["FeatureTable", "build_features", "feature_names"]
