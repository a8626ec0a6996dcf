"""The explorer: the catalogue as pages and as JSON over HTTP, read-only."""
