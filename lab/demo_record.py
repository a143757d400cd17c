"""`demo.json`: what outsiders need to know of a demo, and what the next one on its folder reads back."""

from dataclasses import asdict, dataclass, field
import json
from pathlib import Path
from typing import Any

from lab.cameras_process import LabCameras, Ports
from lab.household import Resident
from lab.sources import PLACES, entity_id

NAME = "demo.json"


@dataclass(kw_only=True)
class DemoRecord:
    """The administrator's login, the residents, and where the cameras listen."""

    username: str = ""
    password: str = ""
    token: str = ""
    residents: dict[str, Resident] = field(default_factory=dict)
    ports: Ports = field(default_factory=Ports)


def save(folder: Path, url: str, record: DemoRecord, lab: LabCameras) -> None:
    """Write the file, readable by its owner alone: it holds every password."""
    content: dict[str, Any] = {
        "url": url,
        "username": record.username,
        "password": record.password,
        "token": record.token,
        "cameras": {
            key: {
                "name": PLACES[key][0],
                "entity_id": entity_id(key),
                "number": address.camera.number,
                "stream_source": address.stream_source,
                "still": address.still,
                "mjpeg": address.mjpeg,
                "username": address.camera.username,
                "password": address.camera.password,
            }
            for key, address in lab.addresses.items()
            if key in PLACES
        },
        "residents": {
            name: {
                **asdict(resident),
                "person": resident.person,
                "phone": resident.phone,
            }
            for name, resident in record.residents.items()
        },
        "lab": {"control": lab.control_url, "ports": asdict(record.ports)},
    }
    path = folder / NAME
    path.touch(mode=0o600)
    path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


def load(folder: Path) -> DemoRecord | None:
    """Return what an earlier demo wrote, or None where there was none."""
    try:
        content = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    names = ("name", "username", "password", "webhook_id")
    return DemoRecord(
        username=content["username"],
        password=content["password"],
        token=content["token"],
        residents={
            name: Resident(**{field: resident[field] for field in names})
            for name, resident in content["residents"].items()
        },
        ports=Ports(**content["lab"]["ports"]),
    )
