"""Adds cameras to a home that few flows can add alike: an ONVIF device, an encrypted one, one in YAML.

And one with an image entity beside its camera, of an integration that only the lab has.
"""

import json
from pathlib import Path
import shutil

from lab.cameras_process import HOST, LabCameras
from lab.flows import start_flow
from lab.home_client import HomeClient
from lab.inventory import CELLAR, GARAGE, PORCH

# The camera that `in_yaml` sets up.
YAML_CAMERA = f"camera.{CELLAR.key}"
DOORBELL_IMAGE = "image.doorbell_last_moment"
_OURS = Path(__file__).parent / "integrations" / "lab_doorbell"
_REPOSITORY = Path(__file__).parent.parent


async def add_onvif(
    client: HomeClient, lab: LabCameras, password: str = PORCH.password
) -> str:
    """Add the porch by Home Assistant's own ONVIF integration; return its entity id. Raises HomeError."""
    flow = await start_flow(client, "onvif")
    await flow.submit(auto=False)
    await flow.submit(
        name="Porch",
        host=HOST,
        port=lab.ports.onvif,
        username=PORCH.username,
        password=password,
    )
    return await _camera_of(client, flow.created()["entry_id"])


async def add_encrypted(client: HomeClient, lab: LabCameras) -> str:
    """Add the garage, whose certificate nobody vouches for; return its entity id. Raises HomeError."""
    address = lab.addresses[GARAGE.key]
    flow = await start_flow(client, "generic")
    await flow.submit(
        stream_source=address.stream_source,
        still_image_url=address.still,
        username=GARAGE.username,
        password=GARAGE.password,
        advanced={
            "framerate": 5,
            "verify_ssl": False,
            "rtsp_transport": "tcp",
            "authentication": "digest",
        },
    )
    await flow.submit(confirmed_ok=True)
    return await _camera_of(client, flow.created()["entry_id"])


def in_yaml(lab: LabCameras) -> str:
    """Return an item of YAML's `camera:` for the cellar; such a camera has no unique id."""
    return f"""\
  - platform: ffmpeg
    name: {CELLAR.key.capitalize()}
    input: -rtsp_transport tcp -i {lab.addresses[CELLAR.key].stream_source}
"""


def install_doorbell(folder: Path) -> None:
    """Put the doorbell's integration beside Lens Cap, in a home that was never started."""
    integrations = folder / "custom_components"
    integrations.mkdir(parents=True)
    # Without it, the folder of the same name in the working directory would be taken as well, or instead.
    (integrations / "__init__.py").touch()
    doorbell = integrations / _OURS.name
    shutil.copytree(_OURS, doorbell, ignore=shutil.ignore_patterns("__pycache__"))
    # Written here, since a manifest in the repository says that an integration is published.
    manifest = {
        "domain": _OURS.name,
        "name": "Doorbell of the lab",
        "config_flow": True,
        "version": "1.0.0",
    }
    (doorbell / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    lens_cap = _REPOSITORY / "custom_components" / "lens_cap"
    (integrations / lens_cap.name).symlink_to(lens_cap)


async def add_doorbell(client: HomeClient, lab: LabCameras) -> str:
    """Add a doorbell that sees what the cellar does; return its camera's entity id. Raises HomeError."""
    flow = await start_flow(client, _OURS.name)
    await flow.submit(url=lab.addresses[CELLAR.key].still)
    return await _camera_of(client, flow.created()["entry_id"])


async def _camera_of(client: HomeClient, entry_id: str) -> str:
    registry = await client.command("config/entity_registry/list")
    found: str = next(
        entity["entity_id"]
        for entity in registry
        if entity["config_entry_id"] == entry_id
        and entity["entity_id"].startswith("camera.")
    )
    return found
