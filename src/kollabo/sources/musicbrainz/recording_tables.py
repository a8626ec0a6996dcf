"""Recordings of the PostgreSQL dump: to `mb_recording`, its facts and its relations."""

from __future__ import annotations

# The earliest date of each release, of any country, as a figure (see `act_tables.MACROS`).
RELEASE_DAY = """
CREATE OR REPLACE TABLE release_day AS
SELECT release, min(day_key(date_year, date_month, date_day)) AS day FROM (
    SELECT release, date_year, date_month, date_day FROM release_country
    UNION ALL SELECT release, date_year, date_month, date_day FROM release_unknown_country
) GROUP BY release HAVING day IS NOT NULL
"""

FIRST_DAY = """
CREATE OR REPLACE TABLE first_day AS
SELECT track.recording, min(on_medium.day)::INTEGER AS day
FROM track JOIN (
    SELECT medium.id, release_day.day FROM medium JOIN release_day USING (release)
) on_medium ON on_medium.id = track.medium
GROUP BY track.recording
"""

# Recordings on which several acts are: by their credit, or because one remixed another.
TOGETHER = """
CREATE OR REPLACE TABLE together AS
SELECT recording.id, recording.gid::VARCHAR AS mbid FROM recording
WHERE artist_credit IN (
    SELECT artist_credit FROM artist_credit_name GROUP BY artist_credit
    HAVING count(DISTINCT artist) > 1
) OR id IN (
    SELECT l.entity1 FROM l_artist_recording l JOIN link ON link.id = l.link
    JOIN kinds ON kinds.number = link.link_type WHERE kinds.kind = 'remixer'
)
"""

MB_RECORDING = """
SELECT r.id AS row, r.gid::VARCHAR AS mbid, r.artist_credit AS credit, r.name AS title,
       nullif(r.comment, '') AS comment, r.length, day_text(first_day.day) AS released,
       coalesce(r.video, false) AS video
FROM recording r LEFT JOIN first_day ON first_day.recording = r.id
WHERE r.artist_credit IN (SELECT credit FROM mb_credit)
"""

# The release a recording came out on first says what it came out as.
FIRST_RELEASE = """
CREATE OR REPLACE TABLE first_release AS
SELECT together.id, arg_min(medium.release, (coalesce(release_day.day, 99999999), medium.release))
       AS release
FROM together JOIN track ON track.recording = together.id JOIN medium ON medium.id = track.medium
LEFT JOIN release_day ON release_day.release = medium.release
GROUP BY together.id
"""

MB_RECORDING_FACT = """
WITH works AS (
    SELECT together.mbid, l.entity1 AS work, l.link FROM together
    JOIN l_recording_work l ON l.entity0 = together.id JOIN link ON link.id = l.link
    JOIN kinds ON kinds.number = link.link_type AND kinds.kind = 'performance_of'
), on_release AS (
    SELECT together.mbid, release.name, release.release_group FROM first_release
    JOIN together USING (id) JOIN release ON release.id = first_release.release
), types AS (
    SELECT o.mbid, o.name AS release, t.name AS type FROM on_release o
    JOIN release_group g ON g.id = o.release_group
    JOIN type_names t ON t.of = 'release_group' AND t.number = g.type
    UNION
    SELECT o.mbid, o.name, t.name FROM on_release o
    JOIN release_group_secondary_type_join j ON j.release_group = o.release_group
    JOIN type_names t ON t.of = 'release_group_secondary' AND t.number = j.secondary_type
)
SELECT mbid, 'isrc' AS fact, isrc.isrc AS value
FROM together JOIN isrc ON isrc.recording = together.id
UNION
SELECT works.mbid, 'language', language.iso_code_3 FROM works
JOIN work_language w USING (work) JOIN language ON language.id = w.language
WHERE language.iso_code_3 IS NOT NULL
UNION
SELECT works.mbid, 'version', CASE attributes.kind WHEN 'live' THEN 'live' ELSE 'instrumental' END
FROM works JOIN link_attribute a ON a.link = works.link
JOIN attributes ON attributes.number = a.attribute_type
UNION
SELECT together.mbid, 'link', url.url FROM together
JOIN l_recording_url l ON l.entity0 = together.id JOIN link ON link.id = l.link
JOIN kinds ON kinds.number = link.link_type JOIN url ON url.id = l.entity1
WHERE kinds.kind IN ('free_streaming', 'streaming') AND NOT coalesce(link.ended, false)
UNION
SELECT mbid, 'release', name FROM on_release
UNION
SELECT mbid, 'release_kind', lower(type) FROM types
UNION
SELECT mbid, 'belongs_to', release FROM types WHERE lower(type) = 'soundtrack'
"""

