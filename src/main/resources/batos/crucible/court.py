"""Both sides of a hearing: the witness has the source, the judge has the tests."""


class Side:
    """One of the two: each message it gets, it answers with one of its own."""

    def __init__(self, desk, own, trusted=None):
        self.desk = desk
        self.number = 0
        self.text, self.filename = desk.source, "<tool>"
        self.passage = Passage(self.exchange, own, trusted)

    def send(self, **parts):
        self.desk.send(self.number, **parts)
        self.number += 1

    def exchange(self, question):
        """Asks the other side; until it answers, its own questions are answered."""
        self.desk.arm(None)
        self.send(**question)
        while True:
            message = json.loads(self.desk.receive())
            if "do" not in message:
                self.desk.arm(self.desk.request["wall"])
                sys.stdout.write(message.get("printed", ""))
                return message
            self.send(**self.served(lambda: self.passage.do(message["do"])))

    def served(self, action):
        """What comes of it, under the clock."""
        self.desk.arm(self.desk.request["wall"])
        try:
            parts = action()
        except Refused as refused:
            parts = {"refused": {"kind": refused.kind, "why": str(refused)}}
        except Flood:
            parts = {"refused": {"kind": "output", "why": "it prints without end"}}
        except BaseException as error:
            parts = {"error": self.passage.fault(error, self.text, self.filename)}
        self.desk.arm(None)
        return parts


def witness(desk):
    """Answers the questions of a judge that sits in another interpreter."""
    side = Side(desk, "tool")
    held = {}

    def load():
        held["module"] = desk.load()
        return {"serving": True}

    side.send(**side.served(load))
    while "module" in held:
        message = json.loads(desk.receive())

        def answer(message=message):
            if "do" in message:
                return side.passage.do(message["do"])
            call = message["call"]
            function = getattr(held["module"], call["function"])
            args = [side.passage.poor(value) for value in call["args"]]
            kwargs = {key: side.passage.poor(value) for key, value in call["kwargs"].items()}
            return side.passage.given(function, args, kwargs)

        side.send(**side.served(answer))


def judge(desk):
    """Runs a test script; what it tests lives in another interpreter."""
    court = Court(desk)

    def sit():
        court.sit()
        return {"held": {"calls": court.calls, "checks": court.checks}}

    verdict = court.side.served(sit)
    court.side.send(**verdict)


class Function:
    """A function of the source, for its tests."""

    def __init__(self, court, name):
        self.__dict__.update(_court=court, _name=name, __name__=name, __qualname__=name)

    def __call__(self, *args, **kwargs):
        passage = self._court.side.passage
        call = {
            "function": self._name,
            "args": [passage.rich(value) for value in args],
            "kwargs": {key: passage.rich(value) for key, value in kwargs.items()},
        }
        return passage.taken(self._court.side.exchange({"call": call}), args, kwargs)

    def __getattr__(self, word):
        if word.startswith("__"):
            raise AttributeError(word)
        return getattr(self._court.named(self._name), word)

    def __setattr__(self, word, value):
        setattr(self._court.named(self._name), word, value)


