"""What is kept beside the state: a damaged file costs what was in it, and nothing else."""

import json
import threading

import pytest

from custom_components.lens_cap.core.state.codec import Json
from custom_components.lens_cap.storage.verified_store import VerifiedStore
from homeassistant.core import HomeAssistant

from ...helpers.disk import break_file, mend_file
from ...helpers.later import later
from ...helpers.mock_house import SOFA, House
from .test_store_found import CORRUPT, UNREADABLE


@pytest.mark.parametrize("name", ["lens_cap.audio", "lens_cap.audit"])
@pytest.mark.parametrize(
    "content", (CORRUPT | UNREADABLE).values(), ids=CORRUPT | UNREADABLE
)
async def test_a_damaged_file(house: House, name: str, content: bytes) -> None:
    """Lens Cap starts, and what was private stays so."""
    await house.call("camera.turn_off", "camera.sofa")
    await house.stop()
    house.store_file.with_name(name).write_bytes(content)
    assert await house.set_up()
    assert not house.is_open(SOFA)
    assert house.state("camera.sofa").attributes["audio"] is False
    await house.call("camera.turn_on", "camera.sofa")
    assert house.is_open(SOFA)


@pytest.mark.parametrize("name", ["lens_cap.audio", "lens_cap.audit"])
async def test_no_file_at_all(house: House, name: str) -> None:
    """A folder is there instead."""
    await house.stop()
    path = house.store_file.with_name(name)
    path.unlink(missing_ok=True)
    content = break_file(path)
    assert await house.set_up()
    assert house.is_open(SOFA)
    await house.stop()
    mend_file(path, content)


async def test_what_is_saved_later_is_put_together_in_the_loop(
    house: House, hass: HomeAssistant
) -> None:
    """A thread would find what changes meanwhile half changed."""
    asked: list[int] = []

    def data() -> dict[str, Json]:
        asked.append(threading.get_ident())
        return {"some": "thing"}

    store = VerifiedStore(hass, "lens_cap.later")
    store.save_soon(data, 1)
    await later(hass, 2)
    assert asked == [threading.get_ident()]
    assert json.loads(store.path.read_bytes())["data"] == {"some": "thing"}
