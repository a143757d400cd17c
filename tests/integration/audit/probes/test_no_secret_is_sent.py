"""Whatever address a camera has, no secret of it is said: recorded at the host itself."""

from collections.abc import Iterator
from itertools import product
from random import Random
from typing import Final
from urllib.parse import quote

import pytest

from custom_components.lens_cap.audit.probes.probe import async_probe
from custom_components.lens_cap.core.audit.probe import ProbeId
from homeassistant.core import HomeAssistant
from lab.hostile import manners
from lab.hostile.host import HostileHost

from ....helpers.probing import COULD_NOT_CHECK, FINE, HOST, WEAK, target_of
from .names import name

_SECRETS: Final = ("hunter2", "4711", "correct-horse-9", "Sofa!king#77", "tlJwpbo6")
_NAMES: Final = ("pw", "pwd", "channel", "stream", "x", "k", "user", "width", "id")
_SHAPES: Final = (
    "/{secret}",
    "/live/{secret}",
    "/{secret}/main",
    "/live_{secret}.sdp",
    "/live;{name}={secret}",
    "/{name}={secret}_channel=1.sdp",
    "/live?{name}={secret}",
    "/live?{name}={secret}&channel=1",
    "/live?user=main&{name}={secret}&subtype=0",
    "/live?{secret}",
    "/live?{secret}=1&channel=2",
    "/live#{secret}",
    "/live?channel=1;{name}={secret}",
    "/live?channel=1%26{name}%3D{secret}",
)
_QUOTED: Final = {
    "plain": lambda text: quote(text, safe="!"),
    "quoted": lambda text: "".join(f"%{byte:02X}" for byte in text.encode()),
    "quoted twice": lambda text: quote(quote(text, safe=""), safe=""),
}
PICTURE: Final = manners.answers(
    b"HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Length: 4\r\n\r\n\xff\xd8\xff\xe0"
)
LOGIN: Final = manners.answers(
    b"HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n"
)


def _addresses() -> Iterator[tuple[str, str]]:
    """Yield paths with a secret in any position, under any name, in any spelling."""
    every = list(product(_SHAPES, _SECRETS, _NAMES, _QUOTED.values()))
    for shape, secret, parameter, spell in Random(10).sample(every, 120):  # noqa: S311
        yield secret, shape.format(secret=spell(secret), name=parameter)


def _said(host: HostileHost) -> str:
    return b" ".join(host.requests).decode("latin-1").lower()


async def test_no_secret_is_sent(hass: HomeAssistant) -> None:
    """Not in a path, a parameter, a fragment or a login; a picture is open only without all of them."""
    told = []
    async with HostileHost(PICTURE) as host:
        for secret, path in _addresses():
            login = f"lodger:{quote(secret, safe='')}"
            url = "http://" + f"{login}@{HOST}:{host.port}{path}"
            target = target_of(hass, "mjpeg", options={"mjpeg_url": url})
            outcomes = await async_probe(hass, target)
            told.append(
                (outcomes[ProbeId.STILL_ANONYMOUS].result, target.still is not None)
            )
    assert [one for one in _SECRETS if one.lower() in _said(host)] == []
    assert "lodger" not in _said(host)
    assert set(told) == {(WEAK, True), (COULD_NOT_CHECK, False)}
    assert {line.split(b" ")[1] for line in host.requests} <= {
        b"/live",
        b"/live?channel=1",
        b"/live?channel=2",
        b"/live?subtype=0",
    }


@pytest.mark.parametrize("secret", ["hunter2", "a1b2c3d4e5f6", "4711"])
@pytest.mark.parametrize("key", ["still_image_url", "stream_source"])
async def test_no_secret_in_the_name_of_a_host_is_sent(
    hass: HomeAssistant, secret: str, key: str
) -> None:
    """Its address is said instead of its name."""
    async with HostileHost(LOGIN) as host:
        scheme = "rtsp" if key == "stream_source" else "http"
        url = f"{scheme}://{secret}.camera.test:{host.port}/live"
        target = target_of(hass, "generic", options={key: url})
        name(hass, [HOST])
        outcomes = await async_probe(hass, target)
    assert FINE in {one.result for one in outcomes.values()}
    assert HOST in _said(host)
    assert secret not in _said(host)
