"""PP-OCR's line recogniser: a second pair of eyes for words that Tesseract is unsure of."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np
import onnxruntime
from numpy.typing import NDArray
from onnxruntime.capi import onnxruntime_pybind11_state as onnx_state

from extractor.errors import ArtefactError, OcrError
from extractor.ocr.language_data import verify_file

MODEL = "ppocrv6_tiny_rec.onnx"
CHARACTERS = "ppocrv6_tiny_dict.txt"
SHA256 = {
    MODEL: "9ef676d6ed3c88256a2d92c640c44f25b0c40947e111b14b8be8f594091563e6",
    CHARACTERS: "c5cbe34ef40c29c4df07ed012bf96569cb69a2d2a01a07027e9f13cb832bd9cd",
}

HEIGHT_PX = 48
MIN_WIDTH_PX = 64
MAX_WIDTH_PX = 960
WIDTH_STEP_PX = 64
"""Crops are padded to a multiple of this, so that few distinct shapes share a batch."""

MAX_BATCH = 16
BLANK = 0

# onnxruntime's exceptions share no base but Exception
_ONNX_FAILURES = (
    onnx_state.Fail,
    onnx_state.InvalidArgument,
    onnx_state.InvalidGraph,
    onnx_state.InvalidProtobuf,
    onnx_state.NotImplemented,
    onnx_state.RuntimeException,
)


class Transcription(NamedTuple):
    """What a crop says.

    Attributes:
        text: the characters.
        confidence: mean probability of the characters, 0 to 1; 0 for no text.
    """

    text: str
    confidence: float


class LineRecogniser:
    """Reads crops of single words or lines, on one core; safe to share between threads.

    Source: PaddleOCR, PP-OCRv6 tiny recognition model (CTC decoding, greedy).
    """

    def __init__(self, folder: Path) -> None:
        """Load the model; about 50 ms.

        Args:
            folder: where the model and its characters stand.

        Raises:
            ArtefactError: a file is missing or altered.
        """
        model = verify_file(folder / MODEL, SHA256[MODEL])
        characters = verify_file(folder / CHARACTERS, SHA256[CHARACTERS])
        lines = characters.read_text("utf-8").split("\n")
        # The CTC blank comes first and the space last, as the model was trained.
        self._characters = ["", *(line for line in lines if line), " "]
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        try:
            self._session = onnxruntime.InferenceSession(
                str(model), options, providers=["CPUExecutionProvider"]
            )
        except (*_ONNX_FAILURES, RuntimeError, ValueError) as error:
            raise ArtefactError(f"Modèle illisible : {model.name}") from error
        self._input = self._session.get_inputs()[0].name

    def transcribe(self, crops: Sequence[NDArray[np.uint8]]) -> tuple[Transcription, ...]:
        """Read crops.

        Args:
            crops: grey images of one word or line each, shape (height, width).

        Returns:
            One transcription a crop, in their order.

        Raises:
            OcrError: the model failed.
        """
        found = [Transcription("", 0.0)] * len(crops)
        by_width: dict[int, list[int]] = {}
        for index, crop in enumerate(crops):
            by_width.setdefault(_padded_width(crop), []).append(index)
        for width, indices in by_width.items():
            for start in range(0, len(indices), MAX_BATCH):
                batch = indices[start : start + MAX_BATCH]
                stack = np.stack([_normalised(crops[index], width) for index in batch])
                for index, probabilities in zip(batch, self._run(stack), strict=True):
                    found[index] = self._decode(probabilities)
        return tuple(found)

    def _run(self, stack: NDArray[np.float32]) -> NDArray[np.float32]:
        try:
            (probabilities,) = self._session.run(None, {self._input: stack})
        except (*_ONNX_FAILURES, RuntimeError, ValueError) as error:
            raise OcrError("La seconde lecture a échoué") from error
        return np.asarray(probabilities, np.float32)

    def _decode(self, probabilities: NDArray[np.float32]) -> Transcription:
        best = probabilities.argmax(axis=1)
        kept = best != BLANK
        kept[1:] &= best[1:] != best[:-1]
        if not kept.any():
            return Transcription("", 0.0)
        text = "".join(self._characters[index] for index in best[kept])
        return Transcription(text.strip(), float(probabilities.max(axis=1)[kept].mean()))


def _natural_width(crop: NDArray[np.uint8]) -> int:
    height, width = crop.shape
    return max(1, math.ceil(int(width) * HEIGHT_PX / int(height)))


def _padded_width(crop: NDArray[np.uint8]) -> int:
    natural = _natural_width(crop)
    stepped = math.ceil(natural / WIDTH_STEP_PX) * WIDTH_STEP_PX
    return min(max(stepped, MIN_WIDTH_PX), MAX_WIDTH_PX)


def _normalised(crop: NDArray[np.uint8], padded_width: int) -> NDArray[np.float32]:
    natural = min(_natural_width(crop), padded_width)
    resized = cv2.resize(crop, (natural, HEIGHT_PX), interpolation=cv2.INTER_LINEAR)
    padded = np.zeros((3, HEIGHT_PX, padded_width), np.float32)
    padded[:, :, :natural] = resized.astype(np.float32) / 127.5 - 1.0
    return padded
