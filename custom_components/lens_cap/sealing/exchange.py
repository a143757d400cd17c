"""Gives an entity another class, made for it, and its own one back."""

from collections.abc import Callable
from dataclasses import dataclass
import inspect
from types import FunctionType, MemberDescriptorType, MethodType, new_class
from typing import Any, Final
from weakref import ref

from homeassistant.helpers.entity import Entity

from ..const import LOGGER

_SEAL: Final = "lens_cap_seal"


class UnsealableError(Exception):
    """An entity whose class cannot be exchanged."""


@dataclass(eq=False, kw_only=True)
class Seal[EntityT: Entity, AnswerT]:
    """One entity that answers through a guard.

    `view` has the entity's own attributes and its own methods: whatever it calls on itself, in
    whatever task, is the original's. It is for the guard alone. `answer` returns who answers in the
    entity's place at the moment, and `answered` is who did when that was asked last. `traits` is
    what the entity's own way could do when that was told last.
    """

    entity: EntityT
    original: type[EntityT]
    answer: Callable[[], AnswerT]
    view: EntityT
    sealed: type[EntityT]
    answered: AnswerT | None = None
    traits: object = None

    def refresh(self) -> tuple[AnswerT | None, AnswerT]:
        """Return who answered when this was asked last, if it ever was, and who does now."""
        before, now = self.answered, self.answer()
        self.answered = now
        return before, now


class _SealedMember:
    """A method or property that nothing on the object itself can replace.

    Integrations (and we) override methods on single objects, and keep what a property returned in
    the object's dictionary. All that is kept, and belongs to the original's own way.
    """

    def __init__(self, name: str, member: FunctionType | property) -> None:
        self._name = name
        self._member = member

    def __get__(self, instance: object | None, owner: type | None = None) -> Any:
        """Return the method, or the property's value."""
        if instance is None:
            return self._member
        if isinstance(self._member, property):
            return self._member.__get__(instance, owner)
        return MethodType(self._member, instance)

    def __set__(self, instance: object, value: object) -> None:
        """Keep a value for the original's own way."""
        vars(instance)[self._name] = value

    def __delete__(self, instance: object) -> None:
        """Forget such a value."""
        try:
            del vars(instance)[self._name]
        except KeyError:
            raise AttributeError(self._name) from None


def seal_of(entity: Entity) -> Seal[Any, Any] | None:
    """Return the seal of an entity, or None where it has none."""
    seal: Seal[Any, Any] | None = inspect.getattr_static(type(entity), _SEAL, None)
    return seal


def exchange[EntityT: Entity, AnswerT](
    entity: EntityT,
    members: type,
    views: type,
    answer: Callable[[], AnswerT],
) -> Seal[EntityT, AnswerT]:
    """Seal an entity, in one step that nothing can see the middle of.

    Args:
        entity: What is sealed.
        members: Whose methods and properties come before those of the entity's class.
        views: The same for the guard's view.
        answer: Returns who answers now.

    Raises:
        UnsealableError: Its class does not allow that. Nothing was changed.
    """
    original = type(entity)
    if original.__getattribute__ is not object.__getattribute__:
        raise UnsealableError("its attributes are not looked up in its class")
    try:
        sealed = _subclass(original, _members(members))
        view_class = _subclass(
            original,
            {
                **_forwarded_slots(original, entity),
                **_members(views, fixed=False),
                "lens_cap_entity": entity,
            },
        )
        view = object.__new__(view_class)
        view.__dict__ = vars(entity)
        seal = Seal(
            entity=entity,
            original=original,
            answer=answer,
            view=view,
            sealed=sealed,
        )
        type.__setattr__(sealed, _SEAL, seal)
        entity.__class__ = sealed
    except Exception as error:
        # Metaclasses and hooks of other people's classes may raise whatever they like.
        if type(entity) is not original:
            entity.__class__ = original
        raise UnsealableError(type(error).__name__) from error
    return seal


def give_back(seal: Seal[Any, Any]) -> bool:
    """Give an entity its own class back; return whether that was possible.

    It is not where somebody else has exchanged the class after us.
    """
    if type(seal.entity) is seal.sealed:
        seal.entity.__class__ = seal.original
    if type(seal.entity) is seal.original:
        return True
    LOGGER.warning(
        "%s stays closed until its integration is reloaded: something else changed it, too",
        seal.entity.entity_id,
    )
    return False


def live_seals[EntityT: Entity, AnswerT](
    seals: list[ref[Seal[EntityT, AnswerT]]],
) -> list[Seal[EntityT, AnswerT]]:
    """Return the seals of all objects that are there, those of before a reload included.

    The list forgets the others.
    """
    seals[:] = [each for each in seals if each() is not None]
    return [seal for each in seals if (seal := each()) is not None]


def is_whole(seal: Seal[Any, Any]) -> bool:
    """Return whether each member is still in front of whatever somebody put there after us."""
    now = type(seal.entity)
    return now is seal.sealed or all(
        inspect.getattr_static(now, name, None) is member
        for name, member in vars(seal.sealed).items()
        if isinstance(member, _SealedMember)
    )


def _members(template: type, *, fixed: bool = True) -> dict[str, Any]:
    return {
        name: _SealedMember(name, member) if fixed else member
        for each in reversed(template.__mro__)
        for name, member in vars(each).items()
        if isinstance(member, (FunctionType, property))
    }


def _subclass[EntityT: Entity](
    original: type[EntityT], members: dict[str, Any]
) -> type[EntityT]:
    """Return a class that is the original's, but for these members, and bears its name."""

    def fill(namespace: dict[str, Any]) -> None:
        namespace.update(members)
        namespace["__slots__"] = ()
        namespace["__module__"] = original.__module__
        namespace["__qualname__"] = original.__qualname__
        namespace["__doc__"] = original.__doc__

    return new_class(original.__name__, (original,), {}, fill)


def _forwarded_slots(original: type, entity: object) -> dict[str, property]:
    """Return what lets a view share the attributes that are not in the entity's dictionary."""
    return {
        name: _forwarded(member, entity)
        for each in reversed(original.__mro__)
        for name, member in vars(each).items()
        if isinstance(member, MemberDescriptorType)
    }


def _forwarded(slot: MemberDescriptorType, entity: object) -> property:
    return property(
        lambda _view: slot.__get__(entity, type(entity)),
        lambda _view, value: slot.__set__(entity, value),
        lambda _view: slot.__delete__(entity),
    )
