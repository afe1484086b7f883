"""Long work: jobs of one document or an archive of them, read in the background."""
