"""The parts of an invoice as nodes: facts from the blocks, arranged for a flowing document."""
