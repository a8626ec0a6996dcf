"""Wikimedia's pageviews: how often the articles of songs are read."""
