"""Fields of a French invoice, read from the deposited file."""

import os

# ONNX Runtime tells its maker about every session, and keeps a file for that, unless it is told not
# to before it is loaded. Whoever has an invoice read did not ask for that.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
