"""A notice: every field of the first layer, as page and as PDF, nothing hostile, nobody's name, and where it is written."""

from html import unescape
from pathlib import Path
import re
from typing import Any, Final
import zlib

import pytest
from pytest_homeassistant_custom_component.common import MockUser
import segno

from custom_components.lens_cap.const import DOMAIN
from custom_components.lens_cap.core.duties.notice import NoticeField
from custom_components.lens_cap.duties.notice import NoticeFormat
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError, Unauthorized

from ...helpers.family import by, set_options
from ...helpers.mock_house import SOFA, House

RESPONSIBLE: Final = "Anna of the Sofas, sofas@example.com"
FORMATS: Final = [one.value for one in NoticeFormat]
SAID: Final = (
    RESPONSIBLE,
    "To see whether the oven is on",
    "A street, a sidewalk or another public place",
    "This home keeps the sound of its cameras off.",
    "Recording: When something happens",
    "Recordings are kept for days: 7",
    "deleted after days: 3",
    "It recognizes: Faces",
    "It also sees what belongs to others.",
    "You may ask what was kept of you",
    "You may say no",
    "Please ask whoever is responsible for everything else.",
)


def _write_down(house: House, **changes: Any) -> None:
    entries = house.hass.config_entries
    subentry = house.entry.subentries[SOFA]
    entries.async_update_subentry(
        house.entry,
        subentry,
        data={**subentry.data, **changes},
        title=changes.get("name", subentry.title),
    )


@pytest.fixture
async def told(family: House) -> House:
    """Return a house of whose sofa everything is written down."""
    set_options(family, responsible=RESPONSIBLE)
    _write_down(
        family,
        purpose="To see whether the oven is on",
        sees=["public"],
        recording="on_events",
        recording_days=7,
        recognition="faces",
        keep_days=3,
    )
    await family.hass.async_block_till_done()
    return family


async def _make(house: House, who: MockUser, **data: Any) -> dict[str, Any]:
    answer = await house.hass.services.async_call(
        DOMAIN,
        "make_notice",
        data,
        blocking=True,
        context=by(who),
        return_response=True,
    )
    assert answer is not None
    return dict(answer)


def _headings() -> list[str]:
    return [
        "Who is responsible",
        "What for",
        "What is seen",
        "What is heard",
        "What is kept",
        "What may surprise you",
        "What you may ask for",
        "Read on",
    ]


def _read(html: str) -> str:
    """Return what a page says."""
    return " ".join(unescape(re.sub(r"<style>.*?</style>|<[^>]*>", " ", html)).split())


