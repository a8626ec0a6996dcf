"""Answers: a question a module. They read finished tables through DuckDB and load nothing else."""
