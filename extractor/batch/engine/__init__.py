"""The engine of all long work: a window of tasks over an executor, each in a process apart."""

from extractor.batch.engine.apart import Household, ProcessLimits, call_apart
from extractor.batch.engine.process import (
    MemoryShortError,
    OwnProcess,
    StartFailedError,
    WorkerLostError,
)
from extractor.batch.engine.window import ATTEMPTS, Done, Window

__all__ = [
    "ATTEMPTS",
    "Done",
    "Household",
    "MemoryShortError",
    "OwnProcess",
    "ProcessLimits",
    "StartFailedError",
    "Window",
    "WorkerLostError",
    "call_apart",
]
