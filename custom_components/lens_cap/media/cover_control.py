"""What one camera's worker has to cover, and what of its messages may pass meanwhile."""

from collections.abc import Callable
from typing import Final, Protocol

from ..core.coverage import NOTHING_COVERED, Cover
from .slots import Slots
from .worker.protocol import Message, MessageKind, Order

_SHOWN: Final = frozenset({MessageKind.CHUNK, MessageKind.PICTURE, MessageKind.SOUND})


class OrderTaker(Protocol):
    """A worker that covers, and takes orders."""

    def give(self, order: Order) -> None:
        """Carry out an order from now on."""


class CoverControl:
    """Gives a worker its orders.

    A worker is started either to pass the picture on as it is or to cover it, and stays that way. One
    that covers takes new orders while it runs. What it sends until it says that it obeys is not
    passed on, unless the new order covers nothing that the old one did not.

    `let_go` ends the worker with all who watch, when somebody else needs the slot; `name` is what people
    call the camera.
    """

    def __init__(
        self, slots: Slots, let_go: Callable[[], None], name: str = ""
    ) -> None:
        self.cover = NOTHING_COVERED
        self.cut = let_go
        self._slots = slots
        self._name = name
        self._live = False
        self._worker: OrderTaker | None = None
        self._serial = 0
        self._needed = 0
        self._in_force = 0

    @property
    def takes_orders(self) -> bool:
        """Whether a worker runs that takes orders."""
        return self._worker is not None

    @property
    def needless(self) -> bool:
        """Whether a worker covers although nothing is to be covered any more."""
        return self.takes_orders and not self.cover

    @property
    def has_room(self) -> bool:
        """Whether one more viewer would be admitted."""
        return not (self.cover or self.takes_orders) or self._slots.has_room(self)

    def admit(self) -> bool:
        """Return whether somebody may watch: the machine covers only so many pictures at once."""
        if self.needless and not self._live:
            self.cut()  # what comes next can be passed on as it is
        if not (self.cover or self.takes_orders) or self._slots.take(self):
            return True
        self._slots.refused(self._name)
        return False

    def refuses(self) -> bool:
        """Report a refusal if no slot is free; return whether one was."""
        if not self.has_room:
            self._slots.refused(self._name)
        return not self.has_room

    def watched(self, *, live: bool) -> None:
        """Have the picture decoded while somebody watches, and only then."""
        if self._live is live:
            return
        self._live = live
        if not live:
            self._slots.release(self)
        if self._worker is not None:
            self._worker.give(self._order())

    def change(self, cover: Cover) -> bool:
        """Cover something else; return whether more is covered than before."""
        more = not self.cover.hides(cover)
        self.cover = cover
        if self._worker is not None:
            self._serial += 1
            if more:
                self._needed = self._serial
            self._worker.give(self._order())
        self._slots.check_room()
        return more

    def first_order(self) -> Order | None:
        """Return the order to start a worker with; None for one that covers nothing."""
        return self._order() if self.cover else None

    def begins(self, worker: OrderTaker, order: Order | None) -> None:
        """Take over a worker that was started with an order; it may be out of date by now."""
        self._in_force = self._serial if order is None else order.serial
        self._worker = None if order is None else worker
        if order not in (None, self._order()):
            worker.give(self._order())

    def ended(self) -> None:
        """Forget the worker: it is gone."""
        self._worker = None

    def lets_pass(self, message: Message) -> bool:
        """Return whether a message may be passed on; notes what the worker says it obeys."""
        if message.kind is MessageKind.COVERED:
            self._in_force = message.time
        return message.kind not in _SHOWN or self._in_force >= self._needed

    def _order(self) -> Order:
        return Order(
            serial=self._serial,
            cover=self.cover,
            live=self._live,
            light=self._slots.light,
        )
