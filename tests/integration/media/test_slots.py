"""As many covered pictures at once as the machine bears, and no more."""

import os

from custom_components.lens_cap.media.slots import Slots


class Camera:
    """Somebody who may need a slot."""

    def __init__(self, slots: Slots) -> None:
        """Begin with a need."""
        self.needless = False
        self.cuts = 0
        self._slots = slots

    def cut(self) -> None:
        """Let go."""
        self.cuts += 1
        self._slots.release(self)


class Reporter:
    """Notes what it is told."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.told: list[str] = []

    def refused(self, name: str) -> None:
        """Note whose picture was refused."""
        self.told.append(name)

    def resolved(self) -> None:
        """Note that there is room."""
        self.told.append("room")


def test_a_bounded_number() -> None:
    """The third has to wait until one of two leaves; who has a slot keeps it."""
    slots = Slots(2)
    one, two, three = (Camera(slots) for _ in range(3))
    assert slots.take(one)
    assert slots.take(two)
    assert slots.take(one)
    assert slots.has_room(two)
    assert not slots.has_room(three)
    assert not slots.take(three)
    slots.release(one)
    assert slots.take(three)
    assert not slots.take(one)
    assert [one.cuts, two.cuts, three.cuts] == [0, 0, 0]


def test_without_need() -> None:
    """Who covers nothing any more is asked to leave, and only when somebody else needs the slot."""
    slots = Slots(2)
    one, two, three = (Camera(slots) for _ in range(3))
    slots.take(one)
    slots.take(two)
    one.needless = True
    assert slots.has_room(three)
    assert one.cuts == 0
    assert slots.take(three)
    assert [one.cuts, two.cuts] == [1, 0]
    assert not slots.take(one)


def test_smaller_pictures() -> None:
    """Whoever covers starts again, and nobody else; what is chosen already changes nothing."""
    slots = Slots(2)
    one, two = (Camera(slots) for _ in range(2))
    slots.take(one)
    slots.set_light(False)
    assert one.cuts == 0
    slots.set_light(True)
    assert slots.light
    assert [one.cuts, two.cuts] == [1, 0]


def test_refusals_are_told() -> None:
    """Until there is room again: somebody left, or covers nothing any more."""
    reporter = Reporter()
    slots, told = Slots(1, reporter=reporter), reporter.told
    one, two = (Camera(slots) for _ in range(2))
    slots.take(one)
    slots.refused("Sofa")
    slots.check_room()
    assert told == ["Sofa"]
    slots.release(one)
    slots.release(one)
    assert told == ["Sofa", "room"]
    slots.take(two)
    slots.refused("Sofa")
    two.needless = True
    slots.check_room()
    assert told == ["Sofa", "room"] * 2


def test_the_machine_decides() -> None:
    """One core is left to Home Assistant, and two pictures can always be covered."""
    assert Slots().limit == max(2, (os.cpu_count() or 1) - 1)
