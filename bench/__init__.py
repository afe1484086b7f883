"""What a document costs, against its peers in the same run."""
