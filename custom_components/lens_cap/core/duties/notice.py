"""What the first layer of a notice says: all that people have to know before the camera sees them.

The layers, and what belongs into the first, are those of [EDPB guidelines 3/2019][1], numbers 111 to 119: who is
responsible, what for, what may surprise, for how long, which rights, and where to read on.

[1]: Guidelines on processing of personal data through video devices, version 2.0
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import Final, Protocol

from ..plain_text import one_line
from ..settings.register import Recognition, Recording, Register, Seen
from .purpose import says_nothing


class NoticeField(StrEnum):
    """What the first layer tells, in the order in which it does."""

    RESPONSIBLE = "responsible"
    PURPOSE = "purpose"
    SEEN = "seen"
    HEARD = "heard"
    KEPT = "kept"
    SURPRISES = "surprises"
    RIGHTS = "rights"
    MORE = "more"


class Pictogram(StrEnum):
    """What is drawn on a notice."""

    CAMERA = "camera"
    MICROPHONE = "microphone"
    RECORDING = "recording"


class Wording(Protocol):
    """Texts in the household's language."""

    def text(self, key: str) -> str:
        """Return a text as it is written."""
        ...

    def speak(self, key: str, /, **placeholders: str) -> str:
        """Return a text with its placeholders filled in as they are."""
        ...


@dataclass(frozen=True, kw_only=True)
class NoticeCamera:
    """One camera, as notices tell of it.

    `called` is what its household calls it, for whoever makes the notice; `name` is what people
    read: its kind of place, where it is called after somebody. `purpose_names_somebody`: so it is left out.
    `may_be_heard` tells whether its sound can ever be asked for, `by_cloud` whether it is reached through its maker's servers.
    """

    called: str
    name: str
    purpose: str
    purpose_names_somebody: bool
    register: Register
    sees_beyond_property: bool
    keep_days: int | None
    may_be_heard: bool
    by_cloud: bool


@dataclass(frozen=True, kw_only=True)
class Section:
    """One field of a notice, with its heading and its lines: never none."""

    field: NoticeField
    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Notice:
    """A notice: the first layer, each camera for itself, and what it lacks in plain words."""

    title: str
    sections: tuple[Section, ...]
    cameras: tuple[tuple[str, tuple[Section, ...]], ...]
    pictograms: tuple[Pictogram, ...]
    missing: tuple[str, ...]


_ABOUT_EACH: Final = (
    NoticeField.PURPOSE,
    NoticeField.SEEN,
    NoticeField.HEARD,
    NoticeField.KEPT,
    NoticeField.SURPRISES,
)


def notice_of(
    cameras: Sequence[NoticeCamera],
    responsible: str,
    *,
    has_code: bool,
    words: Wording,
    choices: Wording,
) -> Notice:
    """Return the notice of cameras.

    Args:
        cameras: What it is about.
        responsible: Who answers for them, and how to reach that person.
        has_code: Whether a code on it leads to the second layer.
        words: The texts of notices.
        choices: The texts of what a register lets choose from.
    """
    writer = _Writer(one_line(responsible), has_code, words, choices)
    return Notice(
        title=words.text("title_sound" if _heard(cameras) else "title"),
        sections=tuple(writer.section(one, cameras) for one in NoticeField),
        cameras=tuple(
            (
                one_line(camera.name),
                tuple(writer.section(one, [camera]) for one in _ABOUT_EACH),
            )
            for camera in cameras
        ),
        pictograms=tuple(_pictograms(cameras)),
        missing=tuple(writer.missing(cameras)),
    )


def code_sheet_of(responsible: str, words: Wording) -> Notice:
    """Return what a sheet says that tells of no camera, and leads guests to their page by its code."""
    found = [
        Section(
            field=NoticeField.MORE,
            heading=words.text("code_heading"),
            lines=(words.text("code_what"), words.text("code_where")),
        )
    ]
    if named := one_line(responsible):
        found.append(
            Section(
                field=NoticeField.RESPONSIBLE,
                heading=words.text("responsible_heading"),
                lines=(named,),
            )
        )
    return Notice(
        title=words.text("code_title"),
        sections=tuple(found),
        cameras=(),
        pictograms=(Pictogram.CAMERA,),
        missing=() if named else (words.text("missing_responsible"),),
    )


def _heard(cameras: Iterable[NoticeCamera]) -> bool:
    return any(camera.may_be_heard for camera in cameras)