_SPAN = """
       partial_date(link.begin_date_year, link.begin_date_month, link.begin_date_day) AS begin,
       partial_date(link.end_date_year, link.end_date_month, link.end_date_day) AS "end",
       link.ended
"""

MB_RELATION = f"""
SELECT kinds.kind, l.id AS row, one.gid::VARCHAR AS subject, other.gid::VARCHAR AS object, {_SPAN}
FROM l_artist_artist l JOIN link ON link.id = l.link
JOIN kinds ON kinds.number = link.link_type
JOIN artist one ON one.id = l.entity0 JOIN artist other ON other.id = l.entity1
WHERE kinds.kind IN ('member_of', 'performs_as')
UNION ALL
SELECT kinds.kind, l.id, one.gid::VARCHAR, other.gid::VARCHAR, {_SPAN}
FROM l_artist_recording l JOIN link ON link.id = l.link
JOIN kinds ON kinds.number = link.link_type
JOIN artist one ON one.id = l.entity0 JOIN recording other ON other.id = l.entity1
WHERE kinds.kind = 'remixer'
UNION ALL
SELECT kinds.kind, l.id, one.gid::VARCHAR, other.gid::VARCHAR, {_SPAN}
FROM l_recording_recording l JOIN link ON link.id = l.link
JOIN kinds ON kinds.number = link.link_type
JOIN recording one ON one.id = l.entity0 JOIN recording other ON other.id = l.entity1
WHERE kinds.kind IN ('remix_of', 'edit_of', 'karaoke_of', 'mashup_of')
"""

# Rows that name what the dump does not hold: the table, which rows, and in what words.
ORPHANS: dict[str, str] = {
    "artist_credit_name": """
        SELECT artist_credit AS row, 'names artist ' || artist || ', whom the dump does not hold'
               AS reason, name AS text
        FROM artist_credit_name WHERE artist NOT IN (SELECT id FROM artist)
    """,
    "recording": """
        SELECT id AS row, 'its credit ' || artist_credit || ' names nobody the dump holds'
               AS reason, name AS text
        FROM recording WHERE artist_credit NOT IN (
            SELECT c.artist_credit FROM artist_credit_name c JOIN artist ON artist.id = c.artist
        )
    """,
    "artist_alias": """
        SELECT id AS row, 'names artist ' || artist || ', whom the dump does not hold' AS reason,
               name AS text
        FROM artist_alias WHERE artist NOT IN (SELECT id FROM artist)
    """,
    "l_artist_artist": """
        SELECT l.id AS row, 'its link or an act of it is not in the dump' AS reason,
               l.entity0 || ' - ' || l.entity1 AS text
        FROM l_artist_artist l WHERE l.link NOT IN (SELECT id FROM link)
        OR l.entity0 NOT IN (SELECT id FROM artist) OR l.entity1 NOT IN (SELECT id FROM artist)
    """,
    "l_artist_recording": """
        SELECT l.id AS row, 'its link, act or recording is not in the dump' AS reason,
               l.entity0 || ' - ' || l.entity1 AS text
        FROM l_artist_recording l WHERE l.link NOT IN (SELECT id FROM link)
        OR l.entity0 NOT IN (SELECT id FROM artist) OR l.entity1 NOT IN (SELECT id FROM recording)
    """,
    "artist_gid_redirect": """
        SELECT new_id AS row, 'leads to an act that the dump does not hold' AS reason,
               gid::VARCHAR AS text
        FROM artist_gid_redirect WHERE new_id NOT IN (SELECT id FROM artist)
    """,
    "artist_tag": """
        SELECT artist AS row, 'its act or its tag ' || tag || ' is not in the dump' AS reason,
               count::VARCHAR AS text
        FROM artist_tag WHERE artist NOT IN (SELECT id FROM artist)
        OR tag NOT IN (SELECT id FROM tag)
    """,
    "track": """
        SELECT recording AS row, 'its recording or its medium ' || medium || ' is not in the dump'
               AS reason, '' AS text
        FROM track WHERE recording NOT IN (SELECT id FROM recording)
        OR medium NOT IN (SELECT id FROM medium)
    """,
}
