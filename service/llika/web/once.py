"""What is made when it is first asked for, once, however many ask at the same time."""

from __future__ import annotations

from collections.abc import Callable
from threading import RLock
from typing import Any, Generic, TypeVar, overload

_Value = TypeVar("_Value")


class once(Generic[_Value]):  # noqa: N801 - a decorator, as `property`
    """A property that is worked out at the first look, and then kept.

    ``functools.cached_property`` has no lock from Python 3.12 on: two threads would both work it out.
    """

    def __init__(self, make: Callable[[Any], _Value]) -> None:
        self._make = make
        self._lock = RLock()
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type) -> once[_Value]: ...
    @overload
    def __get__(self, instance: object, owner: type) -> _Value: ...
    def __get__(self, instance: object | None, owner: type) -> once[_Value] | _Value:
        """Return the value; from then on it stands in the instance, where it is found before this."""
        if instance is None:
            return self
        with self._lock:
            if self._name not in instance.__dict__:
                instance.__dict__[self._name] = self._make(instance)
            value: _Value = instance.__dict__[self._name]
            return value
