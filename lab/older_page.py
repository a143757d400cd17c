"""The modules of an earlier commit in a browser, as one has them that was open while Lens Cap was updated."""

from pathlib import Path
import subprocess
from typing import Final

from playwright.async_api import BrowserContext, Route

REPOSITORY: Final = Path(__file__).parent.parent
FOLDER: Final = "custom_components/lens_cap/frontend"
ENTRY: Final = "lens-cap.js"
ELEMENTS: Final = "lens-cap-elements.js"


class OlderModules:
    """What a commit had the browser load; before there were two modules, one was all."""

    def __init__(self, commit: str) -> None:
        """Read them from the repository's history. Raises CalledProcessError where they are not there."""
        self._modules = {ENTRY: _shown(commit, ENTRY)}
        try:
            self._modules[ELEMENTS] = _shown(commit, ELEMENTS)
        except subprocess.CalledProcessError:
            self._modules[ELEMENTS] = self._modules[ENTRY]

    async def keep_in(self, context: BrowserContext) -> None:
        """Let a browser have these, whatever the server would give it."""
        await context.route("**/lens_cap/frontend/lens-cap*.js*", self._answer)

    async def _answer(self, route: Route) -> None:
        name = ELEMENTS if ELEMENTS in route.request.url else ENTRY
        await route.fulfill(body=self._modules[name], content_type="text/javascript")


def _shown(commit: str, name: str) -> bytes:
    return subprocess.run(  # noqa: S603
        ["git", "show", f"{commit}:{FOLDER}/{name}"],  # noqa: S607
        cwd=REPOSITORY,
        check=True,
        capture_output=True,
    ).stdout
