"""A list for programs: one module for each format, each from an edition to text or bytes."""
