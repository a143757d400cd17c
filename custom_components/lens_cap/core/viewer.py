"""Who watches a camera live, as far as that may be shown to everybody."""

from enum import StrEnum


class ViewerKind(StrEnum):
    """Who began to watch. Names are not among them: guests can read states."""

    PERSON = "person"  # somebody who is signed in
    LINK = "link"  # whoever has the address of a picture
    HOME_ASSISTANT = "home_assistant"  # an automation, a recording, another integration
