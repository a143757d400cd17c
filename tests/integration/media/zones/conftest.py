"""The family's house."""

import pytest

from ....helpers.household import *
from ....helpers.mock_house import SOFA, House


@pytest.fixture(autouse=True)
def stills_only(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the sofa's original give stills and no stream: nothing answers there in this house."""

    async def no_stream() -> None:
        return None

    monkeypatch.setattr(house.sources[SOFA], "stream_source", no_stream)
