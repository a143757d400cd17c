"""A backup that is made while cameras become private finds every file, as long as it was listed."""

import asyncio
from pathlib import Path, PurePath
import tarfile

from atomicwrites import AtomicWriter  # type: ignore[import-untyped]
import pytest
from securetar import atomic_contents_add

from custom_components.lens_cap.storage.backed_up_file import (
    same_length,
    write_atomically,
    write_in_place,
)
from homeassistant.components.backup.const import EXCLUDE_FROM_BACKUP
from homeassistant.core import HomeAssistant

from ...helpers.disk import stored_holds
from ...helpers.mock_house import SOFA, House

SWITCH = "switch.sofa_privacy_mode"


async def test_between_listing_and_adding(
    hass: HomeAssistant, house: House, tmp_path: Path
) -> None:
    """Whatever happens between the two, each file of ours can be added, and is not shorter."""
    storage = house.store_file.parent

    async def toggle() -> None:
        await house.call("switch.turn_on", SWITCH)
        await house.call("switch.turn_off", SWITCH)

    def is_left_out(path: PurePath) -> bool:
        if path.name == "data":
            return False
        if not path.name.startswith("lens_cap"):
            return True
        before = (storage / path.name).stat().st_size
        asyncio.run_coroutine_threadsafe(toggle(), hass.loop).result(20)
        assert (storage / path.name).stat().st_size >= before
        return False

    def back_up() -> list[str]:
        with tarfile.open(tmp_path / "backup.tar", "w") as tar:
            atomic_contents_add(tar, storage, is_left_out, "data")
            return tar.getnames()

    await toggle()
    names = await hass.async_add_executor_job(back_up)
    assert {"data/lens_cap.state", "data/lens_cap.state.closing"} <= set(names)


async def test_what_is_being_written_lies_where_backups_do_not_look(
    hass: HomeAssistant, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Home Assistant leaves that folder out."""
    seen: list[PurePath] = []
    sync = AtomicWriter.sync

    def look(writer: AtomicWriter, file: object) -> None:
        if PurePath(writer._path).name.startswith("lens_cap"):
            seen.append(PurePath(file.name))  # type: ignore[attr-defined]
        sync(writer, file)

    monkeypatch.setattr(AtomicWriter, "sync", look)
    await house.call("switch.turn_on", SWITCH)
    assert seen
    for path in seen:
        within = path.relative_to(hass.config.config_dir)
        assert any(within.full_match(pattern) for pattern in EXCLUDE_FROM_BACKUP)


def test_a_file_never_becomes_shorter(tmp_path: Path) -> None:
    """What is written anew over something longer is made as long."""
    path = tmp_path / "note"
    write_in_place(path, ["x" * 9000])
    length = path.stat().st_size
    write_in_place(path, [])
    assert path.stat().st_size == length
    write_atomically(path, b"[]", tmp_path / "cache")
    assert path.stat().st_size == length
    assert path.read_bytes().strip() == b"[]"
    assert same_length(b"[]", tmp_path / "new") == b"[]".ljust(4096)


async def test_a_folder_that_cannot_be_used(hass: HomeAssistant, house: House) -> None:
    """Then it is written as Home Assistant writes: saved is what counts."""
    folder = Path(hass.config.cache_path())
    _hide(folder)
    await house.call("switch.turn_on", SWITCH)
    assert not house.is_open()
    assert stored_holds(house.store_file).keys() == {SOFA}
    _bring_back(folder)


def _hide(folder: Path) -> None:
    folder.rename(folder.with_name("elsewhere"))
    folder.write_text("no folder")


def _bring_back(folder: Path) -> None:
    folder.unlink()
    folder.with_name("elsewhere").rename(folder)
