"""The tables of the catalogue, a file for each layer."""
