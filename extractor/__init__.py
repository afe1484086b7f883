"""Fields of a French invoice, read from the deposited file."""
