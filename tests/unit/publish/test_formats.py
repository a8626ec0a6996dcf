"""Each form for programs, read by its schema or by a library that knows it."""

from __future__ import annotations

import dataclasses
import json

import duckdb
import pytest
from readers import read_atom, read_csv, read_jsonld, read_jspf, read_parquet, read_xspf

from kollabo.answers.edition import Edition
from kollabo.answers.statements import Place, Statement
from kollabo.publish.article.model import article_of
from kollabo.publish.formats.atom import listing_atom
from kollabo.publish.formats.chosen import FORMATS
from kollabo.publish.formats.recordings import recordings
from kollabo.publish.language import Language
from kollabo.publish.links import web_links
from kollabo.publish.pages.addresses import FolderAddresses

SCHEMA = "https://schema.org/"
OTHER = "0a1b58bf-9b1b-49cf-a44a-6cefad7ae04f"
MBID = "6f1a58bf-9b1b-49cf-a44a-6cefad7ae04f"


def text_of(edition: Edition, language: Language, form: str) -> str:
    content = FORMATS[form].write(edition, language)
    assert isinstance(content, str)
    return content


def with_mbids(edition: Edition) -> Edition:
    """The edition as it is where the first act and song are known at MusicBrainz."""
    first = edition.listing.entries[0]
    song = first.crossing
    act = song.acts[0].act._replace(artist_id=MBID)
    acts = (song.acts[0]._replace(act=act), *song.acts[1:])
    entry = dataclasses.replace(first, crossing=song._replace(acts=acts))
    said = Statement("recording", MBID, Place("tracks-test", "file.csv", 1))
    answer = edition.songs[song.song_id]
    answer = dataclasses.replace(answer, statements=(*answer.statements, said))
    listing = dataclasses.replace(edition.listing, entries=(entry, *edition.listing.entries[1:]))
    songs = {**edition.songs, song.song_id: answer}
    return dataclasses.replace(edition, listing=listing, songs=songs)


def test_jsonld_says_in_schema_org_words_what_is_known(edition: Edition, english: Language) -> None:
    first, *others = read_jsonld(text_of(with_mbids(edition), english, "jsonld"))
    assert first["@type"] == [f"{SCHEMA}MusicRecording"]
    assert first[f"{SCHEMA}name"] == [{"@value": "Full House"}]
    assert first[f"{SCHEMA}datePublished"] == [{"@type": f"{SCHEMA}Date", "@value": "2023-03-13"}]
    assert first[f"{SCHEMA}inLanguage"] == [{"@value": "eu"}, {"@value": "mi"}]
    assert first[f"{SCHEMA}isrcCode"] == [{"@value": "KRA382300001"}]
    assert first[f"{SCHEMA}sameAs"] == [{"@id": f"https://musicbrainz.org/recording/{MBID}"}]
    assert first[f"{SCHEMA}url"] == [{"@id": "https://example.org/full"}]
    acts = first[f"{SCHEMA}byArtist"]
    assert [one[f"{SCHEMA}name"][0]["@value"] for one in acts] == ["Haneul", "Casey", "Bora"]
    assert acts[0][f"{SCHEMA}sameAs"] == [{"@id": f"https://musicbrainz.org/artist/{MBID}"}]
    assert f"{SCHEMA}sameAs" not in acts[1]
    undated = next(one for one in others if one[f"{SCHEMA}name"] == [{"@value": "Undated"}])
    assert not {f"{SCHEMA}datePublished", f"{SCHEMA}isrcCode", f"{SCHEMA}sameAs"} & set(undated)


def test_jspf_holds_recordings_as_listenbrainz_imports_them(
    edition: Edition, english: Language
) -> None:
    playlist = read_jspf(text_of(with_mbids(edition), english, "jspf"))
    first, *others = playlist["track"]
    assert first["identifier"] == [f"https://musicbrainz.org/recording/{MBID}"]
    extension = first["extension"]["https://musicbrainz.org/doc/jspf#track"]
    assert extension == {"artist_identifiers": [f"https://musicbrainz.org/artist/{MBID}"]}
    assert first["location"] == ["https://example.org/full"]
    assert not any("identifier" in one or "extension" in one for one in others)
    assert playlist["extension"]["https://musicbrainz.org/doc/jspf#playlist"]["public"] is True


def test_what_is_said_of_a_song_is_said_in_the_language(edition: Edition) -> None:
    forms = {"jsonld": "description", "jspf": "annotation"}
    for form, key in forms.items():
        text = text_of(edition, Language("de"), form)
        first = json.loads(text)
        song = (
            first["playlist"]["track"][0] if form == "jspf" else first["itemListElement"][0]["item"]
        )
        assert "In den Charts" in song[key] or "Es führte die Charts" in song[key]


