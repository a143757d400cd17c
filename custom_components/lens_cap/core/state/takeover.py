"""Records what a take-over changes, so that removal undoes exactly that."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class TakeOver:
    """The changes to one source camera, saved before the first of them is made.

    `source_id` is its id in the entity registry, its entity id where it has no entry there.
    `renamed_to` is None where ids were left alone. `hidden` says that Lens Cap hid it (not somebody before us).
    `exposure` maps each voice assistant to what was set for the source before: True, False, or None
    for "nothing set". `preload` says that its stream was to be preloaded.
    `platform` and `unique_id` are how its integration knows it: that outlives its id. `named` is the
    name that it was given, None where it was given none; `name_before` what a person had called it.
    """

    source_id: str
    original_entity_id: str
    renamed_to: str | None
    hidden: bool
    exposure: Mapping[str, bool | None] = field(default_factory=dict[str, bool | None])
    preload: bool = False
    platform: str = ""
    unique_id: str = ""
    named: str | None = None
    name_before: str | None = None
