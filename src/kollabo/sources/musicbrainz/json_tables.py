"""Shapes of the objects in the JSON dumps, and the tables `mb_*` made of them."""

from __future__ import annotations

# What is read of an object; all else in it is passed over.
SHAPES: dict[str, dict[str, str]] = {
    "artist": {
        "id": "VARCHAR",
        "name": "VARCHAR",
        "sort-name": "VARCHAR",
        "type": "VARCHAR",
        "gender": "VARCHAR",
        "country": "VARCHAR",
        "disambiguation": "VARCHAR",
        "area": 'STRUCT("iso-3166-1-codes" VARCHAR[])',
        "begin-area": 'STRUCT("iso-3166-1-codes" VARCHAR[])',
        "life-span": 'STRUCT("begin" VARCHAR, "end" VARCHAR, "ended" BOOLEAN)',
        "aliases": 'STRUCT("name" VARCHAR, "locale" VARCHAR, "type" VARCHAR, "primary" BOOLEAN)[]',
        "tags": 'STRUCT("name" VARCHAR, "count" BIGINT)[]',
        "genres": 'STRUCT("name" VARCHAR, "count" BIGINT)[]',
        "isnis": "VARCHAR[]",
        "relations": 'STRUCT("type-id" VARCHAR, "direction" VARCHAR, "begin" VARCHAR, '
        '"end" VARCHAR, "ended" BOOLEAN, "artist" STRUCT("id" VARCHAR))[]',
    },
    "recording": {
        "id": "VARCHAR",
        "title": "VARCHAR",
        "disambiguation": "VARCHAR",
        "length": "BIGINT",
        "video": "BOOLEAN",
        "first-release-date": "VARCHAR",
        "artist-credit": 'STRUCT("name" VARCHAR, "joinphrase" VARCHAR, '
        '"artist" STRUCT("id" VARCHAR, "name" VARCHAR))[]',
        "isrcs": "VARCHAR[]",
        "relations": 'STRUCT("type-id" VARCHAR, "direction" VARCHAR, "begin" VARCHAR, '
        '"end" VARCHAR, "ended" BOOLEAN, "attributes" VARCHAR[], "artist" STRUCT("id" VARCHAR), '
        '"recording" STRUCT("id" VARCHAR), "url" STRUCT("resource" VARCHAR), '
        '"work" STRUCT("languages" VARCHAR[]))[]',
    },
}

_DATE = r"regexp_extract({}, '^[0-9]{{4}}(-(0[1-9]|1[0-2])(-[0-3][0-9])?)?$')"


def _date(column: str) -> str:
    """A partial date; what does not look like one is none."""
    return f"nullif({_DATE.format(column)}, '')"


# The credit's number inside the dump: the same list of names and acts has the same.
_CREDIT = '(hash("artist-credit") >> 1)::BIGINT'
_RELATIONS = """
    SELECT kinds.kind, {table}.row, {table}.id AS mine, r
    FROM (SELECT row, id, unnest(relations) AS r FROM {table}) {table}
    JOIN json_kinds kinds ON kinds.gid = r."type-id"
"""
_ENDS = f'{_date("r.begin")} AS begin, {_date("r.end")} AS "end", r.ended'

