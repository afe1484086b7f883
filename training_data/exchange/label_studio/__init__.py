"""Label Studio: tasks to import there, annotated tasks exported from there, and their interface.

Formats: https://labelstud.io/guide/task_format (tasks, annotations, results in percent of the
image), https://labelstud.io/guide/predictions (pre-annotations), https://labelstud.io/tags/image
and https://labelstud.io/templates/multi-page-document-annotation (`valueList`, `item_index`),
https://labelstud.io/templates/optical_character_recognition (a text for each region, by `id`).
"""

from training_data.exchange.label_studio.files import picture_url
from training_data.exchange.label_studio.interface import LABELS, labeling_config
from training_data.exchange.label_studio.reading import read_export
from training_data.exchange.label_studio.tasks import PageImage, Prediction, build_task

__all__ = [
    "LABELS",
    "PageImage",
    "Prediction",
    "build_task",
    "labeling_config",
    "picture_url",
    "read_export",
]
