"""Both sides of a hearing: the witness has the source, the judge has the tests."""


class Side:
    """One of the two: each message it gets, it answers with one of its own."""

    def __init__(self, desk, own, trusted=None):
        self.desk = desk
        self.number = 0
        self.text, self.filename = desk.source, "<tool>"
        self.call = None
        self.passage = Passage(self.exchange, own, trusted)

    def send(self, **parts):
        self.desk.send(self.number, **parts)
        self.number += 1

    def answer(self, **parts):
        """Sends what came of a question; of what is too large only that it is."""
        try:
            self.send(**parts)
        except Refused as refused:
            self.send(refused={"kind": refused.kind, "why": str(refused)})

    def exchange(self, question):
        """Asks the other side; until it answers, its own questions are answered."""
        self.desk.arm(None)
        self.send(**question)
        while True:
            message = json.loads(self.desk.receive())
            if "do" not in message and "call" not in message:
                self.desk.arm(self.desk.request["wall"])
                sys.stdout.write(message.get("printed", ""))
                sys.stderr.write(message.get("erred", ""))
                return message
            self.answer(**self.served(lambda: self.asked(message)))

    def asked(self, message):
        """A question, also one that comes while an answer is waited for."""
        return self.passage.do(message["do"]) if "do" in message else self.call(message["call"])

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
    stage = Stage(side.passage)

    def load():
        held["module"] = stage.module = desk.load()
        stage.listen()
        return {"serving": True}

    def variant(number):
        """Another source takes the place of the first."""
        desk.source = side.text = desk.request["variants"][number]
        stage.first.clear()
        held["module"] = stage.module = desk.load()

    side.passage.errands["variant"] = variant

    def call(asked):
        function = stage.function(asked["function"])
        args = [side.passage.poor(value) for value in asked["args"]]
        kwargs = {key: side.passage.poor(value) for key, value in asked["kwargs"].items()}
        return side.passage.given(function, args, kwargs)

    side.call = call
    side.send(**side.served(load))
    while "module" in held:
        message = json.loads(desk.receive())
        side.answer(**side.served(lambda: side.asked(message)))


def judge(desk):
    """Runs a test script; what it tests lives in another interpreter."""
    court = Court(desk)

    def sit():
        court.sit()
        return {"held": {"calls": court.calls, "checks": court.checks}}

    def again():
        return {"noticed": [court.notices(number) for number in range(desk.request["variants"])]}

    verdict = court.side.served(again if desk.request.get("variants") else sit)
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
        if word.startswith("__") and word not in ("__wrapped__", "__defaults__", "__annotations__"):
            raise AttributeError(word)
        return getattr(self._court.named(self._name), word)

    def __setattr__(self, word, value):
        setattr(self._court.named(self._name), word, value)


Function.__doc__ = property(lambda function: function._court.written(function._name))


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
        self.module = Tested(self)
        for alias in (desk.request["module"], "solution", "tool"):
            sys.modules.setdefault(alias, self.module)
        sys.meta_path.append(Stranger(self.module))
        self.side.passage.errands.update(overheard())

    def named(self, word):
        """Whatever the source calls by this name."""
        if word.startswith("__"):
            raise AttributeError(word)
        return self.side.passage.ask("name", 0, word)

    def written(self, name):
        return self.side.passage.ask("written", 0, name)

    def sit(self):
        self.functions()
        self.exceptions()
        sys.modules.setdefault("pytest", pytest_shim())
        if "mock" in self.script:
            mirrored(self.side.passage)
        if "seed" in self.words | self.read:
            sown(self.side.passage)
        self.scope.update(__name__="test", __file__="/test.py")
        for word in sorted(self.read - set(self.scope) - set(dir(builtins))):
            try:
                self.scope[word] = self.named(word)
            except Exception:
                continue  # the script's own name, or one that cannot be passed
        begun = self.side.number
        try:
            exec(compile(self.script, "<test>", "exec", dont_inherit=True), self.scope)
            self.run()
        except SystemExit as end:
            if end.code:
                raise
        self.calls = self.side.number - begun

    def notices(self, number):
        """What the script says against another source, and who: the script's own assertions, or an
        exception that the source raised through them; nothing where it holds."""
        try:
            self.side.passage.ask("variant", 0, number)
            self.scope.clear()
            self.sit()
        except Flood:
            return ["it prints without end", True]
        except BaseException as error:
            thrown = "_token_" in getattr(error, "__dict__", {})
            return [f"{type(error).__name__}: {error}"[:200], thrown]
        return ["", False]

    def functions(self):
        for name in self.desk.request["functions"]:
            self.scope[name] = self.module.__dict__[name] = Function(self, name)

    def exceptions(self):
        """Exception classes of the source, by name and base, so that a test can expect them."""

        def told(self):
            return self.__dict__.get("_told_") or Exception.__str__(self)

        known = self.side.passage.faults
        for name, base in self.desk.request.get("exceptions", []):
            parents = [known.get(each) or getattr(builtins, each, None) for each in base.split(",")]
            parents = [each for each in parents if isinstance(each, type)]
            parents = [each for each in parents if issubclass(each, BaseException)] or [Exception]
            known[name] = type(name, tuple(parents), {"__str__": told})
            self.scope[name] = self.module.__dict__[name] = known[name]

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
            for chosen in choices(self.scope, kind, written):
                self.tried(test, kind, row, chosen)

    def tried(self, test, kind, row, chosen):
        self.checks += 1
        instance = kind() if kind else None
        if hasattr(instance, "setup_method"):
            ready(instance.setup_method)
        action = getattr(instance, test) if kind else test
        with Fixtures(self, row, chosen, instance) as fixtures:
            try:
                made = action(**fixtures.arguments(action))
                if isinstance(made, types.CoroutineType):
                    awaited(made)
            except Skipped:
                self.checks -= 1
        if hasattr(instance, "teardown_method"):
            ready(instance.teardown_method)

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
