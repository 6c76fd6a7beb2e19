"""As much of pytest as tests of plain functions use; the real one is not in the sandbox."""


class Skipped(BaseException):
    """A test put aside while it runs."""


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
                row = plain_row(row)
                made = dict(zip(names, row)) if len(names) > 1 else {names[0]: row}
                rows += [{**made, **other} for other in getattr(test, "rows", [{}])]
            test.rows = rows
            return test

        return mark

    def fixture(function=None, *, autouse=False, params=(), **_):
        def mark(made):
            made.automatic, made.params = autouse, [plain_row(each) for each in params]
            return made

        return mark if function is None else mark(function)

    class Marks:
        """Marks that only sort tests change nothing; those that put them aside do."""

        def __getattr__(self, word):
            if word.startswith("__"):
                raise AttributeError(word)

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

    def plain_row(row):
        return row.values if isinstance(row, types.SimpleNamespace) else row

    class warns:
        def __init__(self, kinds=Warning, *, match=None):
            import warnings

            self.kinds, self.match = kinds, match
            self.catching = warnings.catch_warnings(record=True)

        def __enter__(self):
            import warnings

            self.list = self.catching.__enter__()
            warnings.simplefilter("always")
            return self.list

        def __exit__(self, kind, *told):
            import re

            self.catching.__exit__(kind, *told)
            meant = [str(each.message) for each in self.list if issubclass(each.category, self.kinds)]
            if kind is None and not any(re.search(self.match or "", text) for text in meant):
                raise AssertionError(f"did not warn {self.kinds}")

    def skip(reason="", **_):
        raise Skipped(reason)

    def importorskip(name, **_):
        try:
            return __import__(name)
        except ImportError:
            skip(name)

    module.warns, module.skip = warns, skip
    module.deprecated_call = lambda **_: warns((DeprecationWarning, PendingDeprecationWarning))
    module.raises, module.approx, module.fixture, module.fail = raises, approx, fixture, fail
    module.param = lambda *values, **_: types.SimpleNamespace(
        values=values if len(values) > 1 else values[0]
    )
    module.mark = Marks()
    module.importorskip = importorskip
    module.main = lambda *_, **__: 0
    return module
