"""Describes a take-over in the household's language."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from homeassistant.core import HomeAssistant

from ..core.integration_views import IntegrationViews
from ..core.plain_text import Markdown
from ..core.reference import Reference, ReferenceKind
from ..ha.exposure import ASSISTANTS
from ..ha.integration_views import async_integration_views
from ..ha.texts import HouseholdTexts
from ..references.search import MissingAction, async_references
from .candidates import Source

# How the phrases call the assistants.
_ASSISTANTS: Final = {
    name: assistant.rpartition(".")[2] for assistant, name in ASSISTANTS.items()
}


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
    texts = _Phrases(await HouseholdTexts.async_load(hass, "take_over_"))
    guarded: list[str] = []
    unguarded: list[str] = []
    adjust: list[str] = []
    past: list[str] = []
    beside: list[str] = []
    for source in sources:
        taken = take_over_id and source.renamed_to is not None
        found = await async_references(hass, source.entity_id)
        named = guarded if taken else unguarded
        named.extend(texts.reference(one) for one in found.named)
        named.extend(texts.unchecked(one) for one in found.unchecked)
        past.extend(texts.say("past_dashboard", title=one.title) for one in found.past)
        beside.extend(
            texts.beside(row, source)
            for row in async_integration_views(hass, [source.integration])
        )
        if not source.streams:
            adjust.extend(
                texts.say("no_homekit_video", title=one.title, camera=source.name)
                for one in found.named
                if one.kind is ReferenceKind.HOMEKIT
            )
        adjust.extend(
            texts.say("aborts", title=one.title, camera=source.name)
            for one in found.aborting
            if taken
        )
        if taken and found.own_actions:
            adjust.append(texts.own_actions(source, found.own_actions))
        adjust.extend(
            texts.action(action, source)
            for action in found.actions
            if taken or action.by_device
        )
    parts = [
        f"**{texts.say(heading)}**\n{HouseholdTexts.list(lines)}"
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
        changes=HouseholdTexts.list(
            texts.change(source, take_over_id=take_over_id) for source in sources
        ),
        places=Markdown("\n\n".join(parts) or texts.say("nothing")),
        anything=bool(parts),
    )


class _Phrases:
    """The lines of the descriptions."""

    def __init__(self, texts: HouseholdTexts) -> None:
        self.say = texts.say

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

    def reference(self, reference: Reference) -> str:
        """Return the line for something that names a camera."""
        title = reference.title
        if reference.kind is ReferenceKind.ASSISTANT:
            title = self.say(f"assistant_{_ASSISTANTS[title]}")
        return self.say(f"place_{reference.kind}", title=title)

    def unchecked(self, reference: Reference) -> str:
        """Return the line for something that could not be read."""
        what = (
            self.reference(reference)
            if reference.title
            else self.say(f"all_{reference.kind}")
        )
        return self.say("unchecked", what=Markdown(what))

    def action(self, action: MissingAction, source: Source) -> str:
        """Return the line for one action that must be adjusted."""
        return self.say(
            "action_by_device" if action.by_device else "action_by_name",
            title=action.reference.title,
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
