"""What runs in the interpreter before the code that nobody trusts, and around it.

It speaks frames with the host: four bytes of length, big endian, then one JSON document in ASCII.
It never judges: inputs come in, outputs go out, the host compares. Whatever runs here can read and
bend all of it, so nothing that must stay secret or unbent is ever sent here.
"""

import builtins
import io
import json
import sys
import types

DEPTH = 50
DRAINED = 10_000

# The numbers that JSON lacks, as MongoDB's Extended JSON 2 writes them.
NUMBER = "$numberDouble"
ENDLESS = {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}


class Refused(Exception):
    """What was returned or passed cannot cross the border; the text says why."""

    def __init__(self, kind, why):
        super().__init__(why)
        self.kind = kind


class Flood(BaseException):
    """Printed far more than anybody will read."""


class Printed(io.TextIOBase):
    """Keeps the first `cap` characters of what is printed."""

    def __init__(self, cap):
        self.cap = cap
        self.kept = []
        self.length = 0

    def writable(self):
        return True

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError("write() argument must be str")
        room = self.cap - self.length
        if room > 0:
            self.kept.append(text[:room])
        self.length += len(text)
        if self.length > 16 * self.cap + 1_000_000:
            raise Flood()
        return len(text)

    def take(self):
        text = "".join(self.kept)
        if self.length > self.cap:
            text += f"... ({self.length - self.cap} more characters)"
        self.kept = []
        self.length = 0
        return text


def plain(value, depth=0):
    """A value as JSON has it. Exact types only; tuples and sets become lists, iterators too."""
    kind = type(value)
    if value is None or kind is bool or kind is int:
        return value
    if kind is str:
        return text(value)
    if kind is float:
        return value if value - value == 0 else {NUMBER: ENDLESS[repr(value)]}
    if depth >= DEPTH:
        raise Refused("result", f"deeper than {DEPTH} levels, or it contains itself")
    if kind is list or kind is tuple:
        return [plain(item, depth + 1) for item in value]
    if kind is set or kind is frozenset:
        items = [plain(item, depth + 1) for item in value]
        try:
            return sorted(items)
        except TypeError:
            return sorted(items, key=json.dumps)
    if isinstance(value, dict):
        made = {}
        for key, item in value.items():
            if type(key) is not str:
                if key is None or type(key) in (bool, int, float):
                    key = json.dumps(key)
                elif type(key) is tuple:
                    key = repr(key)
                else:
                    raise Refused("result", f"a {type(key).__name__} as a key is not JSON")
            if key in made:
                raise Refused("result", f"the key {key!r} twice")
            made[text(key)] = plain(item, depth + 1)
        return made
    if isinstance(value, (range, types.GeneratorType)) or hasattr(value, "__next__"):
        return [plain(item, depth + 1) for item in drained(value)]
    if kind.__name__ in ("deque",):
        return [plain(item, depth + 1) for item in value]
    raise Refused("result", f"a {kind.__name__} is not JSON")


def text(value):
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        raise Refused("result", "text with a lone surrogate") from None
    return value


def drained(iterator):
    items = []
    for item in iterator:
        items.append(item)
        if len(items) > DRAINED:
            raise Refused("result", f"an iterator of more than {DRAINED} items")
    return items


def endless(value):
    """An argument in which NaN and the infinities are numbers again."""
    if type(value) is list:
        return [endless(item) for item in value]
    if type(value) is dict:
        if len(value) == 1 and value.get(NUMBER) in ENDLESS.values():
            return float(value[NUMBER])
        return {key: endless(item) for key, item in value.items()}
    return value


def wanted(annotation, value):
    """JSON has no tuples and sets: gives a list as what the parameter's annotation asks for."""
    if type(value) is list:
        spelled = annotation if isinstance(annotation, str) else getattr(annotation, "__name__", "")
        origin = getattr(annotation, "__origin__", None)
        if annotation is tuple or origin is tuple or spelled.lower().startswith("tuple"):
            return tuple(value)
        if annotation is set or origin is set or spelled.lower().startswith("set"):
            return set(value)
    return value


def bound(function, given):
    """Keyword arguments as this function can take them: positional-only and starred ones too."""
    try:
        import inspect

        parameters = inspect.signature(function).parameters
    except (TypeError, ValueError):
        return [], given
    positional, keywords, rest = [], {}, dict(given)
    for name, parameter in parameters.items():
        if name not in rest:
            continue
        value = wanted(parameter.annotation, rest.pop(name))
        if parameter.kind is parameter.POSITIONAL_ONLY:
            positional.append(value)
        elif parameter.kind is parameter.VAR_POSITIONAL and type(value) is list:
            named = list(keywords.values())
            positional, keywords = positional + named + value, {}
        elif parameter.kind is parameter.VAR_KEYWORD and type(value) is dict:
            rest.update(value)
        else:
            keywords[name] = value
    keywords.update(rest)
    return positional, keywords


