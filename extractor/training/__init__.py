"""How a model is made: labelled documents in, a folder under `models/` out."""

from extractor.training.run import TrainingReport, train

__all__ = ["TrainingReport", "train"]
