"""Acts of the PostgreSQL dump: from its tables, as read, to `mb_artist` and what hangs on it.

Each query gives the columns of the schema in their order. ``kinds`` is a table of what relations
and attributes mean, ``type_names`` one of type names; both made by `kollabo.sources.musicbrainz.
dump` from the dump's own tables, or from what is known of them.
"""

from __future__ import annotations

# A partial date in figures, to be compared: a missing month or day comes after all others of its
# year, as MusicBrainz has it. 99 stands for what is missing.
MACROS = """
CREATE OR REPLACE MACRO day_key(y, m, d) AS
    CASE WHEN y BETWEEN 1 AND 9999
         THEN y * 10000 + coalesce(m, 99) * 100
              + CASE WHEN m IS NULL THEN 99 ELSE coalesce(d, 99) END
    END;
CREATE OR REPLACE MACRO day_text(k) AS
    CASE WHEN k IS NULL THEN NULL
         WHEN k // 100 % 100 = 99 THEN lpad((k // 10000)::VARCHAR, 4, '0')
         WHEN k % 100 = 99 THEN lpad((k // 10000)::VARCHAR, 4, '0') || '-'
              || lpad((k // 100 % 100)::VARCHAR, 2, '0')
         ELSE lpad((k // 10000)::VARCHAR, 4, '0') || '-' || lpad((k // 100 % 100)::VARCHAR, 2, '0')
              || '-' || lpad((k % 100)::VARCHAR, 2, '0')
    END;
CREATE OR REPLACE MACRO partial_date(y, m, d) AS day_text(day_key(y, m, d));
"""

# The country an area lies in: its own code, else that of the nearest area it is part of. Codes that
# are no country of our table (Europe, a state that is no more) do not count.
AREA_COUNTRY = """
CREATE OR REPLACE TABLE area_country AS
WITH RECURSIVE coded AS (
    SELECT area, min(code) AS code FROM iso_3166_1
    WHERE code IN (SELECT unnest($countries)) GROUP BY area
), parents AS (
    SELECT l.entity1 AS child, l.entity0 AS parent FROM l_area_area l
    JOIN link ON link.id = l.link JOIN kinds ON kinds.number = link.link_type
    WHERE kinds.kind = 'part_of' AND NOT coalesce(link.ended, false)
), climb AS (
    SELECT id AS area, id AS at, 0 AS steps FROM area
    UNION
    SELECT climb.area, parents.parent, climb.steps + 1 FROM climb
    JOIN parents ON parents.child = climb.at
    WHERE climb.steps < 10 AND climb.at NOT IN (SELECT area FROM coded)
)
SELECT climb.area, arg_min(coded.code, (climb.steps, coded.code)) AS code
FROM climb JOIN coded ON coded.area = climb.at GROUP BY climb.area
"""

MB_ARTIST = """
SELECT a.id AS row, a.gid::VARCHAR AS mbid, a.name, a.sort_name,
       lower(t.name) AS kind, lower(g.name) AS gender,
       coalesce(here.code, born.code) AS origin,
       partial_date(a.begin_date_year, a.begin_date_month, a.begin_date_day) AS begin,
       partial_date(a.end_date_year, a.end_date_month, a.end_date_day) AS "end",
       a.ended, nullif(a.comment, '') AS comment, genres.genres, isnis.isnis
FROM artist a
LEFT JOIN type_names t ON t.of = 'artist' AND t.number = a.type
LEFT JOIN type_names g ON g.of = 'gender' AND g.number = a.gender
LEFT JOIN area_country here ON here.area = a.area
LEFT JOIN area_country born ON born.area = a.begin_area
LEFT JOIN (
    SELECT artist, list(name ORDER BY votes DESC, name) AS genres FROM (
        SELECT tags.artist, tag.name, sum(tags.count) AS votes,
               max(sum(tags.count)) OVER (PARTITION BY tags.artist) AS most
        FROM artist_tag tags JOIN tag ON tag.id = tags.tag
        WHERE tag.name IN (SELECT name FROM genre) GROUP BY tags.artist, tag.name
    ) WHERE votes > 0 AND votes * $genre_share >= most GROUP BY artist
) genres ON genres.artist = a.id
LEFT JOIN (
    SELECT artist, list(DISTINCT isni ORDER BY isni) AS isnis FROM artist_isni GROUP BY artist
) isnis ON isnis.artist = a.id
"""

MB_ALIAS = """
SELECT l.id AS row, a.gid::VARCHAR AS mbid, l.name, replace(l.locale, '_', '-') AS locale,
       CASE t.name WHEN 'Legal name' THEN 'legal' WHEN 'Search hint' THEN 'hint'
            ELSE 'stage' END AS kind,
       coalesce(l.primary_for_locale, false) AS "primary"
FROM artist_alias l JOIN artist a ON a.id = l.artist
LEFT JOIN type_names t ON t.of = 'alias' AND t.number = l.type
"""

MB_TAG = """
SELECT a.gid::VARCHAR AS mbid, tag.name, sum(tags.count)::BIGINT AS votes,
       tag.name IN (SELECT name FROM genre) AS genre
FROM artist_tag tags JOIN tag ON tag.id = tags.tag JOIN artist a ON a.id = tags.artist
GROUP BY a.gid, tag.name
"""

MB_CREDIT = """
SELECT c.artist_credit AS credit,
       row_number() OVER (PARTITION BY c.artist_credit ORDER BY c.position) AS position,
       a.gid::VARCHAR AS mbid, c.name, coalesce(c.join_phrase, '') AS join_phrase, whole.printed
FROM artist_credit_name c JOIN artist a ON a.id = c.artist
JOIN (
    SELECT artist_credit,
           string_agg(name || coalesce(join_phrase, ''), '' ORDER BY position) AS printed
    FROM artist_credit_name GROUP BY artist_credit
) whole USING (artist_credit)
"""

MB_REDIRECT = """
SELECT 'artist' AS entity, r.gid::VARCHAR AS old, a.gid::VARCHAR AS mbid
FROM artist_gid_redirect r JOIN artist a ON a.id = r.new_id
UNION
SELECT 'recording', r.gid::VARCHAR, o.gid::VARCHAR
FROM recording_gid_redirect r JOIN recording o ON o.id = r.new_id
"""
