"""Stand-ins for things of the other interpreter; what is done with them is asked for there."""

import operator

RELATIONS = {name: getattr(operator, name) for name in ("lt", "le", "gt", "ge")}
SUMS = {
    name: getattr(operator, name.rstrip("_") if name.rstrip("_") not in ("and", "or") else name)
    for name in "add sub mul truediv floordiv mod pow matmul and_ or_ xor lshift rshift".split()
}
ALONE = {
    "len": len, "iter": iter, "next": next, "bool": bool, "repr": repr, "str": str, "hash": hash,
    "abs": abs, "neg": operator.neg, "pos": operator.pos, "invert": operator.invert, "int": int,
    "float": float, "complex": complex, "index": operator.index, "reversed": reversed, "round": round,
    "getitem": operator.getitem, "setitem": operator.setitem, "delitem": operator.delitem,
    "contains": operator.contains, "format": format, "enter": lambda thing: thing.__enter__(),
    "bytes": bytes, "divmod": divmod, "eq": operator.eq, "ne": operator.ne,
}


class Thing:
    """Stands for a thing of the other interpreter."""

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__") and name not in ("__wrapped__", "__name__"):
            raise AttributeError(name)
        return self._passage_.ask("get", self._number_, name)

    def __setattr__(self, name, value):
        self._passage_.ask("set", self._number_, name, value)

    def __delattr__(self, name):
        self._passage_.ask("del", self._number_, name)

    def __call__(self, *args, **kwargs):
        return self._passage_.ask("call", self._number_, *args, **kwargs)

    def __exit__(self, kind, error, traceback):
        told = None if error is None else [kind.__name__, str(error)]
        return self._passage_.ask("exit", self._number_, told)

    def __eq__(self, other):
        if self is other:
            return True
        return self._passage_.relation(operator.eq, "eq", self, other)

    def __ne__(self, other):
        if self is other:
            return False
        return self._passage_.relation(operator.ne, "ne", self, other)


def special(word):
    def asked(self, *args):
        return self._passage_.ask(word, self._number_, *args)

    return asked


def related(word, action):
    def asked(self, other):
        return self._passage_.relation(action, word, self, other)

    return asked


def reflected(word, action):
    def asked(self, other):
        return self._passage_.relation(lambda a, b: action(b, a), "r" + word, self, other)

    return asked


for word in ALONE:
    if word not in ("eq", "ne"):
        setattr(Thing, f"__{word}__", special(word))
for word, action in RELATIONS.items():
    setattr(Thing, f"__{word}__", related(word, action))
for word, action in SUMS.items():
    setattr(Thing, f"__{word.rstrip('_')}__", related(word, action))
    setattr(Thing, f"__r{word.rstrip('_')}__", reflected(word, action))


class Kind(type):
    """Stands for a class of the other interpreter; the things of that class are its instances."""

    def __getattr__(cls, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return cls._passage_.ask("get", cls._number_, name)

    def __setattr__(cls, name, value):
        cls._passage_.ask("set", cls._number_, name, value)

    def __delattr__(cls, name):
        cls._passage_.ask("del", cls._number_, name)

    def __call__(cls, *args, **kwargs):
        return cls._passage_.ask("call", cls._number_, *args, **kwargs)

    def __iter__(cls):
        return cls._passage_.ask("iter", cls._number_)

    def __len__(cls):
        return cls._passage_.ask("len", cls._number_)

    def __getitem__(cls, key):
        return cls._passage_.ask("getitem", cls._number_, key)

    def __contains__(cls, item):
        return cls._passage_.ask("contains", cls._number_, item)

    def __instancecheck__(cls, value):
        return type.__instancecheck__(cls, value) or (
            isinstance(value, tuple) and type(value).__name__ == cls.__name__
        )
