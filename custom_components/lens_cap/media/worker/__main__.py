"""Start a worker by the path of this file: `python -I __main__.py FOLDER_OF_LIBRARIES [stills]`."""

import importlib
import os
from pathlib import Path
import sys
from types import ModuleType

if __name__ == "__main__":
    # The parent's Python may know PyAV from a folder that an isolated one does not look into.
    sys.path[:0] = sys.argv[1:2]
    worker = Path(__file__).parent
    # Lens Cap itself is not imported, since it would import Home Assistant.
    package = ModuleType(worker.parents[1].name)
    package.__path__ = [str(worker.parents[1])]
    sys.modules[package.__name__] = package
    path = f"{package.__name__}.{worker.parent.name}.{worker.name}"
    # Each knows libraries that the other one does not need.
    if sys.argv[2:] == ["stills"]:
        code = importlib.import_module(f"{path}.still_main").run_still_worker()
    else:
        code = importlib.import_module(f"{path}.main").run_worker()
    # Not sys.exit: a thread still waits for input, and nothing is left to tidy up.
    os._exit(code)