def _records(register: Register) -> bool:
    return register.recording in (Recording.ON_EVENTS, Recording.ALWAYS)


def _pictograms(cameras: Sequence[NoticeCamera]) -> Iterator[Pictogram]:
    yield Pictogram.CAMERA
    if _heard(cameras):
        yield Pictogram.MICROPHONE
    if any(_records(camera.register) for camera in cameras):
        yield Pictogram.RECORDING


@dataclass(frozen=True)
class _Writer:
    responsible: str
    has_code: bool
    words: Wording
    choices: Wording

    def section(self, field: NoticeField, cameras: Sequence[NoticeCamera]) -> Section:
        found = dict.fromkeys(self._lines(field, cameras))
        return Section(
            field=field,
            heading=self.words.text(f"{field.value}_heading"),
            lines=tuple(found) or (self.words.text("not_written"),),
        )

    def _lines(
        self, field: NoticeField, cameras: Sequence[NoticeCamera]
    ) -> Iterator[str]:
        match field:
            case NoticeField.RESPONSIBLE:
                yield from filter(None, [self.responsible])
            case NoticeField.PURPOSE:
                yield from filter(None, (one_line(one.purpose) for one in cameras))
            case NoticeField.SEEN:
                yield from self._seen(cameras)
            case NoticeField.HEARD:
                heard = _heard(cameras)
                yield self.words.text("heard_at_times" if heard else "heard_never")
            case NoticeField.KEPT:
                yield from chain.from_iterable(map(self._kept, cameras))
            case NoticeField.SURPRISES:
                yield from self._surprises(cameras)
            case NoticeField.RIGHTS:
                yield from map(self.words.text, ("rights_ask", "rights_no"))
            case _:  # where there is more
                yield self.words.text("more_code" if self.has_code else "more_ask")

    def _seen(self, cameras: Sequence[NoticeCamera]) -> Iterator[str]:
        for seen in Seen:
            if any(seen in camera.register.sees for camera in cameras):
                yield self.choices.text(f"sees.options.{seen.value}")

    def _kept(self, camera: NoticeCamera) -> Iterator[str]:
        register = camera.register
        if register.recording is not Recording.NOT_SAID:
            when = self.choices.text(f"recording.options.{register.recording.value}")
            yield self.words.speak("kept_recording", when=when)
        if _records(register) and register.recording_days is not None:
            yield self.words.speak("kept_days", days=str(register.recording_days))
        if camera.keep_days is not None:
            yield self.words.speak("kept_saved", days=str(camera.keep_days))

    def _surprises(self, cameras: Sequence[NoticeCamera]) -> Iterator[str]:
        recognized = [camera.register.recognition for camera in cameras]
        for one in Recognition:
            if one in recognized and one not in (
                Recognition.NOT_SAID,
                Recognition.NOTHING,
            ):
                what = self.choices.text(f"recognition.options.{one.value}")
                yield self.words.speak("surprise_recognition", what=what)
        if any(_beyond(camera) for camera in cameras):
            yield self.words.text("surprise_beyond")
        if _heard(cameras):
            yield self.words.text("surprise_sound")
        if any(camera.by_cloud for camera in cameras):
            yield self.words.text("surprise_cloud")
        if not any(map(_may_surprise, cameras)):
            yield self.words.text("surprise_none")

    def missing(self, cameras: Sequence[NoticeCamera]) -> Iterator[str]:
        if not self.responsible:
            yield self.words.text("missing_responsible")
        for camera in cameras:
            for lack in _lacks(camera):
                yield self.words.speak(
                    f"missing_{lack}", camera=one_line(camera.called)
                )


def _beyond(camera: NoticeCamera) -> bool:
    return camera.sees_beyond_property or any(
        seen.beyond_property for seen in camera.register.sees
    )


def _may_surprise(camera: NoticeCamera) -> bool:
    """Return whether something may, or is not known."""
    return (
        _beyond(camera)
        or camera.may_be_heard
        or camera.by_cloud
        or camera.register.recognition is not Recognition.NOTHING
    )


def _lacks(camera: NoticeCamera) -> Iterator[str]:
    register = camera.register
    if camera.purpose_names_somebody:
        yield "purpose_names"
    elif says_nothing(camera.purpose):
        yield "purpose"
    if not register.sees:
        yield "seen"
    if register.recording is Recording.NOT_SAID:
        yield "recording"
    elif _records(register) and register.recording_days is None:
        yield "days"
    if register.recognition is Recognition.NOT_SAID:
        yield "recognition"