def test_a_song_that_is_several_recordings_has_all_of_them(
    edition: Edition, english: Language
) -> None:
    first = with_mbids(edition)
    song = first.listing.entries[0].crossing
    answer = first.songs[song.song_id]
    other = Statement("recording", OTHER, Place("tracks-test", "file.csv", 2))
    answer = dataclasses.replace(answer, statements=(*answer.statements, other))
    given = dataclasses.replace(first, songs={**first.songs, song.song_id: answer})
    track = read_jspf(text_of(given, english, "jspf"))["track"][0]
    assert track["identifier"] == [
        f"https://musicbrainz.org/recording/{one}" for one in sorted((MBID, OTHER))
    ]


def test_xspf_is_by_its_schema(edition: Edition, english: Language) -> None:
    root = read_xspf(text_of(with_mbids(edition), english, "xspf"))
    names = {"x": "http://xspf.org/ns/0/"}
    assert root.xpath("//x:track/x:title/text()", namespaces=names)[0] == "Full House"
    assert len(root.xpath("//x:track", namespaces=names)) == len(edition.listing.entries)


def test_atom_is_by_its_rfc(edition: Edition, language: Language) -> None:
    feed = read_atom(text_of(edition, language, "atom"))
    assert feed.entries[0].title.startswith("1. Full House")
    assert len(feed.entries) == len(edition.listing.entries)
    assert feed.feed.language == language.code
    assert len({one.id for one in feed.entries}) == len(feed.entries)


def test_a_published_feed_leads_to_its_pages(edition: Edition, english: Language) -> None:
    songs = {one.song_id for one in edition.named}
    addresses = FolderAddresses(songs, set(), "https://example.org/lists/")
    feed = read_atom(listing_atom(edition, article_of(edition, english), addresses))
    assert feed.feed.link == "https://example.org/lists/index.html"
    assert all(one.link.startswith("https://example.org/lists/songs/") for one in feed.entries)


def test_parquet_has_the_keys_of_the_json_and_duckdb_reads_it(
    edition: Edition, english: Language, tmp_path_factory: pytest.TempPathFactory
) -> None:
    content = FORMATS["parquet"].write(edition, english)
    assert isinstance(content, bytes)
    rows = read_parquet(content)
    assert [one["list"] for one in rows[-2:]] == ["also released", "undecided"]
    assert rows[0]["plausible_ranks"] == {"low": 1, "high": 31, "claim": 0.97}
    file = tmp_path_factory.mktemp("parquet") / "list.parquet"
    file.write_bytes(content)
    found = duckdb.sql(
        f"SELECT title, [one.name for one in artists] FROM '{file}' WHERE rank = 1"
    ).fetchall()
    assert found == [("Full House", ["Haneul", "Casey", "Bora"])]


def test_csv_has_the_ranks_a_song_may_have(edition: Edition, english: Language) -> None:
    rows = read_csv(text_of(edition, english, "csv"))
    assert (rows[0]["plausible_low"], rows[0]["plausible_high"]) == ("1", "31")


def test_an_isrc_or_mbid_of_another_shape_is_left_out(edition: Edition) -> None:
    song = edition.listing.entries[0].crossing
    place = Place("tracks-test", "file.csv", 1)
    answer = edition.songs[song.song_id]
    odd = (Statement("isrc", "kr-a38-23-00001", place), Statement("isrc", "none", place))
    odd += (Statement("recording", "../../evil", place),)
    answer = dataclasses.replace(answer, statements=odd)
    given = dataclasses.replace(edition, songs={**edition.songs, song.song_id: answer})
    first = recordings(given, Language())[0]
    assert first.isrcs == ("KRA382300001",)
    assert first.same_as == ()


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://example.org/a b?c=d&e#f", ("https://example.org/a%20b?c=d&e#f",)),
        ("http://example.org:8080/", ("http://example.org:8080/",)),
        ("https://example.org/꽃", ("https://example.org/%EA%BD%83",)),
        ("javascript:alert(1)", ()),
        ("data:text/html,x", ()),
        ("//example.org/", ()),
        ("https://user:secret@example.org/", ()),
        ('https://example.org/"><script>', ("https://example.org/%22%3E%3Cscript%3E",)),
        ("https://exa mple.org/", ()),
        ("https://[", ()),
        ("not an address", ()),
        ("", ()),
    ],
)
def test_only_web_addresses_are_linked(address: str, link: tuple[str, ...]) -> None:
    assert web_links([address]) == link
