"""What the first layer of a notice says, and what it lacks."""

from dataclasses import replace
from typing import Any, Final

import pytest

from custom_components.lens_cap.core.duties.notice import (
    Notice,
    NoticeCamera,
    NoticeField,
    Pictogram,
    code_sheet_of,
    notice_of,
)
from custom_components.lens_cap.core.settings.register import (
    Recognition,
    Recording,
    Register,
    Seen,
)


class _Keys:
    """Says the keys of texts instead of the texts."""

    def text(self, key: str) -> str:
        return key

    def speak(self, key: str, /, **placeholders: str) -> str:
        return " ".join([key, *placeholders.values()])


REGISTER: Final = Register(
    sees=frozenset({Seen.OWN_HOME}),
    recording=Recording.ON_EVENTS,
    recording_days=7,
    recognition=Recognition.NOTHING,
)
DOOR: Final = NoticeCamera(
    called="Door",
    name="Entrance",
    purpose="To see who rings",
    purpose_names_somebody=False,
    register=REGISTER,
    sees_beyond_property=False,
    keep_days=None,
    may_be_heard=False,
    by_cloud=False,
)


def _notice(
    *cameras: NoticeCamera, responsible: str = "Anna, 123", has_code: bool = False
) -> Notice:
    return notice_of(
        cameras, responsible, has_code=has_code, words=_Keys(), choices=_Keys()
    )


def _lines(notice: Notice, field: NoticeField) -> tuple[str, ...]:
    [section] = [one for one in notice.sections if one.field is field]
    return section.lines


def test_every_field_of_the_first_layer_is_said() -> None:
    """In its order, with words in each; nothing is missing."""
    notice = _notice(DOOR)
    assert [one.field for one in notice.sections] == list(NoticeField)
    assert [one.heading for one in notice.sections] == [
        f"{field}_heading" for field in NoticeField
    ]
    assert [one.lines for one in notice.sections] == [
        ("Anna, 123",),
        ("To see who rings",),
        ("sees.options.own_home",),
        ("heard_never",),
        ("kept_recording recording.options.on_events", "kept_days 7"),
        ("surprise_none",),
        ("rights_ask", "rights_no"),
        ("more_ask",),
    ]
    assert notice.missing == ()
    assert notice.title == "title"
    assert notice.pictograms == (Pictogram.CAMERA, Pictogram.RECORDING)


def test_what_is_not_written_down_is_said_and_missing() -> None:
    """No field is left out of the notice, and whoever makes it is told what to write."""
    empty = replace(DOOR, purpose="", register=Register())
    notice = _notice(empty, responsible=" ")
    for field in (
        NoticeField.RESPONSIBLE,
        NoticeField.PURPOSE,
        NoticeField.SEEN,
        NoticeField.KEPT,
        NoticeField.SURPRISES,
    ):
        assert _lines(notice, field) == ("not_written",)
    assert notice.missing == (
        "missing_responsible",
        "missing_purpose Door",
        "missing_seen Door",
        "missing_recording Door",
        "missing_recognition Door",
    )


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"purpose": "for safety"}, "missing_purpose Door"),
        ({"purpose": "", "purpose_names_somebody": True}, "missing_purpose_names Door"),
        (
            {"register": replace(REGISTER, recording_days=None)},
            "missing_days Door",
        ),
    ],
)
def test_what_is_missing_is_named(changes: dict[str, Any], said: str) -> None:
    """A purpose that says nothing, one that may not be told, and recordings without an end."""
    assert _notice(replace(DOOR, **changes)).missing == (said,)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"register": replace(REGISTER, recognition=Recognition.FACES)},
            "surprise_recognition recognition.options.faces",
        ),
        ({"sees_beyond_property": True}, "surprise_beyond"),
        (
            {"register": replace(REGISTER, sees=frozenset({Seen.PUBLIC}))},
            "surprise_beyond",
        ),
        ({"may_be_heard": True}, "surprise_sound"),
        ({"by_cloud": True}, "surprise_cloud"),
    ],
)
def test_what_may_surprise_is_said(changes: dict[str, Any], said: str) -> None:
    """Also where only one camera does so; then nobody claims that nothing does."""
    notice = _notice(DOOR, replace(DOOR, **changes))
    assert _lines(notice, NoticeField.SURPRISES) == (said,)


def test_what_is_not_known_is_no_good_news() -> None:
    """A camera of which nobody said whom it recognizes may surprise, beside one that does not."""
    unsaid = replace(DOOR, register=Register())
    lines = _lines(_notice(DOOR, unsaid), NoticeField.SURPRISES)
    assert lines == ("not_written",)


def test_a_camera_with_sound_says_so() -> None:
    """In the title, in a picture, and in words."""
    notice = _notice(DOOR, replace(DOOR, may_be_heard=True))
    assert notice.title == "title_sound"
    assert Pictogram.MICROPHONE in notice.pictograms
    assert _lines(notice, NoticeField.HEARD) == ("heard_at_times",)


def test_what_is_kept_is_said_once() -> None:
    """What several cameras have in common too; what is never recorded is kept for no days."""
    silent = replace(REGISTER, recording=Recording.NEVER)
    notice = _notice(
        replace(DOOR, register=silent), replace(DOOR, register=silent, keep_days=3)
    )
    assert _lines(notice, NoticeField.KEPT) == (
        "kept_recording recording.options.never",
        "kept_saved 3",
    )
    assert notice.pictograms == (Pictogram.CAMERA,)


def test_each_camera_is_told_of_for_itself() -> None:
    """For the page to read, without what is the same for all."""
    garden = replace(DOOR, name="Outdoors\u202e\n", purpose="To see the hens")
    notice = _notice(DOOR, garden, has_code=True)
    assert [name for name, _ in notice.cameras] == ["Entrance", "Outdoors"]
    assert notice.cameras[1][1][0].lines == ("To see the hens",)
    assert len(notice.cameras[1][1]) == 5
    assert _lines(notice, NoticeField.MORE) == ("more_code",)


def test_a_sheet_with_the_code_of_the_guest_page() -> None:
    """It says where the code leads, and who is responsible if that was written down; of cameras nothing."""
    sheet = code_sheet_of("Anna,\n123", _Keys())
    assert [(one.field, one.heading, one.lines) for one in sheet.sections] == [
        (NoticeField.MORE, "code_heading", ("code_what", "code_where")),
        (NoticeField.RESPONSIBLE, "responsible_heading", ("Anna, 123",)),
    ]
    assert (sheet.title, sheet.pictograms) == ("code_title", (Pictogram.CAMERA,))
    assert (sheet.cameras, sheet.missing) == ((), ())
    nameless = code_sheet_of(" ", _Keys())
    assert [one.field for one in nameless.sections] == [NoticeField.MORE]
    assert nameless.missing == ("missing_responsible",)
