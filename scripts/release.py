"""Packs what git knows of the integration into a zip file; the same commit gives the same bytes.

HACS unpacks it into `custom_components/lens_cap`, so its files lie at the top of the archive. It runs with the Python
of the machine, and needs nothing else.
"""

import argparse
import json
from pathlib import Path
import re
import subprocess
import sys
import zipfile

ROOT = Path(__file__).resolve().parent.parent
INTEGRATION = "custom_components/lens_cap"
# The oldest that a zip file can hold: when something was checked out is of no interest.
LONG_AGO = (1980, 1, 1, 0, 0, 0)


def _committed() -> list[str]:
    listed = subprocess.run(  # noqa: S603
        ["git", "ls-files", "-z", INTEGRATION],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    return sorted(name for name in listed.stdout.decode().split("\0") if name)


def _stamped(manifest: str, version: str) -> str:
    """Return the manifest with the version. Raises ValueError if it is of another one."""
    content = json.loads(manifest)
    if not re.fullmatch(re.escape(content["version"]) + r"(?:b\d+)?", version):
        raise ValueError(f"the manifest says {content['version']}, not {version}")
    content["version"] = version
    return json.dumps(content, indent=2) + "\n"


def pack(version: str, output: Path) -> None:
    """Write the zip file. Raises ValueError if the version is not that of the manifest."""
    content = {name: (ROOT / name).read_bytes() for name in _committed()}
    manifest = f"{INTEGRATION}/manifest.json"
    content[manifest] = _stamped(content[manifest].decode(), version).encode()
    output.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(output, "w") as archive:
        for name, data in content.items():
            entry = zipfile.ZipInfo(name.removeprefix(f"{INTEGRATION}/"), LONG_AGO)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(prog="scripts/release", description=__doc__)
    parser.add_argument("version", help="without a v in front")
    parser.add_argument("--output", type=Path, default=ROOT / "build" / "lens_cap.zip")
    arguments = parser.parse_args()
    try:
        pack(arguments.version, arguments.output)
    except ValueError as error:
        sys.exit(f"release: {error}")
    print(arguments.output)


if __name__ == "__main__":
    main()
