"""Many documents: where they come from, who reads them, where results go, and what came of it."""
