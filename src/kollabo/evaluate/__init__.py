"""Evaluation: gold cases held against the rest of kollabo."""
