"""What each part of the classifier brings: fitted without it, on the same documents."""
