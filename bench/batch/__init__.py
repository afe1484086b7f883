"""What `bleuet batch` costs beside the bare pipeline, and how it grows."""
