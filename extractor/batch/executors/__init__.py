"""Who does the work: processes of this machine, or workers of a cluster."""
