"""ListenBrainz: what people say they heard, as listens, statistics and popularity."""