def fault(error, source, filename="<tool>"):
    """An exception as text: its class and message, and its frames within the source."""
    lines = source.splitlines()
    frames = []
    seen = error.__traceback__
    while seen is not None:
        code = seen.tb_frame.f_code
        if code.co_filename == filename:
            number = seen.tb_lineno
            line = lines[number - 1].strip() if 0 < number <= len(lines) else ""
            frames.append(f"line {number}, in {code.co_name}: {line}")
        seen = seen.tb_next
    if isinstance(error, SyntaxError) and error.lineno:
        frames.append(f"line {error.lineno}: {(error.text or '').strip()}")
    if len(frames) > 12:
        frames[6:-6] = [f"... {len(frames) - 12} more"]
    try:
        message = str(error.msg if isinstance(error, SyntaxError) else error)
    except BaseException:
        message = "(its message cannot be read)"
    return {
        "type": type(error).__name__[:100],
        "message": message[:2000],
        "traceback": "\n".join(frames)[:8000],
        "bases": [base.__name__[:100] for base in type(error).__mro__][:12],
    }


def without_sockets():
    """Event loops that wait for time alone: there is nothing else here to wait for."""
    import asyncio
    import time

    class Loop(asyncio.BaseEventLoop):
        def __init__(self):
            super().__init__()
            self._selector = self

        def select(self, timeout):
            time.sleep(3600 if timeout is None else timeout)
            return []

        def _process_events(self, events):
            pass

        def _write_to_self(self):
            pass

    asyncio.DefaultEventLoopPolicy._loop_factory = Loop


class Desk:
    """One request, served."""

    def __init__(self, request, send, receive, arm):
        self.request = request
        self.id = request["id"]
        self.source = request.get("source", "")
        self.cap = request["output"]
        self._send = send
        self.receive = receive
        self.arm = arm
        self.printed = Printed(self.cap)
        self.erred = Printed(self.cap) if request["mode"] in ("serve", "judge") else self.printed
        sys.stdout, sys.stderr = self.printed, self.erred
        if "async" in self.source + request.get("script", ""):
            without_sockets()

    def send(self, number, **parts):
        parts["id"] = self.id
        parts["n"] = number
        parts["printed"] = self.printed.take().encode("utf-8", "replace").decode("utf-8")
        if self.erred.length:
            parts["erred"] = self.erred.take().encode("utf-8", "replace").decode("utf-8")
        made = json.dumps(parts, ensure_ascii=True, allow_nan=False)
        most = 12 * self.cap + 6 * (64 << 10)
        if len(made) > most:
            raise Refused("output", f"{len(made)} bytes at once, at most {most}; crucible.output_kb allows more")
        self._send(made)

    def load(self):
        """The source as a module of its own; fresh each time."""
        module = types.ModuleType("tool")
        sys.modules["tool"] = module
        code = compile(self.source, "<tool>", "exec", dont_inherit=True)
        exec(code, module.__dict__)
        return module

    def attempt(self, number, action):
        """Runs the action under the clock and answers with what it gives, or how it broke."""
        self.arm(self.request["wall"])
        try:
            parts = action()
        except Refused as refused:
            parts = {"refused": {"kind": refused.kind, "why": str(refused)}}
        except Flood:
            parts = {"refused": {"kind": "output", "why": "it prints without end"}}
        except BaseException as error:
            parts = {"error": fault(error, self.source)}
        self.arm(None)
        self.send(number, **parts)

    def calls(self):
        """Each call in a freshly loaded module."""
        for number, given in enumerate(self.request["calls"]):

            def action(given=given):
                function = getattr(self.load(), self.request["function"])
                positional, keywords = bound(function, endless(given))
                made = function(*positional, **keywords)
                return self.result(awaited(made) if isinstance(made, types.CoroutineType) else made)

            self.attempt(number, action)

    def result(self, value):
        made = json.dumps(plain(value), ensure_ascii=True, allow_nan=False)
        if len(made) > self.cap:
            raise Refused("output", f"a result of {len(made)} bytes, at most {self.cap}")
        return {"result": made}

    def doctests(self):
        """Examples as at the prompt: what each prints, or the last line of its exception."""
        try:
            self.arm(self.request["wall"])
            module = self.load()
        except BaseException as error:
            for number in range(len(self.request["examples"])):
                self.send(number, error=fault(error, self.source))
            return
        session, scope = None, {}
        for number, example in enumerate(self.request["examples"]):
            if example["session"] != session:
                session, scope = example["session"], dict(module.__dict__)

            def action(example=example, scope=scope):
                exec(compile(example["source"], "<doctest>", "single", dont_inherit=True), scope)
                return {"result": json.dumps(self.printed.take())}

            self.attempt(number, action)


def serve(request_text, send, receive, arm):
    request = json.loads(request_text)
    desk = Desk(request, send, receive, arm)
    if request["mode"] in ("serve", "judge"):
        {"serve": witness, "judge": judge}[request["mode"]](desk)
    else:
        {"calls": desk.calls, "doctests": desk.doctests}[request["mode"]]()
    if request["mode"] in ("calls", "doctests"):
        desk.send(len(request.get("calls") or request.get("examples") or []), end=True)
