"""Texts of cells into values: people, dates, posts, organisations, places."""
