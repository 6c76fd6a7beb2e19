"""The ways in which people write tests into a file, told from what the file is for."""

import ast

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
IDLE = ("print", "testmod", "run_docstring_examples", "main", "exit", "check")


def main_block(node):
    return (
        isinstance(node, ast.If)
        and isinstance(node.test, ast.Compare)
        and isinstance(node.test.left, ast.Name)
        and node.test.left.id == "__name__"
    )


def asserting(node):
    """Whether it can fail as a test does."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Assert):
            return True
        if isinstance(inner, ast.Call):
            word = called(inner)
            if word.startswith("assert") or word in ("raises", "fail", "AssertionError"):
                return True
    return False


def needs(function):
    """How many arguments it cannot do without."""
    return len(function.args.posonlyargs + function.args.args) - len(function.args.defaults)


def marked(node, word):
    return any(word in ast.unparse(mark) for mark in node.decorator_list)


def is_test(node, started=()):
    """Tests, and what only tests use: fixtures and assertions of their own."""
    if isinstance(node, FUNCTIONS):
        name = node.name.lower()
        if marked(node, "fixture") or marked(node, "parametrize"):
            return True
        if name.startswith("test"):
            return asserting(node) or not needs(node)
        if name == "check" or name.startswith("assert"):
            return asserting(node)
        testing = bool({"test", "tests"} & set(name.split("_"))) or node.name in started
        return testing and not needs(node) and (asserting(node) or starts(node) or leaves(node))
    if isinstance(node, ast.ClassDef):
        bases = {getattr(base, "attr", getattr(base, "id", "")) for base in node.bases}
        return any(base.endswith("TestCase") for base in bases) or node.name.startswith("Test") and asserting(node)
    return isinstance(node, (ast.Assert, ast.For, ast.With, ast.Try, ast.If)) and asserting(node)


def starts(node):
    """Whether it starts somebody else's tests."""
    return bool(words(node) & {"testmod", "testfile", "run_docstring_examples"})


def leaves(node):
    """Whether a function that speaks of tests ends the process where one of them fails."""
    return "test" in node.name and "exit" in words(node)


def started(tree):
    """The functions that the file calls when it is run."""
    names = set()
    for node in tree.body:
        for inner in node.body if main_block(node) else [node]:
            if isinstance(inner, ast.Expr) and isinstance(inner.value, ast.Call):
                names.add(called(inner.value))
    return names


def listed(node):
    """Assertions that are written down as texts."""
    if isinstance(node, ast.Assign) and isinstance(node.value, (ast.List, ast.Tuple)):
        rows = [getattr(item, "value", None) for item in node.value.elts]
        if rows and all(type(row) is str and row.lstrip().startswith("assert") for row in rows):
            return rows
    return []


