"""What worker processes of ours have in common."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading


def start_worker() -> None:
    """Set up a worker process, as its pool's initialiser: it ends when its parent does.

    An interruption from the keyboard is the parent's to handle. A parent that is killed outright
    cannot end its workers, and a worker that waits for work would never notice.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
