"""The parts of an invoice, each of which knows how to draw itself at a place."""
