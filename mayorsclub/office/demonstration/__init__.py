"""Invented people and applications, marked as a demonstration; one command removes them."""
