"""The service under load, beside the bare library on the same documents in the same run."""
