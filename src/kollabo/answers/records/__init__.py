"""`records`: facts found in the data, each with the scope in which it holds."""
