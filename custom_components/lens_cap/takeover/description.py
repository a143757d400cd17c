"""Describes a take-over in the household's language."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
import re

from homeassistant.core import HomeAssistant
from homeassistant.helpers.translation import async_get_translations

from ..const import DOMAIN
from ..core.integration_views import IntegrationViews
from ..core.plain_text import Markdown, plain_words
from ..ha.integration_views import async_integration_views
from ..references.search import Place, PlacedAction, PlaceKind, async_places
from .candidates import Source

_KEY = f"component.{DOMAIN}.common.take_over"
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, kw_only=True)
class Description:
    """What a take-over changes, as Markdown.

    `changes` says what happens to each camera. `places` lists what names the cameras and will be
    guarded, what will not, and what must be adjusted by hand; `anything` whether there is any.
    """

    changes: Markdown
    places: Markdown
    anything: bool


async def async_describe(
    hass: HomeAssistant, sources: Sequence[Source], *, take_over_id: bool = True
) -> Description:
    """Return what taking over these cameras would change; changes nothing."""
    texts = _Texts(
        await async_get_translations(hass, hass.config.language, "common", {DOMAIN})
    )
    guarded: list[str] = []
    unguarded: list[str] = []
    adjust: list[str] = []
    past: list[str] = []
    beside: list[str] = []
    for source in sources:
        taken = take_over_id and source.renamed_to is not None
        places = await async_places(hass, source.entity_id)
        named = guarded if taken else unguarded
        named.extend(texts.place(place) for place in places.named)
        named.extend(texts.unchecked(place) for place in places.unchecked)
        past.extend(texts.say("past_dashboard", title=one.title) for one in places.past)
        beside.extend(
            texts.beside(row, source)
            for row in async_integration_views(hass, [source.integration])
        )
        if not source.streams:
            adjust.extend(
                texts.say("no_homekit_video", title=place.title, camera=source.name)
                for place in places.named
                if place.kind is PlaceKind.HOMEKIT
            )
        if taken and places.own_actions:
            adjust.append(texts.own_actions(source, places.own_actions))
        adjust.extend(
            texts.action(action, source)
            for action in places.actions
            if taken or action.by_device
        )
    found = [
        f"**{texts.say(heading)}**\n{_list(lines)}"
        for heading, lines in (
            ("guarded", guarded),
            ("unguarded", unguarded),
            ("past", past),
            ("beside", beside),
            ("adjust", adjust),
        )
        if lines
    ]
    return Description(
        changes=Markdown(
            _list(texts.change(source, take_over_id=take_over_id) for source in sources)
        ),
        places=Markdown("\n\n".join(found) or texts.say("nothing")),
        anything=bool(found),
    )


class _Texts:
    """The phrases of the descriptions, from the translations."""

    def __init__(self, translations: Mapping[str, str]) -> None:
        self._translations = translations

    def say(self, key: str, **values: str) -> str:
        """Return a phrase; the values are put in as plain text."""
        plain = {name: plain_words(text) for name, text in values.items()}
        return self._fill(key, plain)

    def _fill(self, key: str, values: Mapping[str, str]) -> str:
        text = self._translations.get(f"{_KEY}_{key}", key)
        return _PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), text)

    def change(self, source: Source, *, take_over_id: bool) -> str:
        """Return what happens to one camera."""
        if source.renamed_to is None:
            return self.say("cannot_hide", camera=source.name)
        return self.say(
            "renamed" if take_over_id else "not_renamed",
            camera=source.name,
            old=source.entity_id,
            new=source.renamed_to,
        )

    def place(self, place: Place) -> str:
        """Return the line for one place."""
        title = place.title
        if place.kind is PlaceKind.ASSISTANT:
            title = self.say(f"assistant_{title.rpartition('.')[2]}")
        return self.say(f"place_{place.kind}", title=title)

    def unchecked(self, place: Place) -> str:
        """Return the line for something that could not be read."""
        what = self.place(place) if place.title else self.say(f"all_{place.kind}")
        return self._fill("unchecked", {"what": what})

    def action(self, action: PlacedAction, source: Source) -> str:
        """Return the line for one action that must be adjusted."""
        return self.say(
            "action_by_device" if action.by_device else "action_by_name",
            title=action.place.title,
            action=action.action,
            old=source.entity_id,
            new=source.renamed_to or source.entity_id,
        )

    def beside(self, row: IntegrationViews, source: Source) -> str:
        """Return the line for what a camera's integration shows beside the camera."""
        return self.say(
            "beside_live" if row.live else "beside_recorded",
            camera=source.name,
            integration=row.title,
            ways=", ".join(self.say(f"outlet_{outlet}") for outlet in row.outlets),
            remedy=self.say(f"remedy_{row.remedy}"),
        )

    def own_actions(self, source: Source, actions: Sequence[str]) -> str:
        """Return the line for the actions of a camera's integration."""
        return self.say(
            "own_actions",
            camera=source.name,
            actions=", ".join(actions),
            new=source.renamed_to or source.entity_id,
        )


def _list(lines: Iterable[str]) -> str:
    """Return a Markdown list, each line once."""
    return "\n".join(f"- {line}" for line in dict.fromkeys(lines))
