"""A published site: what is in it, and how it comes into its folder."""
