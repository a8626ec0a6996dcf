"""MusicBrainz's own dumps, streamed into the tables `mb_*` of the catalogue."""
