"""Changes a guarded camera's own controls through its forms, as a person would."""

from collections.abc import Mapping
from typing import Any

from lab.flows import Flow, start_flow
from lab.guarding import DOMAIN
from lab.home_client import HomeClient


async def change_controls(client: HomeClient, **answers: Any) -> Mapping[str, Any]:
    """Change the controls of the only guarded camera through its forms; return what was offered.

    `answers` are those of the step `controls`; one named `pick` is what is picked besides. What is
    offered are the labels by the names of the entities. Raises HomeError.
    """
    (entry,) = await client.command("config_entries/get", domain=DOMAIN)
    subentries = await client.command(
        "config_entries/subentries/list", entry_id=entry["entry_id"]
    )
    (camera,) = [one for one in subentries if one["subentry_type"] == "camera"]
    flow = await start_flow(
        client,
        [entry["entry_id"], "camera"],
        "subentries/flow",
        subentry_id=camera["subentry_id"],
    )
    await flow.submit(placement="living_area", edit_controls=True)
    offered = _offered(flow)
    pick = answers.pop("pick", None)
    if pick is not None:
        await flow.submit(**answers, pick_another=True)
        await flow.submit(**pick, try_out=False)
    if flow.open:
        await flow.submit(**({} if pick is not None else answers))
    while flow.open:
        await flow.submit()
    return offered


def _offered(flow: Flow) -> dict[str, str]:
    (controls,) = [one for one in flow.fields if one["name"] == "controls"]
    options = controls["selector"]["select"]["options"]
    return {one["value"]: one["label"] for one in options}
