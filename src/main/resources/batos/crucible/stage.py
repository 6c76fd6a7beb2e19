"""What tests put in place of parts of the world, seen from both sides."""

STREAMS = {("sys", "stdout"), ("sys", "stderr"), ("sys", "stdin"), ("builtins", "input")}


class Stage:
    """The world around the source: what the judge puts in place of its parts, and what it hears."""

    def __init__(self, passage):
        self.module = None
        self.passage = passage
        self.first = {}
        passage.errands.update(put=self.put, back=self.back, written=self.written, seed=seeded)
        builtins.input = lambda prompt="": passage.ask("input", 0, str(prompt))

    def home(self, name):
        import importlib

        return self.module if name is None else importlib.import_module(name)

    def put(self, home, word, value):
        self.first.setdefault((home, word), getattr(self.home(home), word, self))
        setattr(self.home(home), word, value)

    def back(self, home, word):
        before = self.first.pop((home, word), None)
        if before is self:
            delattr(self.home(home), word)
        elif before is not None:
            setattr(self.home(home), word, before)

    def function(self, name):
        """As the source has it, whatever stands in its place."""
        return self.first.get((None, name)) or getattr(self.module, name)

    def written(self, name):
        return getattr(self.function(name), "__doc__", None)

    def listen(self):
        """Warnings and log records go to the judge, whose tests may wait for them."""
        if "warnings" in sys.modules:
            import warnings

            def warned(message, category, *_, **__):
                self.passage.ask("warn", 0, str(message), category.__name__)

            warnings.simplefilter("always")
            warnings.showwarning = warned
        if "logging" in sys.modules:
            import logging

            class Told(logging.Handler):
                def emit(_, record):
                    self.passage.ask("log", 0, record.name, record.levelno, record.getMessage())

            logging.getLogger().handlers = [Told()]
            logging.getLogger().setLevel(1)


def seeded(*args):
    import random

    random.seed(*args)


def sown(passage):
    """Makes a seed that tests choose hold on both sides."""
    import random

    first = getattr(random.seed, "_first_", random.seed)

    def seed(*args, **named):
        first(*args, **named)
        passage.ask("seed", 0, *args, *named.values())

    seed._first_ = first
    random.seed = seed


def overheard():
    """What the source's side may ask of the judge's world."""

    def warn(text, kind):
        import warnings

        kind = getattr(builtins, kind, UserWarning)
        known = isinstance(kind, type) and issubclass(kind, Warning)
        warnings.warn(text, kind if known else UserWarning, stacklevel=2)

    def log(name, level, text):
        import logging

        logging.getLogger(str(name)).log(int(level), "%s", text)

    return {"input": lambda prompt: builtins.input(prompt), "warn": warn, "log": log}


def mirror(passage, target, word, value):
    """Puts it in place on the other side too, where it belongs to the library."""
    if isinstance(target, types.ModuleType) and not isinstance(target, Tested):
        if (target.__name__, word) not in STREAMS:
            passage.ask("put", 0, target.__name__, word, value)


def unmirror(passage, target, word):
    if isinstance(target, types.ModuleType) and not isinstance(target, Tested):
        if (target.__name__, word) not in STREAMS:
            passage.ask("back", 0, target.__name__, word)


def mirrored(passage):
    """Makes unittest's patches hold on both sides."""
    from unittest import mock

    kind = mock._patch
    enter, leave = getattr(kind, "_first_", (kind.__enter__, kind.__exit__))

    def entered(self):
        made = enter(self)
        mirror(passage, self.target, self.attribute, getattr(self.target, self.attribute))
        return made

    def left(self, *told):
        target, word = self.target, self.attribute
        done = leave(self, *told)
        unmirror(passage, target, word)
        return done

    kind._first_ = (enter, leave)
    kind.__enter__, kind.__exit__ = entered, left


class Tested(types.ModuleType):
    """The module under test, as the tests see it."""

    def __init__(self, court):
        super().__init__(court.desk.request["module"])
        self.__dict__["_court"] = court

    def __getattr__(self, word):
        return self._court.named(word)

    def __setattr__(self, word, value):
        if word.startswith("__"):
            self.__dict__[word] = value
            return
        passage = self._court.side.passage
        self.__dict__[word] = value
        if isinstance(value, Function) and value._name == word:
            passage.ask("back", 0, None, word)
        else:
            passage.ask("put", 0, None, word, value)

    def __delattr__(self, word):
        self.__dict__.pop(word, None)
        self._court.side.passage.ask("back", 0, None, word)


class Stranger:
    """Finds the module under test by whatever name its own people import it."""

    def __init__(self, module):
        self.module = module

    def find_spec(self, name, path=None, target=None):
        import importlib.machinery

        if name.partition(".")[0] in sys.stdlib_module_names:
            return None
        return importlib.machinery.ModuleSpec(name, self)

    def create_module(self, spec):
        return self.module

    def exec_module(self, module):
        pass
