"""What the worker is told while it runs: what to cover, and whether anybody watches."""

from dataclasses import dataclass
from typing import Any

from ...core.coverage import NOTHING_COVERED, Cover


@dataclass(frozen=True, kw_only=True)
class Order:
    """How a covering worker goes on; `serial` grows with each order.

    While nobody is `live`, nothing is decoded. A `light` picture is smaller, and has fewer frames.
    """

    serial: int = 0
    cover: Cover = NOTHING_COVERED
    live: bool = True
    light: bool = False


def to_json(order: Order) -> dict[str, Any]:
    """Return an order as `from_json` reads it."""
    return {
        "serial": order.serial,
        "polygons": sorted(order.cover.polygons),
        "margin": order.cover.margin,
        "live": order.live,
        "light": order.light,
    }


def from_json(data: dict[str, Any]) -> Order:
    """Return the order that `to_json` wrote."""
    polygons = frozenset(
        tuple((x, y) for x, y in polygon) for polygon in data["polygons"]
    )
    return Order(
        serial=data["serial"],
        cover=Cover(polygons=polygons, margin=data["margin"]),
        live=data["live"],
        light=data["light"],
    )


class Desk:
    """Where the newest order lies; it is put there by one thread and read by another."""

    def __init__(self, order: Order) -> None:
        """Begin with an order."""
        self._order = order

    def put(self, order: Order) -> None:
        """Replace the order."""
        self._order = order

    def newest(self) -> Order:
        """Return the order of the moment."""
        return self._order