class Court:
    """The judge's side, and the ways in which people write tests."""

    def __init__(self, desk):
        import ast

        self.desk = desk
        self.calls = 0
        self.checks = 0
        self.script = desk.request["script"]
        try:
            nodes = list(ast.walk(ast.parse(self.script)))
        except SyntaxError:
            nodes = []
        self.words = {node.id for node in nodes if isinstance(node, ast.Name)}
        self.words |= {node.attr for node in nodes if isinstance(node, ast.Attribute)}
        names = {node.name for node in nodes if isinstance(node, ast.alias)}
        names |= {node.asname for node in nodes if isinstance(node, ast.alias) and node.asname}
        self.read = {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
        own = {n.id for n in nodes if isinstance(n, ast.Name) and not isinstance(n.ctx, ast.Load)}
        own |= {node.arg for node in nodes if isinstance(node, ast.arg)}
        own |= set(dir(builtins)) | set(desk.request["functions"])
        self.side = Side(desk, "test", (self.words | names) - own)
        self.side.number = 1
        self.side.text, self.side.filename = self.script, "<test>"
        self.scope = {}
        self.module = types.ModuleType(desk.request["module"])
        self.module.__getattr__ = self.named
        for alias in (desk.request["module"], "solution", "tool"):
            sys.modules.setdefault(alias, self.module)

    def named(self, word):
        """Whatever the source calls by this name."""
        if word.startswith("__"):
            raise AttributeError(word)
        return self.side.passage.ask("name", 0, word)

    def sit(self):
        self.functions()
        self.exceptions()
        sys.modules.setdefault("pytest", pytest_shim())
        self.scope["__name__"] = "test"
        for word in sorted(self.read - set(self.scope) - set(dir(builtins))):
            try:
                self.scope[word] = self.named(word)
            except Exception:
                continue  # the script's own name, or one that cannot be passed
        begun = self.side.number
        exec(compile(self.script, "<test>", "exec", dont_inherit=True), self.scope)
        self.run()
        self.calls = self.side.number - begun

    def functions(self):
        for name in self.desk.request["functions"]:
            self.scope[name] = Function(self, name)
            setattr(self.module, name, self.scope[name])

    def exceptions(self):
        """Exception classes of the source, by name and base, so that a test can expect them."""

        def told(self):
            return self.__dict__.get("_told_") or Exception.__str__(self)

        known = self.side.passage.faults
        for name, base in self.desk.request.get("exceptions", []):
            parent = known.get(base) or getattr(builtins, base, Exception)
            if not (isinstance(parent, type) and issubclass(parent, BaseException)):
                parent = Exception
            known[name] = type(name, (parent,), {"__str__": told})
            self.scope[name] = known[name]
            setattr(self.module, name, known[name])

    def run(self):
        """Calls what a test runner would find: check(candidate), test functions, test cases."""
        import unittest

        for name, value in list(self.scope.items()):
            if isinstance(value, types.FunctionType) and value.__module__ == "test":
                if name == "check" or name.lower().startswith("test"):
                    self.examine(value)
            elif isinstance(value, type) and value.__module__ == "test":
                if issubclass(value, unittest.TestCase):
                    self.unittest(value)
                elif name.startswith("Test"):
                    for inner in [word for word in dir(value) if word.startswith("test")]:
                        self.examine(inner, value)

    def examine(self, test, kind=None):
        """One test: plain, or a method of a class, once for each row of its parameters."""
        import inspect

        written = test if kind is None else inspect.getattr_static(kind, test)
        written = getattr(written, "__func__", written)
        if getattr(written, "skipped", False):
            return
        for row in getattr(written, "rows", [{}]):
            self.checks += 1
            given = kind() if kind else None
            if hasattr(given, "setup_method"):
                ready(given.setup_method)
            action = getattr(given, test) if kind else test
            with Fixtures(self, row, given) as fixtures:
                action(**fixtures.arguments(action))
            if hasattr(given, "teardown_method"):
                ready(given.teardown_method)

    def unittest(self, case):
        import unittest

        outcome = unittest.TestResult()
        unittest.defaultTestLoader.loadTestsFromTestCase(case).run(outcome)
        self.checks += outcome.testsRun
        for _, told in [*outcome.failures, *outcome.errors]:
            raise AssertionError(told.strip().splitlines()[-1])
        if outcome.unexpectedSuccesses:
            raise AssertionError("an expected failure did not fail")


def ready(method):
    """setup_method may take the test method or nothing."""
    method(*[None] * (method.__code__.co_argcount - 1))


class Fixtures:
    """What a test's parameters stand for."""

    def __init__(self, court, row, instance):
        self.court, self.row, self.instance = court, row, instance
        self.made, self.open, self.before = dict(row), [], sys.stdout

    def __enter__(self):
        for name, value in self.court.scope.items():
            if getattr(value, "automatic", False):
                self.value(name)
        return self

    def __exit__(self, *_):
        sys.stdout = self.before
        for iterator in reversed(self.open):
            next(iterator, None)

    def arguments(self, function):
        import inspect

        wanted = inspect.signature(function).parameters.values()
        wanted = [
            each.name
            for each in wanted
            if each.name in self.row or each.default is each.empty and each.kind < 2
        ]
        known = [name for name in wanted if name in self.made or self.knows(name)]
        if len(wanted) == 1 and not known:
            return {wanted[0]: self.court.scope.get(self.court.desk.request["candidate"])}
        return {name: self.value(name) for name in wanted}

    def knows(self, name):
        inner = getattr(type(self.instance), name, None)
        return (
            name in ("capsys", "request")
            or getattr(self.court.scope.get(name), "fixture", False)
            or getattr(inner, "fixture", False)
        )

    def value(self, name):
        if name in self.made:
            return self.made[name]
        if name == "capsys":
            self.made[name] = Capture()
            return self.made[name]
        function = self.court.scope.get(name)
        if not getattr(function, "fixture", False):
            function = getattr(self.instance, name, None)
        if not getattr(function, "fixture", False):
            raise Refused("test", f"a test wants '{name}', and nothing here gives it")
        made = function(**self.arguments(function))
        if isinstance(made, types.GeneratorType):
            self.open.append(made)
            made = next(made)
        self.made[name] = made
        return made


class Capture:
    """pytest's capsys."""

    def __init__(self):
        self.out = sys.stdout = io.StringIO()

    def readouterr(self):
        import collections

        text = self.out.getvalue()
        self.out.seek(0)
        self.out.truncate()
        return collections.namedtuple("CaptureResult", "out err")(text, "")


def pytest_shim():
    """As much of pytest as tests of plain functions use."""
    module = types.ModuleType("pytest")

    class raises:
        def __new__(cls, kinds, function=None, *args, match=None, **kwargs):
            made = object.__new__(cls)
            made.kinds, made.match_text = kinds, match
            if function is not None:
                with made:
                    function(*args, **kwargs)
            return made

        def __enter__(self):
            return self

        def __exit__(self, kind, value, traceback):
            if kind is None:
                raise AssertionError(f"did not raise {self.kinds}")
            self.type, self.value = kind, value
            if not issubclass(kind, self.kinds):
                return False
            return self.match_text is None or self.match(self.match_text)

        def match(self, pattern):
            import re

            assert re.search(pattern, str(self.value)), f"{pattern!r} is not in {self.value}"
            return True

    class approx:
        def __init__(self, expected, rel=None, abs=None, nan_ok=False):
            self.expected, self.nan = expected, nan_ok
            self.rel = (1e-6 if abs is None else 0) if rel is None else rel
            self.abs = 1e-12 if abs is None else abs

        def like(self, expected):
            return approx(expected, self.rel, self.abs, self.nan)

        def __eq__(self, other):
            if isinstance(self.expected, dict):
                return self.expected.keys() == other.keys() and all(
                    self.like(a) == other[k] for k, a in self.expected.items()
                )
            if hasattr(self.expected, "__len__") and not isinstance(self.expected, str):
                return len(self.expected) == len(other) and all(
                    self.like(a) == b for a, b in zip(self.expected, other)
                )
            if self.expected == other:
                return True
            if self.expected is None or isinstance(self.expected, str):
                return False
            if self.expected != self.expected:
                return self.nan and other != other
            if abs(self.expected) == float("inf"):
                return False
            return abs(self.expected - other) <= max(self.rel * abs(self.expected), self.abs)

        __hash__ = None

        def __repr__(self):
            return f"approx({self.expected!r})"

    def parametrize(names, values, **_):
        if isinstance(names, str):
            names = [name.strip() for name in names.split(",")]

        def mark(test):
            rows = []
            for row in values:
                row = row.values if isinstance(row, types.SimpleNamespace) else row
                made = dict(zip(names, row)) if len(names) > 1 else {names[0]: row}
                rows += [{**made, **other} for other in getattr(test, "rows", [{}])]
            test.rows = rows
            return test

        return mark

    def fixture(function=None, *, autouse=False, **_):
        def mark(made):
            made.fixture, made.automatic = True, autouse
            return made

        return mark if function is None else mark(function)

    class Marks:
        """Marks that only sort tests change nothing; those that put them aside do."""

        def __getattr__(self, word):
            def mark(*args, **kwargs):
                if args and isinstance(args[0], (types.FunctionType, type)) and len(args) == 1:
                    args[0].skipped = word in ("skip", "xfail")
                    return args[0]

                def later(test):
                    test.skipped = word in ("skip", "xfail") or word == "skipif" and any(args)
                    return test

                return later

            return parametrize if word == "parametrize" else mark

    def fail(reason="", **_):
        raise AssertionError(reason)

    module.raises, module.approx, module.fixture, module.fail = raises, approx, fixture, fail
    module.param = lambda *values, **_: types.SimpleNamespace(
        values=values if len(values) > 1 else values[0]
    )
    module.mark = Marks()
    module.importorskip = __import__
    module.main = lambda *_, **__: 0
    return module
