"""What the parameters of test functions stand for."""


class Fixtures:
    """What a test's parameters stand for."""

    def __init__(self, court, row, chosen, instance):
        self.court, self.row, self.chosen, self.instance = court, row, chosen, instance
        self.made, self.open, self.before = dict(row), [], (sys.stdout, sys.stderr)

    def __enter__(self):
        for name, value in list(self.court.scope.items()):
            if is_fixture(value) and value.automatic:
                self.value(name)
        return self

    def __exit__(self, *_):
        for iterator in reversed(self.open):
            next(iterator, None)
        sys.stdout, sys.stderr = self.before

    def arguments(self, function):
        import inspect

        wanted = inspect.signature(function).parameters.values()
        wanted = [
            each.name
            for each in wanted
            if each.name in self.row or each.default is each.empty and each.kind < 2
        ]
        wanted = wanted[stand_ins(function) :]
        known = [name for name in wanted if name in self.made or self.knows(name)]
        if len(wanted) == 1 and not known:
            return {wanted[0]: self.court.scope.get(self.court.desk.request["candidate"])}
        return {name: self.value(name) for name in wanted}

    def knows(self, name):
        return name in BUILT_IN or is_fixture(self.found(name))

    def found(self, name):
        inner = getattr(self.instance, name, None)
        return inner if is_fixture(inner) else self.court.scope.get(name)

    def value(self, name):
        if name in self.made:
            return self.made[name]
        function = BUILT_IN.get(name) or self.found(name)
        if name not in BUILT_IN and not is_fixture(function):
            raise Refused("test", f"a test wants '{name}', and nothing here gives it")
        if name in BUILT_IN:
            made = function(self)
        else:
            request = types.SimpleNamespace(param=self.chosen.get(name), instance=self.instance)
            self.made["request"] = request
            made = function(**self.arguments(function))
            if isinstance(made, types.CoroutineType):
                made = awaited(made)
        if isinstance(made, types.GeneratorType):
            self.open.append(made)
            made = next(made)
        self.made[name] = made
        return made


def is_fixture(value):
    return isinstance(value, (types.FunctionType, types.MethodType)) and hasattr(value, "automatic")


def stand_ins(function):
    """How many of a function's parameters its `patch` decorators give."""
    patches = getattr(function, "patchings", [])
    if not patches:
        return 0
    from unittest import mock

    return sum(patch.new is mock.DEFAULT and not patch.attribute_name for patch in patches)


def choices(scope, kind, test):
    """The parameters of the fixtures that a test stands on, in each combination."""
    import inspect
    import itertools

    wanted, todo = {}, [test]
    while todo:
        for name in inspect.signature(todo.pop()).parameters:
            fixture = getattr(kind, name, None) if kind else None
            fixture = fixture if is_fixture(fixture) else scope.get(name)
            if is_fixture(fixture) and name not in wanted:
                wanted[name] = fixture.params
                todo.append(fixture)
    named = [name for name, params in wanted.items() if params]
    rows = itertools.product(*[wanted[name] for name in named])
    return [dict(zip(named, row)) for row in rows]


class Capture:
    """pytest's capsys."""

    def __init__(self, _=None):
        self.out, self.err = io.StringIO(), io.StringIO()
        sys.stdout, sys.stderr = self.out, self.err

    def readouterr(self):
        import collections

        texts = [self.out.getvalue(), self.err.getvalue()]
        for stream in (self.out, self.err):
            stream.seek(0)
            stream.truncate()
        return collections.namedtuple("CaptureResult", "out err")(*texts)

    def disabled(self):
        import contextlib

        return contextlib.nullcontext()


class Logs:
    """pytest's caplog."""

    def __init__(self, _=None):
        import logging

        self.records = []
        kept = self.records

        class Kept(logging.Handler):
            def emit(self, record):
                kept.append(record)

        logging.getLogger().handlers = [Kept()]

    @property
    def messages(self):
        return [record.getMessage() for record in self.records]

    @property
    def text(self):
        lines = [f"{each.levelname} {each.name}: {each.getMessage()}\n" for each in self.records]
        return "".join(lines)

    @property
    def record_tuples(self):
        return [(each.name, each.levelno, each.getMessage()) for each in self.records]

    def set_level(self, level, logger=None):
        import logging

        logging.getLogger(logger).setLevel(level)

    def at_level(self, level, logger=None):
        import contextlib

        self.set_level(level, logger)
        return contextlib.nullcontext()

    def clear(self):
        self.records.clear()


class Monkey:
    """pytest's monkeypatch; what it puts in place holds on both sides."""

    def __init__(self, passage):
        self.passage, self.undone = passage, []

    def setattr(self, target, name, *value, raising=True):
        if isinstance(target, str):
            home, _, word = target.rpartition(".")
            return self.setattr(found(home), word, name, raising=raising)
        missing = object()
        before = getattr(target, name, missing)
        if before is missing and raising:
            raise AttributeError(f"{target!r} has no attribute {name!r}")
        setattr(target, name, value[0])
        mirror(self.passage, target, name, value[0])

        def undo():
            (delattr if before is missing else setattr)(target, name, *[before][before is missing :])
            unmirror(self.passage, target, name)

        self.undone.append(undo)

    def delattr(self, target, name, raising=True):
        before = getattr(target, name)
        delattr(target, name)
        self.undone.append(lambda: setattr(target, name, before))

    def setitem(self, table, key, value):
        kept = dict(table)
        table[key] = value
        self.undone.append(lambda: (table.clear(), table.update(kept)))

    def delitem(self, table, key, raising=True):
        kept = dict(table)
        table.pop(key, None)
        self.undone.append(lambda: (table.clear(), table.update(kept)))

    def setenv(self, name, value, prepend=None):
        import os

        self.setitem(os.environ, name, value)

    def delenv(self, name, raising=True):
        import os

        self.delitem(os.environ, name)

    def context(self):
        import contextlib

        @contextlib.contextmanager
        def inner():
            own = Monkey(self.passage)
            try:
                yield own
            finally:
                own.undo()

        return inner()

    def undo(self):
        while self.undone:
            self.undone.pop()()


def found(path):
    """A module, or what stands in one, by its dotted name."""
    import importlib

    try:
        return importlib.import_module(path)
    except ImportError:
        home, _, word = path.rpartition(".")
        return getattr(found(home), word)


def monkey(fixtures):
    made = Monkey(fixtures.court.side.passage)
    yield made
    made.undo()


BUILT_IN = {
    "capsys": Capture,
    "capfd": Capture,
    "caplog": Logs,
    "monkeypatch": monkey,
    "request": lambda fixtures: types.SimpleNamespace(param=None, instance=fixtures.instance),
}
