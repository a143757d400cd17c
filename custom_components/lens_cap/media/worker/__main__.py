"""Start the worker by the path of this file: `python -I __main__.py FOLDER_OF_PYAV`."""

import importlib
import os
from pathlib import Path
import sys

if __name__ == "__main__":
    # The parent's Python may know PyAV from a folder that an isolated one does not look into.
    sys.path[:0] = [str(Path(__file__).parents[1]), *sys.argv[1:2]]
    code = importlib.import_module(f"{Path(__file__).parent.name}.main").main()
    # Not sys.exit: a thread still waits for input, and nothing is left to tidy up.
    os._exit(code)
