-- The finished tables and questions of kollabo in PostgreSQL: over its own tables of a dump, read
-- by COPY. Beside them lie `folded_name` and `read_title` (what kollabo's Python makes of each
-- distinct name and title, for no SQL folds as it does), `kinds`, `country` and `nobody`.

ALTER TABLE artist ADD PRIMARY KEY (id);
ALTER TABLE recording ADD PRIMARY KEY (id);
ALTER TABLE medium ADD PRIMARY KEY (id);
ALTER TABLE link ADD PRIMARY KEY (id);
ALTER TABLE release ADD PRIMARY KEY (id);
CREATE INDEX ON artist_credit_name (artist_credit);
CREATE INDEX ON artist_alias (artist);
CREATE INDEX ON recording (artist_credit);
CREATE INDEX ON track (recording);
CREATE INDEX ON isrc (recording);
CREATE INDEX ON l_artist_recording (entity1);
CREATE INDEX ON l_recording_recording (entity0);
ANALYZE;

CREATE UNLOGGED TABLE release_day AS
SELECT release, min(day) AS day FROM (
    SELECT release, CASE WHEN date_year BETWEEN 1 AND 9999 THEN
        date_year * 10000 + coalesce(date_month, 99) * 100
        + CASE WHEN date_month IS NULL THEN 99 ELSE coalesce(date_day, 99) END END AS day
    FROM (SELECT release, date_year, date_month, date_day FROM release_country
          UNION ALL SELECT release, date_year, date_month, date_day FROM release_unknown_country) x
) y GROUP BY release HAVING min(day) IS NOT NULL;

CREATE UNLOGGED TABLE first_day AS
SELECT track.recording, min(release_day.day) AS day
FROM track JOIN medium ON medium.id = track.medium JOIN release_day USING (release)
GROUP BY track.recording;

