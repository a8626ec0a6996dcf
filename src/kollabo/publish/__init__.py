"""Publishing: an answer written for a reader or a program. Computes nothing."""
