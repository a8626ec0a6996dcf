"""Identity: which statements and which printed names mean the same act."""
