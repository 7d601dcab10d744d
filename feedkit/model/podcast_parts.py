"""What Podcasting 2.0 says of feeds and episodes, a class for each of its elements.

The podcast namespace: https://podcasting2.org/docs/podcast-namespace
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from feedkit.model.checked import Amount, Checked, Count, Positive


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript(Checked):
    """A transcript of an episode, or captions (podcast:transcript).

    Attributes:
        url: address of the file.
        type: media type, by default that of the address's suffix.
        language: BCP 47 tag, where it is not the feed's.
        captions: whether the file has times, to be shown as closed captions.
    """

    url: str
    type: str | None = None
    language: str | None = None
    captions: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapters(Checked):
    """A file with the chapters of an episode (podcast:chapters).

    Attributes:
        url: address of the file.
        type: media type, by default that of chapters in JSON.
    """

    url: str
    type: str = "application/json+chapters"


@dataclass(frozen=True, slots=True, kw_only=True)
class Soundbite(Checked):
    """A part of an episode to listen into (podcast:soundbite).

    Attributes:
        start: in seconds.
        duration: in seconds.
        title: name of it, by default that of the episode.
    """

    start: Amount
    duration: Amount
    title: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PodcastPerson(Checked):
    """Somebody who is heard in a podcast or makes it (podcast:person).

    Attributes:
        name: full name, or alias.
        role: out of the Podcast Taxonomy, "guest", "editor"…; "host" where there is none.
        group: of roles, out of the Podcast Taxonomy; "cast" where there is none.
        image: address of a picture.
        url: address of a page about the person.
    """

    name: str
    role: str | None = None
    group: str | None = None
    image: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PodcastLocation(Checked):
    """Where a podcast is about, or is made (podcast:location).

    Attributes:
        name: of the location, for people.
        rel: "subject", which it is where nothing is given, or "creator": where it is made.
        geo: latitude and longitude as a URI (RFC 5870): "geo:30.2672,97.7431".
        osm: kind and number in OpenStreetMap: "R113314".
        country: two letters (ISO 3166): "us".
    """

    name: str
    rel: Literal["subject", "creator"] | None = None
    geo: str | None = None
    osm: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Funding(Checked):
    """A page where listeners give money (podcast:funding).

    Attributes:
        url: address of the page.
        title: what the link says.
    """

    url: str
    title: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock(Checked):
    """Whether other platforms may import the feed (podcast:locked).

    Attributes:
        locked: whether they must not.
        owner: e-mail address that proves whose feed it is.
    """

    locked: bool
    owner: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PodcastLicense(Checked):
    """The licence of the recordings (podcast:license).

    Attributes:
        name: identifier out of the SPDX License List, "cc-by-4.0", or a name of one's own.
        url: address of its whole text.
    """

    name: str
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trailer(Checked):
    """A trailer of a podcast or of one season (podcast:trailer).

    Attributes:
        title: name of it.
        url: address of the file.
        published: when it was published.
        length: size in bytes.
        type: media type.
        season: the season that it is for.
    """

    title: str
    url: str
    published: datetime
    length: Count | None = None
    type: str | None = None
    season: Count | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSource(Checked):
    """One way to get a file (podcast:source).

    Attributes:
        uri: where it is: "https://…", "ipfs://…", a torrent.
        type: media type of what is there, where that is not the file itself.
    """

    uri: str
    type: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Integrity(Checked):
    """What proves that a file is the right one (podcast:integrity).

    Attributes:
        type: "sri" or "pgp-signature".
        value: the SRI string, or the signature in base64.
    """

    type: Literal["sri", "pgp-signature"]
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AlternateEnclosure(Checked):
    """Another version of an episode's file, or a file beside it (podcast:alternateEnclosure).

    Attributes:
        type: media type.
        sources: where the file is, at least one.
        length: size in bytes.
        bitrate: in bits per second.
        height: of a video, in pixels.
        language: BCP 47 tag.
        title: name of the version.
        rel: name of the group of versions that it is one of.
        codecs: as in RFC 6381.
        default: whether it is the same file as the entry's first enclosure.
        integrity: what proves that it is the right file.
    """

    type: str
    sources: Sequence[FileSource]
    length: Count | None = None
    bitrate: Amount | None = None
    height: Positive | None = None
    language: str | None = None
    title: str | None = None
    rel: str | None = None
    codecs: str | None = None
    default: bool = False
    integrity: Integrity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteItem(Checked):
    """Another feed, or an entry of it (podcast:remoteItem).

    Attributes:
        feed_guid: the podcast:guid of that feed, a UUID.
        feed_url: address of that feed.
        item_guid: id of the entry.
        medium: of that feed, as in `Podcast.medium`.
        title: of the entry or feed.
    """

    feed_guid: str
    feed_url: str | None = None
    item_guid: str | None = None
    medium: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueRecipient(Checked):
    """Somebody who gets a share of what listeners pay (podcast:valueRecipient).

    Attributes:
        type: kind of address: "node", "lnaddress"…
        address: where the payment goes.
        split: number of shares.
        name: of the recipient.
        custom_key: name of a further record that is sent along.
        custom_value: value of that record.
        fee: whether it is a fee, taken off before the rest is shared.
    """

    type: str
    address: str
    split: Count
    name: str | None = None
    custom_key: str | None = None
    custom_value: str | None = None
    fee: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueTimeSplit(Checked):
    """Other recipients for a part of an episode (podcast:valueTimeSplit).

    Attributes:
        start: in seconds.
        duration: in seconds.
        remote: the entry of another feed that is played then, whose recipients are paid.
        recipients: who is paid then, where there is no `remote`.
        remote_start: where in `remote` it begins, in seconds.
        remote_percentage: share of `remote`'s recipients, from 0 to 100.
    """

    start: Amount
    duration: Amount
    remote: RemoteItem | None = None
    recipients: Sequence[ValueRecipient] = ()
    remote_start: Amount | None = None
    remote_percentage: Amount | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Value(Checked):
    """How listeners pay while they listen (podcast:value).

    Attributes:
        type: the payment layer: "lightning"…
        method: how it is paid: "keysend"…
        recipients: who is paid, at least one.
        suggested: how much for each payment.
        splits: other recipients for parts of an episode.
    """

    type: str
    method: str
    recipients: Sequence[ValueRecipient]
    suggested: Amount | None = None
    splits: Sequence[ValueTimeSplit] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PodcastImage(Checked):
    """A picture of a podcast or an episode, beside its cover (podcast:image).

    Attributes:
        url: address of the picture, or video.
        alt: text for those who cannot see it.
        aspect_ratio: "1/1", "16/9"…
        width: in pixels.
        height: in pixels.
        type: media type.
        purpose: words for what it is meant: "artwork", "social", "banner"…, with blanks between them.
    """

    url: str
    alt: str | None = None
    aspect_ratio: str | None = None
    width: Positive | None = None
    height: Positive | None = None
    type: str | None = None
    purpose: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentLink(Checked):
    """Another address of an episode or a live stream, for apps that cannot play it (podcast:contentLink).

    Attributes:
        url: the address.
        title: what the link says.
    """

    url: str
    title: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PodcastBlock(Checked):
    """Whether a platform must not list the podcast (podcast:block).

    Attributes:
        blocked: whether it must not.
        platform: slug of the platform; all others where there is none.
    """

    blocked: bool
    platform: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PodcastText(Checked):
    """A text for programs, such as a code that proves whose feed it is (podcast:txt).

    Attributes:
        text: the text.
        purpose: what it is for: "verify", "applepodcastsverify"…
    """

    text: str
    purpose: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateFrequency(Checked):
    """When new episodes are to be expected (podcast:updateFrequency).

    Attributes:
        title: for people: "Every other Monday".
        complete: whether there will be no more episodes.
        start: from when `rule` holds.
        rule: recurrence rule (RFC 5545, section 3.3.10): "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO".
    """

    title: str | None = None
    complete: bool = False
    start: datetime | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chat(Checked):
    """Where listeners talk to each other (podcast:chat).

    Attributes:
        server: name of the host to connect to.
        protocol: "irc", "xmpp", "nostr", "matrix"…
        account: id of the podcaster there.
        space: room or topic.
        embed_url: address of a page with the chat that can be shown in another page.
    """

    server: str
    protocol: str
    account: str | None = None
    space: str | None = None
    embed_url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SocialInteract(Checked):
    """The post that comments in a social network answer to (podcast:socialInteract).

    Attributes:
        protocol: "activitypub", "twitter"…; "disabled" where comments are not wanted.
        uri: address of the post.
        account: id of who wrote it.
        account_url: address of that account.
        priority: of several posts, the one with the smallest number goes first.
    """

    protocol: str
    uri: str | None = None
    account: str | None = None
    account_url: str | None = None
    priority: Count | None = None
