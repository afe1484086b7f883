"""Structure programs of flowing documents: each arranges one kind of invoice."""
