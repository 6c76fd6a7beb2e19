"""What is done with a thing for the other interpreter, and what of it may be seen there."""


def asked_of(kind, own, word):
    """A property or a method of a named tuple whose class lives on the other side."""
    if word.startswith("__"):
        raise AttributeError(word)
    made = getattr(kind, word)
    if type(made).__name__ == "property" or not callable(made):
        return kind._passage_.ask("of", kind._number_, own, word)
    return lambda *args, **kwargs: made(own, *args, **kwargs)


def awaited(coroutine):
    import asyncio

    return asyncio.run(coroutine)


async def collected(stream):
    items = []
    async for item in stream:
        items.append(item)
        if len(items) > DRAINED:
            raise Refused("value", f"an asynchronous iterator of more than {DRAINED} items")
    return items


async def offered(items):
    for item in items:
        yield item


def public(thing, name):
    """What a test lends may be used as any stranger would; its inside is not shown."""
    if name in ("__name__", "__qualname__"):
        return True
    inside = name.startswith(("_", "gi_", "cr_", "ag_", "f_", "tb_", "co_", "func_"))
    return not inside and not isinstance(thing, (types.FunctionType, types.ModuleType))


def kept(kind, own):
    """Iterators that are more than that: those of a class of one's own, mocks, and files."""
    return kind.__module__ in (own, "unittest.mock") or hasattr(kind, "read")


def plain_of(thing):
    """What a number, text or container of a class of its own is underneath, alone in a list."""
    for kind in PLAIN:
        if isinstance(thing, kind):
            return [kind(thing)]
    return None


def related_to(thing, word, other):
    if word in ("eq", "ne"):
        return ALONE[word](thing, other)
    reverse = word.startswith("r") and word[1:] in SUMS
    action = SUMS.get(word[1:] if reverse else word) or RELATIONS[word]
    return action(other, thing) if reverse else action(thing, other)


def left(thing, told):
    if told is None:
        return thing.__exit__(None, None, None)
    kind = getattr(sys.modules["tool"], told[0], None) or getattr(builtins, told[0], Exception)
    error = kind(told[1])
    try:
        return thing.__exit__(kind, error, None)
    except kind:
        return False


def renewed(old, new):
    """The old container with the new one's items; what is alike within stays the same object."""
    if type(old) is list and type(new) is list:
        for index, item in enumerate(new[: len(old)]):
            if type(item) in (list, dict) and type(old[index]) is type(item):
                new[index] = renewed(old[index], item)
        old[:] = new
    elif type(old) is dict and type(new) is dict:
        made = {
            key: renewed(old[key], item) if key in old and type(item) in (list, dict) else item
            for key, item in new.items()
        }
        old.clear()
        old.update(made)
    elif type(old) is set and type(new) is set:
        old.clear()
        old.update(new)
    elif type(old) is bytearray and type(new) is bytearray:
        old[:] = new
    else:
        return new
    return old
