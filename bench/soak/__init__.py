"""Hostile files in between good ones: the good ones' answers, and the service's memory."""