def candidate(tree, functions):
    """What `check(candidate)` is for: the function it is called with, else the last unused one."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == "check":
            for call in ast.walk(tree):
                if isinstance(call, ast.Call) and called(call) == "check" and call.args:
                    return [ast.unparse(call.args[0])]
            free = [name for name in functions if not mentioned(tree, name)]
            return (free or functions)[-1:]
    return []


def mentioned(tree, name):
    """Whether anything but the function itself speaks of it."""
    others = [node for node in tree.body if getattr(node, "name", "") != name]
    inner = [part for node in others for part in ast.walk(node)]
    return any(isinstance(part, ast.Name) and part.id == name for part in inner)


def lone(tree):
    """The functions that the class of a file without functions can be used as."""
    if any(isinstance(node, FUNCTIONS) and not is_test(node) for node in tree.body):
        return []
    kinds = [node for node in tree.body if isinstance(node, ast.ClassDef) and not is_test(node)]
    return next((freed(kind) for kind in reversed(kinds) if freed(kind)), [])


def freed(kind):
    """The public methods of a class as functions: what makes the object comes before the rest."""
    begin = next((node.args for node in kind.body if getattr(node, "name", "") == "__init__"), None)
    made = []
    for method in kind.body:
        if not isinstance(method, ast.FunctionDef) or method.name.startswith("_"):
            continue
        marks = [ast.unparse(mark) for mark in method.decorator_list]
        if marks not in ([], ["staticmethod"], ["classmethod"]):
            continue
        own = taken(method.args, 0 if marks == ["staticmethod"] else 1)
        first = [] if marks or begin is None else taken(begin, 1)
        names = [name for name, _, _ in first + own]
        if len(set(names)) < len(names):
            continue
        whole = sorted(first + own, key=lambda row: row[2] is not None)
        heads = [shown if default is None else f"{shown}={default}" for _, shown, default in whole]
        maker = kind.name if marks else f"{kind.name}({given(first)})"
        doc = f"    {ast.get_docstring(method)!r}\n" if ast.get_docstring(method) else ""
        body = f"    return {maker}.{method.name}({given(own)})\n"
        made.append(f"def {method.name}({', '.join(heads)}):\n{doc}{body}")
    return made


def renamed(tree):
    """Functions whose names only Python reads, once more under a name that all can read."""
    made = []
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and not node.name.isascii() and not is_test(node):
            rows = sorted(taken(node.args, 0), key=lambda row: row[2] is not None)
            heads = [shown if default is None else f"{shown}={default}" for _, shown, default in rows]
            doc = (ast.get_docstring(node) or node.name).split("\n")[0]
            body = f"    {doc!r}\n    return {node.name}({given(rows)})\n"
            made.append(f"def {plain_name(node.name)}({', '.join(heads)}):\n{body}")
    return made


def also(tree, name, other):
    """A function once more, under another name."""
    made = []
    for node in tree.body:
        if isinstance(node, FUNCTIONS) and node.name == name:
            own = node.args
            rows = [row.arg for row in [*own.posonlyargs, *own.args]]
            rows += [f"*{own.vararg.arg}"] if own.vararg else []
            rows += [f"{row.arg}={row.arg}" for row in own.kwonlyargs]
            rows += [f"**{own.kwarg.arg}"] if own.kwarg else []
            doc = (ast.get_docstring(node) or name).split("\n")[0]
            body = f"    {doc!r}\n    return {name}({', '.join(rows)})\n"
            made = [f"def {other}({ast.unparse(own)}):\n{body}"]
    return made


def named_lambdas(text, tree):
    """The text with `f = lambda …` written as the function that it is."""
    lines = text.split("\n")
    for node in reversed(tree.body):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Lambda):
            if len(node.targets) == 1 and isinstance(node.targets[0], ast.Name) and alone(node, tree):
                head = f"def {node.targets[0].id}({ast.unparse(node.value.args)}):"
                made = [head, f"    return {ast.unparse(node.value.body)}"]
                lines[node.lineno - 1 : node.end_lineno] = made
    return "\n".join(lines)


def alone(node, tree):
    """Whether no other statement shares its lines."""
    return not any(
        each is not node and each.lineno <= node.end_lineno and node.lineno <= each.end_lineno
        for each in tree.body
    )


def plain_name(name):
    import unicodedata

    folded = unicodedata.normalize("NFKD", name.replace("ß", "ss"))
    return "".join(c for c in folded if c.isascii()).strip("_") or "tool"


def taken(arguments, skipped):
    """Each parameter by name: as it is written, and its default; starred ones are left out."""
    plain = [*arguments.posonlyargs, *arguments.args]
    defaults = [None] * (len(plain) - len(arguments.defaults)) + arguments.defaults
    rows = [*zip(plain, defaults)][skipped:] + [*zip(arguments.kwonlyargs, arguments.kw_defaults)]
    return [(row.arg, ast.unparse(row), default and ast.unparse(default)) for row, default in rows]


def given(rows):
    return ", ".join(f"{name}={name}" for name, _, _ in rows)


def called(node):
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def idle(node, tests):
    """A statement that only shows or starts tests."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        return called(node.value) in tests or called(node.value) in IDLE
    return False
