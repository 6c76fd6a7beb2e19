"""How values and things pass between judge and witness, who sit in two interpreters.

Values pass as values. Things (objects of a class of the source, functions, endless iterators) stay
where they are and pass as numbers; what is done with them on the other side is asked for. Every
message gets exactly one back: an answer, or a question of the other side's own.
"""

GLOBALS = ("builtins", "math", "operator", "string")
AHEAD = 64
HOMES = ("binascii", "copy", "decimal", "dataclasses", "json", "re", "statistics", "struct", "zlib")
PLAIN = (bool, int, float, str, bytes, list, tuple, dict, set, frozenset)


class Passage:
    """One side's way to the other.

    `trusted` says of a class's name whether its things may be compared with plain values in the
    other interpreter; None trusts all. A judge trusts only the classes that its tests name, so that
    a function cannot return something that claims to equal everything.
    """

    def __init__(self, exchange, own, trusted=None):
        self.exchange = exchange
        self.own = own
        self.trusted = trusted
        self.lent = {}
        self.numbers = {}
        self.borrowed = {}
        self.thrown = []
        self.faults = {}
        self.tuples = {}
        self.errands = {"name": self.module_name}

    def lend(self, value):
        number = self.numbers.get(id(value))
        if number is None:
            number = len(self.lent)
            self.lent[number] = value
            self.numbers[id(value)] = number
        if isinstance(value, type):
            bases = [self.rich(base) for base in value.__bases__ if base.__module__ == self.own]
            shape = {"name": value.__name__, "bases": bases}
            if hasattr(value, "__dataclass_fields__"):
                shape["fields"] = list(value.__dataclass_fields__)
        else:
            kind = type(value)
            shape = {"of": self.lend(kind) if kind.__module__ == self.own else None}
        return {"~": "lent", "v": [number, shape]}

    def borrow(self, number, shape):
        if number in self.borrowed:
            return self.borrowed[number]
        if "bases" in shape:
            bases = tuple(self.poor(base) for base in shape["bases"])
            bases = tuple(base for base in bases if isinstance(base, Kind)) or (Thing,)
            made = type.__new__(Kind, shape["name"], bases, {})
            if "fields" in shape:
                import dataclasses

                like = dataclasses.make_dataclass("like", shape["fields"])
                type.__setattr__(made, "__dataclass_fields__", like.__dataclass_fields__)
            type.__setattr__(made, "_passage_", self)
            type.__setattr__(made, "_number_", number)
        else:
            kind = self.poor(shape["of"]) if shape["of"] else None
            made = object.__new__(kind if isinstance(kind, Kind) else Thing)
            object.__setattr__(made, "_passage_", self)
            object.__setattr__(made, "_number_", number)
        self.borrowed[number] = made
        return made

    def ask(self, word, number, *args, **kwargs):
        coded = [self.rich(value) for value in args]
        named = {key: self.rich(value) for key, value in kwargs.items()}
        answer = self.exchange({"do": {"word": word, "on": number, "args": coded, "kwargs": named}})
        return self.taken(answer, args, kwargs)

    def taken(self, answer, args=(), kwargs={}):
        if "error" in answer:
            raise self.error(answer["error"])
        same = None
        for key, after, given in answer.get("after", []):
            held = args[key] if type(key) is int else kwargs[key]
            renewed(held, self.poor(after))
            same = [held] if given else same
        return same[0] if same else self.poor(answer["value"])

    def relation(self, action, word, thing, other):
        """A comparison or a sum of a thing of the other side."""
        kind = type(thing)
        if type(other) is not kind and self.trusted is not None:
            if not any(name in self.trusted for name in (each.__name__ for each in kind.__mro__)):
                plain = self.ask("plain", thing._number_)
                return NotImplemented if plain is None else action(plain[0], other)
        answer = self.ask("relate", thing._number_, word, other)
        return answer

    def do(self, asked):
        """What the other side asks for; what it gives, or how it broke."""
        word, args = asked["word"], [self.poor(value) for value in asked["args"]]
        kwargs = {key: self.poor(value) for key, value in asked["kwargs"].items()}
        if word in self.errands:
            return self.given(self.errands[word], args, kwargs, after=False)
        thing = self.lent[asked["on"]]
        if word == "call":
            return self.given(thing, args, kwargs)
        if word in ("get", "set", "del"):
            if self.trusted is not None and not public(thing, args[0]):
                raise AttributeError(f"{args[0]} is not passed between interpreters")
            action = {"get": getattr, "set": setattr, "del": delattr}[word]
            return self.given(action, [thing, *args], {}, after=False)
        if word == "exit":
            return self.given(lambda told: left(thing, told), args, {})
        if word == "await":
            return self.given(lambda: awaited(thing), [], {})
        if word == "of":
            return self.given(getattr, args, {}, after=False)
        if word == "plain":
            return self.given(lambda: plain_of(thing), [], {})
        if word == "relate":
            return self.given(lambda: related_to(thing, *args), [], {})
        return self.given(ALONE[word], [thing, *args], {}, after=False)

    def given(self, function, args, kwargs, after=True):
        made = function(*args, **kwargs)
        value = self.rich(made)
        changed = []
        if after:
            for key, held in [*enumerate(args), *kwargs.items()]:
                if type(held) in (list, dict, set, bytearray):
                    try:
                        changed.append([key, self.rich(held), made is held])
                    except Refused:
                        pass
        return {"value": value, "after": changed}

    def fault(self, error, source, filename):
        told = fault(error, source, filename)
        self.thrown.append(error)
        told["home"] = type(error).__module__
        told["token"] = len(self.thrown) - 1
        told["returning"] = getattr(error, "_token_", None)
        if error.__cause__ is not None:
            told["cause"] = fault(error.__cause__, source, filename)
        try:
            told["args"] = [self.rich(value) for value in error.args]
            told["attributes"] = {
                key: self.rich(value) for key, value in vars(error).items() if key.isidentifier()
            }
        except BaseException:
            told["args"], told["attributes"] = None, {}
        return told

    def error(self, told):
        """An exception of the other side, as one of this side."""
        if type(told.get("returning")) is int and 0 <= told["returning"] < len(self.thrown):
            return self.thrown[told["returning"]]
        message = told["message"]
        args = told.get("args")
        args = (message,) if args is None else tuple(self.poor(arg) for arg in args)
        kind = self.fault_kind(told, message)
        try:
            made = kind(*args)
        except Exception:
            made = kind.__new__(kind)
            made.args = args
        for key, value in told.get("attributes", {}).items():
            made.__dict__[key] = self.poor(value)
        if "cause" in told:
            made.__cause__ = self.error(told["cause"])
        made.__dict__["_token_"] = told.get("token")
        made.__dict__["_told_"] = message
        return made

    def fault_kind(self, told, message):
        """The class of an exception of the other side: by name, by home, or the nearest base."""
        kind = getattr(sys.modules.get(told.get("home")), told["type"], None)
        if kind is None and told.get("home") in HOMES:
            kind = getattr(__import__(told["home"]), told["type"], None)
        if isinstance(kind, type) and issubclass(kind, BaseException):
            return kind
        for name in [told["type"], *told.get("bases", [])]:
            kind = self.faults.get(name) or getattr(builtins, name, None)
            if isinstance(kind, type) and issubclass(kind, BaseException):
                same = name == told["type"]
                return kind if same else type(told["type"], (kind,), {"__str__": lambda _: message})
        return RuntimeError

    def rich(self, value, depth=0):
        """A value with its Python type, so that the other interpreter can rebuild it."""
        kind = type(value)
        if value is None or kind is bool or kind is int:
            return value
        if kind is str:
            return value if value.isascii() else {"~": "str", "v": [ord(c) for c in value]}
        if kind is float:
            return {"~": "float", "v": repr(value)}
        if depth >= DEPTH:
            raise Refused("value", f"deeper than {DEPTH} levels, or it contains itself")
        if kind is list:
            return [self.rich(item, depth + 1) for item in value]
        if isinstance(kind, Kind) or kind is Thing:
            return {"~": "own", "v": value._number_}
        if kind is Kind:
            return {"~": "own", "v": type.__getattribute__(value, "_number_")}
        name, home = kind.__name__, kind.__module__
        library = home.removeprefix("_py").removeprefix("_")
        if kind in (tuple, set, frozenset):
            return {"~": name, "v": [self.rich(item, depth + 1) for item in value]}
        if isinstance(value, tuple) and hasattr(kind, "_fields"):
            items = [self.rich(item, depth + 1) for item in value]
            shape = getattr(kind, "_home_", kind if home in (self.own, "test") else None)
            shape = None if shape is None else self.rich(shape)
            return {"~": "named", "v": [name, list(kind._fields), items, shape]}
        if kind in (bytes, bytearray):
            return {"~": name, "v": value.hex()}
        if kind is complex:
            return {"~": "complex", "v": [repr(value.real), repr(value.imag)]}
        if kind is range:
            return {"~": "range", "v": [value.start, value.stop, value.step]}
        if name in ("Decimal", "Fraction") and library in ("decimal", "fractions"):
            return {"~": name, "v": str(value)}
        if name in ("date", "datetime", "time") and library == "datetime":
            return {"~": name, "v": value.isoformat()}
        if name == "timedelta" and library == "datetime":
            return {"~": name, "v": [value.days, value.seconds, value.microseconds]}
        if name == "deque" and library == "collections":
            return {"~": "deque", "v": [[self.rich(item, depth + 1) for item in value], value.maxlen]}
        if name == "defaultdict" and library == "collections" and value.default_factory in PLAIN:
            pairs = [[self.rich(k, depth + 1), self.rich(v, depth + 1)] for k, v in value.items()]
            return {"~": name, "v": [value.default_factory.__name__, pairs]}
        if isinstance(value, dict) and home != self.own and home != "test":
            shape = name if name in ("Counter", "OrderedDict") else "dict"
            pairs = [[self.rich(k, depth + 1), self.rich(v, depth + 1)] for k, v in value.items()]
            return {"~": shape, "v": pairs}
        if isinstance(value, (type({}.keys()), type({}.values()), type({}.items()))):
            return {"~": "dict_" + name[5:], "v": [self.rich(item, depth + 1) for item in value]}
        if isinstance(value, type) and issubclass(value, BaseException) and value.__module__ in (self.own, "test"):
            if value.__name__ in self.faults or self.trusted is None:
                return {"~": "fault", "v": value.__name__}
        home = getattr(value, "__module__", None)
        known = getattr(value, "__name__", None)
        if home in GLOBALS + ("_operator",) and known and callable(value) and "<" not in known:
            if getattr(__import__(home), known, None) is value:
                return {"~": "global", "v": [home.lstrip("_"), known]}
        if isinstance(value, types.CoroutineType):
            return {"~": "coroutine", "v": self.lend(value)["v"][0]}
        if isinstance(value, types.AsyncGeneratorType):
            return {"~": "asynchronous", "v": [self.rich(item) for item in awaited(collected(value))]}
        if isinstance(value, types.GeneratorType) or hasattr(kind, "__next__") and not kept(kind, self.own):
            return self.stream(value)
        if isinstance(value, (types.ModuleType, types.FrameType, types.CodeType, types.TracebackType)):
            raise Refused("value", f"a {name} cannot be passed between interpreters")
        return self.lend(value)

    def stream(self, iterator):
        """What it gives first, and the rest on demand."""
        first = []
        for item in iterator:
            first.append(self.rich(item))
            if len(first) == AHEAD:
                return {"~": "stream", "v": [first, self.lend(iterator)]}
        return {"~": "iterator", "v": first}

    def poor(self, coded):
        """The inverse of rich."""
        if type(coded) is list:
            return [self.poor(item) for item in coded]
        if type(coded) is not dict:
            return coded
        kind, value = coded["~"], coded["v"]
        if kind == "str":
            return "".join(map(chr, value))
        if kind == "float":
            return float(value)
        if kind in ("tuple", "set", "frozenset"):
            return getattr(builtins, kind)(self.poor(item) for item in value)
        if kind == "named":
            return self.tuple_kind(*value[:2], value[3])(*self.poor(value[2]))
        if kind in ("bytes", "bytearray"):
            return getattr(builtins, kind).fromhex(value)
        if kind == "complex":
            return complex(float(value[0]), float(value[1]))
        if kind == "range":
            return range(*value)
        if kind in ("Decimal", "Fraction"):
            module = __import__("decimal" if kind == "Decimal" else "fractions")
            return getattr(module, kind)(value)
        if kind in ("date", "datetime", "time"):
            return getattr(__import__("datetime"), kind).fromisoformat(value)
        if kind == "timedelta":
            return __import__("datetime").timedelta(*value)
        if kind == "deque":
            return __import__("collections").deque(self.poor(value[0]), value[1])
        if kind == "defaultdict":
            made = __import__("collections").defaultdict(getattr(builtins, value[0]))
            made.update((self.poor(k), self.poor(v)) for k, v in value[1])
            return made
        if kind == "dict":
            return {self.poor(k): self.poor(v) for k, v in value}
        if kind in ("Counter", "OrderedDict"):
            made = {self.poor(k): self.poor(v) for k, v in value}
            return getattr(__import__("collections"), kind)(made)
        if kind in ("dict_keys", "dict_values", "dict_items"):
            items = self.poor(value)
            if kind == "dict_keys":
                return dict.fromkeys(items).keys()
            return dict(items).items() if kind == "dict_items" else dict(enumerate(items)).values()
        if kind == "iterator":
            return iter(self.poor(value))
        if kind == "stream":
            return __import__("itertools").chain(self.poor(value[0]), self.poor(value[1]))
        if kind == "coroutine":
            return self.waiting(value)
        if kind == "asynchronous":
            return offered(self.poor(value))
        if kind == "fault":
            return self.faults.get(value) or self.module_name(value)
        if kind == "global" and value[0] in GLOBALS:
            return getattr(__import__(value[0]), value[1])
        if kind == "lent":
            return self.borrow(*value)
        if kind == "own":
            return self.lent[value]
        raise Refused("value", f"unknown kind {kind}")

    def tuple_kind(self, name, fields, shape):
        """The class of a named tuple; what it can do beyond being one is asked for."""
        import collections

        home = self.poor(shape) if shape else None
        if isinstance(home, type) and not isinstance(home, Kind):
            return home
        known = (name, *fields, None if home is None else home._number_)
        made = self.tuples.get(known)
        if made is None:
            made = self.tuples[known] = collections.namedtuple(name, fields)
            if home is not None:
                made._home_ = home
                made.__getattr__ = lambda own, word: asked_of(home, own, word)
        return made

    async def waiting(self, number):
        return self.ask("await", number)

    def module_name(self, name):
        return getattr(sys.modules["tool"], name)
