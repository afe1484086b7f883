"""What lies in the queue: JSON, so that whoever can write to it can make nothing run but our tasks.

Huey's own serialiser is pickle, which runs what it is given.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from huey.registry import Message


class JsonMessages:
    """Huey's serialiser, for tasks without arguments."""

    def serialize(self, message: Any) -> bytes:
        """A message as it is queued.

        Args:
            message: `huey.registry.Message`; of it the task, its identifier and its time are kept.
        """
        eta = None if message.eta is None else message.eta.isoformat()
        return json.dumps({"id": message.id, "name": message.name, "eta": eta}).encode()

    def deserialize(self, data: bytes) -> Any:
        """A message as huey knows it.

        Raises:
            ValueError: it is none of ours.
        """
        match json.loads(data):
            case {"id": str(identifier), "name": str(name), "eta": eta}:
                moment = None if eta is None else datetime.fromisoformat(eta)
                return Message(identifier, name, moment, 0, 0)
        raise ValueError("not a message of ours")
