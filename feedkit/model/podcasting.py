"""What Apple Podcasts and other podcast apps know of a feed and of its entries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from feedkit.model.checked import Amount, Checked, Count, Positive
from feedkit.model.parts import Person
from feedkit.model.podcast_parts import (
    AlternateEnclosure,
    Chapters,
    Chat,
    ContentLink,
    Funding,
    Lock,
    PodcastBlock,
    PodcastImage,
    PodcastLicense,
    PodcastLocation,
    PodcastPerson,
    PodcastText,
    RemoteItem,
    SocialInteract,
    Soundbite,
    Trailer,
    Transcript,
    UpdateFrequency,
    Value,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode(Checked):
    """What podcast apps show of an entry; its file is the first of the entry's enclosures.

    Attributes:
        number: within its season; a half may stand between two others.
        number_label: what is shown instead of the number: "Day 5".
        season: number of its season.
        season_name: what is shown instead of that number.
        type: "full", "trailer" or "bonus".
        explicit: whether it is for adults only.
        title: for Apple, without number and podcast's name; by default the entry's.
        subtitle: for Apple, one line; by default there is none.
        summary: for Apple, plain text; by default there is none.
        author: who made it, for Apple; by default the podcast's.
        image: address of its cover, by default the entry's picture.
        keywords: for searching; Apple does not use them any more.
        order: number that it is sorted by, instead of its date.
        captioned: whether its video has closed captions.
        blocked: whether Apple must not list it.
        transcripts: files with what is spoken.
        chapters: a file with its chapters.
        soundbites: parts of it to listen into.
        people: who is heard in it or made it, instead of those of the podcast.
        locations: where it is about, or was made.
        license: of the recording, instead of that of the podcast.
        alternate_enclosures: other versions of its file.
        values: how listeners pay, instead of how they pay for the podcast.
        images: further pictures.
        links: other addresses of what it shows, for apps that cannot.
        chats: where listeners talk about it.
        social: posts that comments answer to.
        texts: for programs.
    """

    number: Amount | None = None
    number_label: str | None = None
    season: Count | None = None
    season_name: str | None = None
    type: Literal["full", "trailer", "bonus"] | None = None
    explicit: bool | None = None
    title: str | None = None
    subtitle: str | None = None
    summary: str | None = None
    author: str | None = None
    image: str | None = None
    keywords: Sequence[str] = ()
    order: Positive | None = None
    captioned: bool = False
    blocked: bool = False
    transcripts: Sequence[Transcript] = ()
    chapters: Chapters | None = None
    soundbites: Sequence[Soundbite] = ()
    people: Sequence[PodcastPerson] = ()
    locations: Sequence[PodcastLocation] = ()
    license: PodcastLicense | None = None
    alternate_enclosures: Sequence[AlternateEnclosure] = ()
    values: Sequence[Value] = ()
    images: Sequence[PodcastImage] = ()
    links: Sequence[ContentLink] = ()
    chats: Sequence[Chat] = ()
    social: Sequence[SocialInteract] = ()
    texts: Sequence[PodcastText] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Podcast(Checked):
    """What podcast apps know of a feed, beside its title, subtitle, language, picture and authors.

    Apple demands categories, explicit, and of the feed a language and a picture.

    Attributes:
        categories: Apple's, "Technology" or "Arts > Books".
        explicit: whether it is for adults only.
        author: who makes it, by default the feed's authors.
        owner: whom Apple writes to.
        title: for Apple; by default the feed's.
        subtitle: for Apple, one line; by default there is none.
        summary: for Apple, plain text; by default there is none.
        image: address of its cover, by default the feed's picture.
        keywords: for searching; Apple does not use them any more.
        type: "episodic" (newest first) or "serial" (oldest first).
        guid: a UUID; by default the one made of feed_url.
        ended: whether there will be no more episodes.
        blocked: whether Apple must not list it.
        moved_to: new address of the feed.
        medium: "podcast", "music", "video", "audiobook"…; with an L behind it, a list of such.
        lock: whether other platforms may import it.
        funding: pages where listeners give money.
        people: who is heard in it or makes it.
        locations: where it is about, or is made.
        license: of the recordings.
        trailers: of the podcast and of its seasons.
        values: how listeners pay while they listen.
        images: further pictures.
        recommended: other podcasts that its maker likes (podcast:podroll).
        items: entries of other feeds that it is a list of.
        publisher: feed of its publisher.
        update_frequency: when new episodes are to be expected.
        podping: whether changes are announced by Podping.
        blocks: which platforms must not list it.
        chats: where listeners talk about it.
        social: posts that comments answer to.
        texts: for programs, such as codes that prove whose feed it is.
    """

    categories: Sequence[str] = ()
    explicit: bool | None = None
    author: str | None = None
    owner: Person | None = None
    title: str | None = None
    subtitle: str | None = None
    summary: str | None = None
    image: str | None = None
    keywords: Sequence[str] = ()
    type: Literal["episodic", "serial"] | None = None
    guid: str | None = None
    ended: bool = False
    blocked: bool = False
    moved_to: str | None = None
    medium: str | None = None
    lock: Lock | None = None
    funding: Sequence[Funding] = ()
    people: Sequence[PodcastPerson] = ()
    locations: Sequence[PodcastLocation] = ()
    license: PodcastLicense | None = None
    trailers: Sequence[Trailer] = ()
    values: Sequence[Value] = ()
    images: Sequence[PodcastImage] = ()
    recommended: Sequence[RemoteItem] = ()
    items: Sequence[RemoteItem] = ()
    publisher: RemoteItem | None = None
    update_frequency: UpdateFrequency | None = None
    podping: bool | None = None
    blocks: Sequence[PodcastBlock] = ()
    chats: Sequence[Chat] = ()
    social: Sequence[SocialInteract] = ()
    texts: Sequence[PodcastText] = ()
