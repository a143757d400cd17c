"""Fills in Home Assistant's config, options and subentry flows."""

from typing import Any, Literal, Self

from lab.home_client import HomeClient, HomeError

FlowKind = Literal["flow", "options/flow", "subentries/flow"]


class Flow:
    """A flow that is being filled in; `step` is what Home Assistant showed last."""

    def __init__(self, client: HomeClient, path: str, step: dict[str, Any]) -> None:
        """Follow a flow that was started."""
        self._client, self._path, self.step = client, path, step

    @property
    def fields(self) -> list[dict[str, Any]]:
        """Return the form's fields; none where it is no form."""
        return self.step.get("data_schema") or []

    @property
    def open(self) -> bool:
        """Return whether it waits for input."""
        return self.step["type"] in {"form", "menu"}

    async def submit(self, **data: Any) -> Self:
        """Answer the step shown. Raises HomeError where the answer was not accepted."""
        path = f"{self._path}/{self.step['flow_id']}"
        self.step = await self._client.post(path, data)
        if self.step.get("errors"):
            raise HomeError(f"{self.step['handler']}: {self.step['errors']}")
        return self

    def created(self) -> dict[str, Any]:
        """Return the entry that the flow ended with. Raises HomeError where it ended otherwise."""
        if self.step["type"] != "create_entry":
            reason = self.step.get("reason") or self.step.get("step_id")
            raise HomeError(f"{self.step['handler']}: {self.step['type']} {reason}")
        result: dict[str, Any] = self.step["result"]
        return result


async def start_flow(
    client: HomeClient,
    handler: str | list[str],
    kind: FlowKind = "flow",
    *,
    subentry_id: str | None = None,
) -> Flow:
    """Start a config, options or subentry flow. Raises HomeError.

    `handler` is the domain, the entry's id, or the entry's id and the subentry's type; with the
    id of a subentry, that one is changed.
    """
    path = f"/api/config/config_entries/{kind}"
    data: dict[str, Any] = {"handler": handler, "show_advanced_options": True}
    if subentry_id is not None:
        data["subentry_id"] = subentry_id
    return Flow(client, path, await client.post(path, data))
