"""MusicBrainz in the build: its acts for identity, its recordings as songs."""