def _printed(pdf: bytes) -> str:
    """Return what a document says: the texts of its pages, line by line."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    drawn = b"\n".join(map(_unpacked, streams))
    lines = re.findall(rb"\(((?:\\.|[^\\)])*)\) Tj", drawn)
    text = b" ".join(re.sub(rb"\\(.)", rb"\1", one) for one in lines)
    return " ".join(text.decode("latin-1").split())


def _unpacked(stream: bytes) -> bytes:
    return zlib.decompressobj().decompress(stream)


@pytest.fixture
def folder(hass: HomeAssistant, tmp_path: Path) -> Path:
    """Return a folder that may be written to."""
    made = tmp_path.resolve() / "notices"
    made.mkdir()
    hass.config.allowlist_external_dirs = {str(made)}
    return made


@pytest.mark.parametrize("form", FORMATS)
async def test_every_field_is_in_the_page_and_in_the_pdf(
    told: House, anna: MockUser, folder: Path, form: str
) -> None:
    """In every size, with nothing missing."""
    data = {"entity_id": "camera.sofa", "format": form}
    answer = await _make(told, anna, **data, filename=f"{folder}/notice.pdf")
    await _make(told, anna, **data, filename=f"{folder}/notice.html")
    assert answer["missing"] == []
    assert (folder / "notice.html").read_text() == answer["html"]
    page = _read(answer["html"])
    printed = _printed((folder / "notice.pdf").read_bytes())
    assert len(_headings()) == len(NoticeField)
    for said in (*_headings(), *SAID):
        assert said in page
        assert said in printed


@pytest.mark.parametrize("form", ["a4", "a5", "sticker"])
async def test_a_sign_is_one_sheet(
    told: House, anna: MockUser, folder: Path, form: str
) -> None:
    """With a purpose as long as can be, and with a code."""
    _be_found(told)
    _write_down(told, purpose="To see the oven, " * 29)
    await _make(told, anna, format=form, filename=f"{folder}/notice.pdf")
    pdf = (folder / "notice.pdf").read_bytes()
    assert len(re.findall(rb"/Type /Page\b", pdf)) == 1


def _be_found(house: House) -> None:
    house.hass.config.internal_url = "http://home.invalid:8123"
    set_options(house, guest_page=True)


async def test_a_code_leads_to_the_guest_page_while_that_is_on(
    told: House, anna: MockUser
) -> None:
    """Drawn, not written; without that page, words lead on."""
    assert 'class="code"' not in (await _make(told, anna))["html"]
    _be_found(told)
    html = (await _make(told, anna))["html"]
    assert 'class="code"' in html
    assert "The code leads to a page" in html
    assert told.runtime.guest_page.path not in html
    assert "home.invalid" not in html


async def test_without_an_address_of_the_home_there_is_no_code(
    told: House, anna: MockUser, hass: HomeAssistant
) -> None:
    """A code that leads nowhere is worse than none."""
    set_options(told, guest_page=True)
    hass.config.api = None
    assert 'class="code"' not in (await _make(told, anna))["html"]


async def test_what_is_missing_is_said_in_plain_words(
    family: House, anna: MockUser
) -> None:
    """A notice is made all the same, and says that nobody wrote it down."""
    answer = await _make(family, anna, entity_id=["camera.sofa"])
    assert answer["missing"] == [
        "Who is responsible, and how to reach that person. Write it down in the settings of your household.",
        "Sofa: why it is there, in its register.",
        "Sofa: what it sees, in its register.",
        "Sofa: whether it records, in its register.",
        "Sofa: whether it recognizes anybody, in its register.",
    ]
    assert "Not written down yet." in answer["html"]


async def test_hostile_names_are_words(
    told: House, anna: MockUser, folder: Path
) -> None:
    """In the page no tag, attribute or placeholder comes of them; in the PDF nothing but letters."""
    hostile = "<script>x</script>\"'&{notice}{{ 7*7 }}\u202e) Tj (\\"
    set_options(told, responsible=hostile)
    _write_down(told, name=hostile, purpose=hostile)
    answer = await _make(told, anna, format="page")
    assert "<script" not in answer["html"]
    assert "\u202e" not in answer["html"]
    shown = hostile.replace("\u202e", " ")
    assert _read(answer["html"]).count(shown) >= 4
    await _make(told, anna, format="page", filename=f"{folder}/notice.pdf")
    assert _printed((folder / "notice.pdf").read_bytes()).count(shown) >= 4


async def test_nobody_but_who_is_responsible_is_named(
    told: House, anna: MockUser
) -> None:
    """A purpose with a name is left out, and said to be; a camera is called after its place."""
    _write_down(told, name="Ben's corner", purpose="To see whether Ben sleeps")
    answer = await _make(told, anna, format="page")
    assert "Ben" not in answer["html"]
    assert "camera." not in answer["html"]
    assert RESPONSIBLE in answer["html"]
    assert (
        "Ben's corner: its purpose names somebody who lives here, so it is left out."
        in answer["missing"]
    )


async def test_cameras_of_one_kind_of_place_have_a_notice(
    told: House, anna: MockUser
) -> None:
    """Of no other; where there are none, that is said."""
    answer = await _make(told, anna, placement="bedroom_bathroom", format="page")
    assert "<bdi>Bed</bdi>" in answer["html"]
    assert "Sofa</bdi>" not in answer["html"]
    for wrong in ({"placement": "outdoor"}, {"entity_id": "camera.sofa_original"}):
        with pytest.raises(ServiceValidationError):
            await _make(told, anna, **wrong)


@pytest.mark.parametrize(
    "path", ["notice.txt", "notice", "../notice.pdf", "gone/notice.html"]
)
async def test_nothing_is_written_where_it_may_not_be(
    told: House, anna: MockUser, folder: Path, path: str
) -> None:
    """Other endings, other folders, and folders that are not there."""
    with pytest.raises(ServiceValidationError):
        await _make(told, anna, filename=f"{folder}/{path}")
    assert list(folder.parent.rglob("notice*.*")) == []


@pytest.fixture
def served(hass: HomeAssistant) -> Path:
    """Return the folder that Home Assistant serves without a login."""
    found = Path(hass.config.path("www")).resolve()
    hass.config.allowlist_external_dirs = {str(found)}
    return found


async def test_nothing_is_written_where_everybody_reads(
    told: House, anna: MockUser, served: Path
) -> None:
    """Also where its administrator allowed that."""
    with pytest.raises(ServiceValidationError):
        await _make(told, anna, filename=f"{served}/notice.pdf")


async def test_no_file_is_replaced_or_followed(
    told: House, anna: MockUser, folder: Path
) -> None:
    """What is there stays as it is, a link too."""
    (folder / "there.html").write_text("mine")
    (folder / "link.pdf").symlink_to(folder / "elsewhere.pdf")
    for name in ("there.html", "link.pdf"):
        with pytest.raises(ServiceValidationError):
            await _make(told, anna, filename=f"{folder}/{name}")
    assert (folder / "there.html").read_text() == "mine"
    assert not (folder / "elsewhere.pdf").exists()


async def test_only_administrators_make_notices(told: House, ben: MockUser) -> None:
    """A notice with a code leads whoever has it to the guest page."""
    with pytest.raises(Unauthorized):
        await _make(told, ben)


@pytest.mark.parametrize("form", FORMATS)
async def test_a_sheet_with_the_code_of_the_guest_page(
    told: House,
    anna: MockUser,
    folder: Path,
    caplog: pytest.LogCaptureFixture,
    form: str,
) -> None:
    """It tells of no camera; its code leads to the page; the address is written nowhere."""
    _be_found(told)
    data = {"content": "guest_page", "format": form}
    html = (await _make(told, anna, **data))["html"]
    page = told.runtime.guest_page
    code = segno.make(page.address, error="m", micro=False)
    assert code.svg_inline(border=2, omitsize=True) in html
    for suffix in ("pdf", "html"):
        filename = f"{folder}/code.{suffix}"
        answer = await _make(told, anna, **data, filename=filename)
        assert answer == {"format": form, "html": "", "missing": []}
    pdf = (folder / "code.pdf").read_bytes()
    assert len(re.findall(rb"/Type /Page\b", pdf)) == 1
    assert (folder / "code.html").read_text() == html
    for text in (_read(html), _printed(pdf)):
        assert "For our guests" in text
        assert RESPONSIBLE in text
        assert "Sofa " not in text.replace("Sofas", "")
        assert "oven" not in text
    secret = page.path.rpartition("/")[2]
    states = [str(one.as_dict()) for one in told.hass.states.async_all()]
    kept = await told.runtime.history.async_read(lambda steps: str(list(steps)))
    for shown in (_read(html), _printed(pdf), caplog.text, kept, *states):
        assert secret not in shown
    assert "content:guest_page" in kept


async def test_a_code_that_would_lead_nowhere_is_not_made(
    told: House, anna: MockUser, folder: Path, hass: HomeAssistant
) -> None:
    """Nor is one that is about some cameras; nothing is written."""
    data = {"content": "guest_page", "filename": f"{folder}/code.pdf"}
    refused = []

    async def refuse(**more: Any) -> None:
        with pytest.raises(ServiceValidationError) as caught:
            await _make(told, anna, **data, **more)
        refused.append(caught.value.translation_key)

    await refuse()
    _be_found(told)
    await refuse(entity_id="camera.sofa")
    await refuse(placement="living_area")
    hass.config.internal_url = None
    hass.config.api = None
    await refuse()
    assert refused == [
        "guest_code_off",
        "guest_code_with_cameras",
        "guest_code_with_cameras",
        "guest_code_no_address",
    ]
    assert list(folder.parent.rglob("code.*")) == []


async def test_only_administrators_make_the_code(told: House, ben: MockUser) -> None:
    """Whoever has it can close every camera."""
    _be_found(told)
    with pytest.raises(Unauthorized):
        await _make(told, ben, content="guest_page")