TABLES_FROM_JSON: dict[str, str] = {
    "mb_artist": f"""
        SELECT row, id AS mbid, coalesce(name, id) AS name, "sort-name" AS sort_name,
               lower(type) AS kind, lower(gender) AS gender,
               list_filter(
                   [country, area."iso-3166-1-codes"[1], "begin-area"."iso-3166-1-codes"[1]],
                   lambda code: list_contains($countries, code))[1] AS origin,
               {_date('"life-span"."begin"')} AS begin, {_date('"life-span"."end"')} AS "end",
               "life-span"."ended" AS ended, nullif(disambiguation, '') AS comment,
               chosen.genres, nullif(isnis, []) AS isnis
        FROM json_artist LEFT JOIN (
            SELECT id, list(name ORDER BY votes DESC, name) AS genres FROM (
                SELECT id, g.name, sum(g.count) AS votes,
                       max(sum(g.count)) OVER (PARTITION BY id) AS most
                FROM (SELECT id, unnest(genres) AS g FROM json_artist) GROUP BY id, g.name
            ) WHERE votes > 0 AND votes * $genre_share >= most GROUP BY id
        ) chosen USING (id)
    """,
    "mb_alias": """
        SELECT row * 1000 + turn AS row, mbid, a.name, replace(a.locale, '_', '-') AS locale,
               CASE a.type WHEN 'Legal name' THEN 'legal' WHEN 'Search hint' THEN 'hint'
                    ELSE 'stage' END AS kind, coalesce(a."primary", false) AS "primary"
        FROM (SELECT row, id AS mbid, unnest(aliases) AS a,
                     generate_subscripts(aliases, 1) AS turn FROM json_artist)
        WHERE a.name IS NOT NULL
    """,
    "mb_tag": """
        SELECT id AS mbid, t.name, sum(t.count)::BIGINT AS votes,
               bool_or(list_contains(list_transform(genres, lambda one: one.name), t.name)) AS genre
        FROM (SELECT id, genres, unnest(tags) AS t FROM json_artist) GROUP BY id, t.name
    """,
    "mb_credit": f"""
        SELECT credit, turn AS position, lower(one.artist.id) AS mbid,
               coalesce(one.name, one.artist.name) AS name,
               coalesce(one.joinphrase, '') AS join_phrase, printed
        FROM (
            SELECT {_CREDIT} AS credit, any_value("artist-credit") AS credited,
                   array_to_string(list_transform(any_value("artist-credit"),
                       lambda one: coalesce(one.name, one.artist.name)
                                   || coalesce(one.joinphrase, '')), '') AS printed
            FROM json_recording WHERE "artist-credit" IS NOT NULL GROUP BY credit
        ), LATERAL (SELECT unnest(credited) AS one, generate_subscripts(credited, 1) AS turn)
        WHERE one.artist.id IS NOT NULL
    """,
    "mb_redirect": """
        SELECT NULL AS entity, NULL AS old, NULL AS mbid WHERE false
    """,
    "mb_recording": f"""
        SELECT row, id AS mbid, {_CREDIT} AS credit, coalesce(title, '') AS title,
               nullif(disambiguation, '') AS comment, length,
               {_date('"first-release-date"')} AS released, coalesce(video, false) AS video
        FROM json_recording WHERE {_CREDIT} IN (SELECT credit FROM mb_credit)
    """,
    "mb_relation": f"""
        SELECT kind, row, mine AS subject, lower(r.artist.id) AS object, {_ENDS}
        FROM ({_RELATIONS.format(table="json_artist")})
        WHERE kind IN ('member_of', 'performs_as') AND r.direction = 'forward'
        AND r.artist.id IS NOT NULL
        UNION
        SELECT kind, row, lower(r.artist.id), mine, {_ENDS}
        FROM ({_RELATIONS.format(table="json_recording")})
        WHERE kind = 'remixer' AND r.artist.id IS NOT NULL
        UNION
        SELECT kind, row, mine, lower(r.recording.id), {_ENDS}
        FROM ({_RELATIONS.format(table="json_recording")})
        WHERE kind IN ('remix_of', 'edit_of', 'karaoke_of', 'mashup_of')
        AND r.direction = 'forward' AND r.recording.id IS NOT NULL
    """,
    "mb_recording_fact": f"""
        WITH together AS (
            SELECT json_recording.* FROM json_recording
            WHERE id IN (SELECT object FROM mb_relation WHERE kind = 'remixer')
            OR {_CREDIT} IN (
                SELECT credit FROM mb_credit GROUP BY credit HAVING count(DISTINCT mbid) > 1
            )
        ), related AS ({_RELATIONS.format(table="together")})
        SELECT id AS mbid, 'isrc' AS fact, unnest(isrcs) AS value FROM together
        UNION
        SELECT mine, 'language', unnest(r.work.languages) FROM related WHERE kind = 'performance_of'
        UNION
        SELECT mine, 'version', CASE a WHEN 'live' THEN 'live' ELSE 'instrumental' END
        FROM (SELECT mine, unnest(r.attributes) AS a FROM related WHERE kind = 'performance_of')
        WHERE a IN ('live', 'instrumental', 'karaoke')
        UNION
        SELECT mine, 'link', r.url.resource FROM related
        WHERE kind IN ('free_streaming', 'streaming') AND r.url.resource IS NOT NULL
        AND NOT coalesce(r.ended, false)
    """,
}
