"""The core stands alone."""

import subprocess
import sys
from typing import Final

from .repository import INTEGRATION

# Runs without site-packages. The parent package is an empty stand-in, since the integration's own
# `__init__` imports Home Assistant.
SCRIPT: Final = """
import importlib, pkgutil, sys, types
for outsider in ("homeassistant", "voluptuous", "probatio", "aiohttp", "yarl", "PIL", "av", "numpy"):
    try:
        importlib.import_module(outsider)
    except ModuleNotFoundError:
        continue
    sys.exit(outsider + " can be imported here, so this proves nothing")
alone = types.ModuleType("alone")
alone.__path__ = [sys.argv[1]]
sys.modules["alone"] = alone
names = ["alone.const"]
core = importlib.import_module("alone.core")
names += [found.name for found in pkgutil.walk_packages(core.__path__, "alone.core.")]
for name in names:
    importlib.import_module(name)
print(len(names))
"""


def test_core_can_be_imported_without_home_assistant() -> None:
    """Every module of the core is imported where nothing but the standard library exists."""
    result = subprocess.run(
        [sys.executable, "-I", "-S", "-c", SCRIPT, str(INTEGRATION)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    expected = 1 + len(list((INTEGRATION / "core").rglob("*.py"))) - 1
    assert int(result.stdout) == expected
