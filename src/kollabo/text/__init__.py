"""Pure knowledge of writing: names, credits and titles.  No files but its word lists."""
