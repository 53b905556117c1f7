"""What an object computes when it is asked for it, and keeps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, Self, TypeVar, overload

Value = TypeVar("Value")


class made_once(Generic[Value]):  # noqa: N801 - a decorator, like `property`
    """`functools.cached_property` without its lock, which costs more than most of what it guards.

    No view needs a lock: if two threads ask at once, it is computed twice, with one result.

    >>> class Text:
    ...     @made_once
    ...     def words(self):
    ...         print("read")
    ...         return ["peace"]
    >>> text = Text()
    >>> text.words, text.words
    read
    (['peace'], ['peace'])
    """

    def __init__(self, make: Callable[[Any], Value]) -> None:
        self.make = make
        self.name = make.__name__
        self.__doc__ = make.__doc__

    @overload
    def __get__(self, owner: None, kind: type) -> Self: ...
    @overload
    def __get__(self, owner: object, kind: type) -> Value: ...
    def __get__(self, owner: object | None, kind: type) -> Self | Value:
        if owner is None:
            return self
        value = owner.__dict__[self.name] = self.make(owner)
        return value