CREATE UNLOGGED TABLE area_country AS
WITH RECURSIVE coded AS (
    SELECT area, min(code) AS code FROM iso_3166_1
    WHERE code IN (SELECT code FROM country) GROUP BY area
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
SELECT DISTINCT ON (climb.area) climb.area, coded.code
FROM climb JOIN coded ON coded.area = climb.at ORDER BY climb.area, climb.steps, coded.code;

CREATE UNLOGGED TABLE act AS
SELECT a.gid::text AS artist_id, a.name, n.folded, a.type AS kind, coalesce(h.code, b.code) AS origin,
       a.begin_date_year, a.end_date_year, a.comment, g.genres, i.isnis
FROM artist a JOIN folded_name n ON n.name = a.name
LEFT JOIN area_country h ON h.area = a.area LEFT JOIN area_country b ON b.area = a.begin_area
LEFT JOIN (
    SELECT artist, array_agg(name ORDER BY votes DESC, name) AS genres FROM (
        SELECT t.artist, tag.name, sum(t.count) AS votes,
               max(sum(t.count)) OVER (PARTITION BY t.artist) AS most
        FROM artist_tag t JOIN tag ON tag.id = t.tag
        WHERE tag.name IN (SELECT name FROM genre) GROUP BY t.artist, tag.name
    ) x WHERE votes > 0 AND votes * 3 >= most GROUP BY artist
) g ON g.artist = a.id
LEFT JOIN (SELECT artist, array_agg(DISTINCT isni) AS isnis FROM artist_isni GROUP BY artist) i
    ON i.artist = a.id;

CREATE UNLOGGED TABLE act_alias AS
SELECT a.gid::text AS artist_id, l.name, n.folded, l.locale, l.type AS kind
FROM artist_alias l JOIN artist a ON a.id = l.artist JOIN folded_name n ON n.name = l.name;

CREATE UNLOGGED TABLE related AS
WITH said AS (
    SELECT kinds.kind, one.gid::text AS first, other.gid::text AS second
    FROM l_artist_artist l JOIN link ON link.id = l.link
    JOIN kinds ON kinds.number = link.link_type
    JOIN artist one ON one.id = l.entity0 JOIN artist other ON other.id = l.entity1
    WHERE kinds.kind IN ('member_of', 'performs_as')
), persons AS (
    SELECT first AS person, second AS act FROM said WHERE kind = 'performs_as'
), few AS (
    SELECT person FROM persons GROUP BY person HAVING count(*) <= 50
), pairs AS (
    SELECT first, second FROM said
    UNION SELECT one.act, other.act FROM persons one JOIN few USING (person)
    JOIN persons other USING (person)
)
SELECT first, second FROM pairs WHERE first <> second
UNION SELECT second, first FROM pairs WHERE first <> second;

CREATE UNLOGGED TABLE credit_acts AS
SELECT c.artist_credit, array_agg(DISTINCT a.gid::text COLLATE "C" ORDER BY a.gid::text COLLATE "C") AS acts
FROM artist_credit_name c JOIN artist a ON a.id = c.artist
WHERE a.gid::text NOT IN (SELECT gid FROM nobody) GROUP BY c.artist_credit;

CREATE UNLOGGED TABLE remixers AS
SELECT l.entity1 AS recording, array_agg(DISTINCT a.gid::text) AS acts
FROM l_artist_recording l JOIN link ON link.id = l.link
JOIN kinds ON kinds.number = link.link_type AND kinds.kind = 'remixer'
JOIN artist a ON a.id = l.entity0 GROUP BY l.entity1;

CREATE UNLOGGED TABLE chosen AS
SELECT r.id, r.gid::text AS mbid, r.artist_credit, t.work, t.folded, t.version, t.mashup, t.other_key,
       CASE WHEN m.acts IS NULL THEN t.title_key ELSE t.plain_key END AS title_key,
       CASE WHEN m.acts IS NULL THEN c.acts ELSE
           ARRAY(SELECT DISTINCT x COLLATE "C" FROM unnest(c.acts || m.acts) x ORDER BY 1) END AS acts,
       d.day
FROM recording r JOIN credit_acts c USING (artist_credit)
LEFT JOIN remixers m ON m.recording = r.id
JOIN read_title t ON t.title = r.name AND t.comment = coalesce(r.comment, '')
LEFT JOIN first_day d ON d.recording = r.id
WHERE (cardinality(c.acts) > 1 OR m.acts IS NOT NULL)
  AND r.name NOT IN (SELECT title FROM no_song);
DELETE FROM chosen WHERE cardinality(acts) < 2;

CREATE UNLOGGED TABLE one_key AS
WITH pairs AS (
    SELECT DISTINCT c.acts, c.title_key, c.other_key FROM chosen c
    JOIN (SELECT DISTINCT acts, title_key FROM chosen) g
      ON g.acts = c.acts AND g.title_key = c.other_key
    WHERE c.other_key IS NOT NULL AND c.other_key <> c.title_key
)
SELECT p.acts, p.title_key,
       min(CASE WHEN b.acts IS NULL THEN p.other_key ELSE least(p.title_key, p.other_key) END) AS joined
FROM pairs p LEFT JOIN pairs b
  ON b.acts = p.acts AND b.title_key = p.other_key AND b.other_key = p.title_key
GROUP BY p.acts, p.title_key;

CREATE UNLOGGED TABLE of_song AS
SELECT c.*, dense_rank() OVER (ORDER BY c.acts, coalesce(k.joined, c.title_key)) AS song_id
FROM chosen c LEFT JOIN one_key k ON k.acts = c.acts AND k.title_key = c.title_key;

CREATE UNLOGGED TABLE song AS
SELECT s.song_id, s.acts, t.work AS title, t.folded, s.released, s.released / 10000 AS year,
       s.kin < cardinality(s.acts) * (cardinality(s.acts) - 1) / 2 AS collaborates, s.doubtful
FROM (
    SELECT o.song_id, min(o.acts) AS acts,
           coalesce(min(o.day) FILTER (WHERE o.day % 100 <> 99), min(o.day)) AS released,
           bool_or(o.mashup IS NOT NULL OR m.entity0 IS NOT NULL) AS doubtful,
           (SELECT count(*) FROM related r WHERE r.first < r.second
            AND r.first = ANY (min(o.acts)) AND r.second = ANY (min(o.acts))) AS kin
    FROM of_song o LEFT JOIN (
        SELECT DISTINCT l.entity0 FROM l_recording_recording l JOIN link ON link.id = l.link
        JOIN kinds ON kinds.number = link.link_type AND kinds.kind = 'mashup_of'
    ) m ON m.entity0 = o.id
    GROUP BY o.song_id
) s JOIN (
    SELECT DISTINCT ON (song_id) song_id, work, folded FROM (
        SELECT song_id, work, folded, count(*) FILTER (WHERE version IS NULL) AS plain, count(*) AS times
        FROM of_song GROUP BY song_id, work, folded
    ) x ORDER BY song_id, plain DESC, times DESC, work COLLATE "C"
) t USING (song_id);

CREATE UNLOGGED TABLE credit AS
SELECT DISTINCT o.song_id, c.artist_credit, c.position, a.gid::text AS artist_id, c.name, c.join_phrase
FROM (SELECT DISTINCT song_id, artist_credit FROM of_song) o
JOIN artist_credit_name c USING (artist_credit) JOIN artist a ON a.id = c.artist;

CREATE UNLOGGED TABLE collaboration AS
SELECT s.song_id, s.year, s.doubtful, unnest(s.acts) AS artist_id FROM song s WHERE s.collaborates;

CREATE UNLOGGED TABLE song_fact AS
SELECT song_id, 'recording' AS fact, mbid AS value FROM of_song
UNION SELECT o.song_id, 'isrc', i.isrc FROM of_song o JOIN isrc i ON i.recording = o.id
UNION SELECT song_id, 'released', day::text FROM of_song WHERE day IS NOT NULL;

CREATE INDEX ON act (artist_id);
CREATE INDEX ON act (folded);
CREATE INDEX ON act (origin);
CREATE INDEX ON act_alias (folded);
CREATE INDEX ON song (song_id);
CREATE INDEX ON song (folded);
CREATE INDEX ON song_fact (song_id, fact);
CREATE INDEX ON credit (song_id);
CREATE INDEX ON collaboration (year);
CREATE INDEX ON collaboration (artist_id);
ANALYZE;
