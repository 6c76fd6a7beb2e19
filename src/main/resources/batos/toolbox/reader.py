"""Reads Python source that nobody trusts, as text; it is parsed and never run.

It runs in the crucible like any other code, but what it reads is data to it.
"""

import ast
import doctest
import re

FORBIDDEN_CALLS = {"__import__", "exec", "open", "breakpoint"}
FORBIDDEN_NAMES = {
    "__subclasses__", "__globals__", "__builtins__", "__code__", "f_back", "f_globals", "gi_frame",
    "settrace", "setprofile", "_getframe",
}
OWN_RULES = re.compile(r"__(eq|ne|lt|le|gt|ge|r?sub|abs|bool|contains|hash|round)__|\bANY\b")
OS = {"path", "sep", "linesep", "curdir", "pardir", "extsep", "altsep", "fspath", "PathLike"}


def flags(tree):
    """The options with which the file itself runs its doctests."""
    known = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    known |= {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    return sorted(known & {"ELLIPSIS", "NORMALIZE_WHITESPACE", "IGNORE_EXCEPTION_DETAIL"})


def examples(doc, session, options=()):
    """The doctests of one text."""
    rows = []
    try:
        found = doctest.DocTestParser().get_examples(doc)
    except ValueError:
        return rows
    for example in found:
        if doctest.SKIP in example.options:
            continue
        want = example.want
        told = "".join(f"# doctest: +{option}\n" for option in options)
        rows.append({"session": session, "source": example.source + told, "want": want})
    return rows


TEST_IMPORTS = {"pytest", "unittest", "doctest"}


def roots(node):
    if isinstance(node, ast.Import):
        return {alias.name.split(".")[0] for alias in node.names}
    if isinstance(node, ast.ImportFrom):
        return {(node.module or "").split(".")[0]}
    return set()


def clean(text):
    """The text with the line ends that Python counts, and no byte order mark."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def lines_of(text):
    return [line + "\n" for line in text.split("\n")]


MUTANTS = 6


def read(text, name="", other="", tests=None):
    """What a source says, and what it says when its tests are taken out; and what a test file says."""
    told = told_by(text, name, other)
    if tests is not None:
        told["tests"] = tested(tests)
    if "syntax" not in told:
        told["mutants"] = mutants(clean(text), MUTANTS)
        if told["source"] != text:
            own = told_by(told["source"])
            told["own"] = own if "syntax" in own else {**own, "mutants": mutants(told["source"], MUTANTS)}
    return told


def told_by(text, name="", other=""):
    """Everything the host wants to know of a source, its function `name` being called `other` too."""
    text = clean(text)
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None) or 0
        return {"syntax": {"line": line, "message": str(getattr(error, "msg", error))}}
    text = named_lambdas(text, tree)
    tree = ast.parse(text)
    free = lone(tree) + renamed(tree) + (also(tree, name, other) if other else [])
    if free:
        text = text.rstrip("\n") + "\n\n\n" + "\n\n".join(free)
        tree = ast.parse(text)
    lines = lines_of(text)

    def piece(node):
        first = min([node.lineno, *[d.lineno for d in getattr(node, "decorator_list", [])]])
        while first > 1 and lines[first - 2].startswith("#"):
            first -= 1
        return "".join(lines[first - 1 : node.end_lineno]).rstrip("\n") + "\n"

    begun = started(tree)
    trying = [node for node in tree.body if is_test(node, begun)]
    tests = {node.name for node in trying if hasattr(node, "name")}
    loose = any(not hasattr(node, "name") for node in trying)
    source, script = [], []
    for node in tree.body:
        if main_block(node):
            body = [inner for inner in node.body if not idle(inner, tests)]
            if any(asserting(inner) for inner in body) and "input" not in words(node):
                script += [ast.unparse(inner) + "\n" for inner in body]
        elif node in trying:
            if not (hasattr(node, "name") and starts(node)):
                script.append(piece(node))
        elif listed(node):
            script += [row.strip() + "\n" for row in listed(node)]
        elif idle(node, tests) or spare(node, tree):
            continue
        elif loose and isinstance(node, (ast.Expr, ast.AugAssign)) and words(node):
            source.append(piece(node))
            script.append(piece(node))
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            if roots(node) & TEST_IMPORTS:
                if "doctest" not in roots(node):
                    script.append(piece(node))
            else:
                source.append(piece(node))
                if not getattr(node, "level", 0):
                    script.append(piece(node))
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            source.append(piece(node))
            script.append(constant(node, piece))
        else:
            gap = "\n\n" if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and source else ""
            source.append(gap + piece(node))

    for node in trying:
        if isinstance(node, ast.FunctionDef) and not starts(node) and not needs(node):
            if not node.name.lower().startswith(("test", "check")) and not node.decorator_list:
                script.append(node.name + "()\n")
    functions, classes, faults, sessions = [], [], [], []
    options = flags(tree)
    kept = {"Exception", "BaseException"}
    sessions.append(examples(documented(tree), 0, options))
    for node in tree.body:
        if node in trying or spare(node, tree):
            continue
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            rows = examples(documented(node), len(sessions), options)
            sessions.append(rows)
            functions.append(
                {
                    "name": node.name,
                    "async": isinstance(node, ast.AsyncFunctionDef),
                    "parameters": parameters(node),
                    "doc": ast.get_docstring(node) or "",
                    "doctests": len(rows),
                    "probes": probes(node.name, [row["source"] for row in rows] + ["".join(script)], node),
                    "line": node.lineno,
                }
            )
        elif isinstance(node, ast.ClassDef):
            classes.append(node.name)
            bases = [getattr(base, "attr", getattr(base, "id", "")) for base in node.bases]
            if any(base in kept or base.endswith(("Error", "Exception", "Warning")) for base in bases):
                kept.add(node.name)
                faults.append([node.name, ",".join(bases)])
            sessions.append(examples(documented(node), len(sessions), options))
            for inner in ast.walk(node):
                if isinstance(inner, (ast.FunctionDef, ast.AsyncFunctionDef)):
                    sessions.append(examples(documented(inner), len(sessions), options))
        else:
            for doc in more(node):
                sessions.append(examples(doc, len(sessions), options))
    whole = "".join(source)
    if OWN_RULES.search(whole):
        script += [compared(rows) for rows in sessions]
    meant = candidate(tree, [function["name"] for function in functions])
    return {
        "source": whole,
        "script": "".join(script) if any(not starts(node) for node in trying) or asserted(script) else "",
        "functions": functions,
        "classes": classes,
        "exceptions": faults,
        "doctests": [row for rows in sessions for row in rows],
        "illustrated": bool(meant),
        "imports": imports(whole),
        "forbidden": forbidden(whole),
        "hollow": hollow(trying),
        "used": meant + used("".join(script)),
    }


PROBES = 4


def probes(name, texts, function):
    """Arguments, as JSON objects, with which tests call a function directly."""
    own = function.args
    names = [each.arg for each in [*own.posonlyargs, *own.args]]
    made = []
    for text in texts:
        try:
            calls = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]
        except (SyntaxError, ValueError):
            continue
        for call in calls:
            if getattr(call.func, "id", "") == name and len(call.args) <= len(names):
                try:
                    given = {key: plain_literal(value) for key, value in zip(names, call.args)}
                    given.update({each.arg: plain_literal(each.value) for each in call.keywords})
                except (ValueError, TypeError, SyntaxError):
                    continue
                if None not in given and given not in made:
                    made.append(given)
    return made[:PROBES]


def plain_literal(node):
    """A literal that JSON has too."""
    value = ast.literal_eval(node)
    if json_has(value):
        return value
    raise ValueError


def json_has(value):
    if type(value) in (list, dict):
        items = value if type(value) is list else [*value, *value.values()]
        return all(json_has(item) for item in items) and (type(value) is list or all(type(key) is str for key in value))
    return value is None or type(value) in (bool, int, str) or type(value) is float and value - value == 0


def documented(node):
    return ast.get_docstring(node, clean=True) or ""


def more(node):
    """The texts of doctest's `__test__`."""
    if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict):
        if any(getattr(target, "id", "") == "__test__" for target in node.targets):
            return [text.value for text in node.value.values if isinstance(getattr(text, "value", 0), str)]
    return []


def compared(rows):
    """The lines of a docstring that compare for themselves, as a test: the judge compares."""
    lines, asserts = [], 0
    for row in rows:
        try:
            (node,) = ast.parse(row["source"]).body
        except (SyntaxError, ValueError):
            return ""
        if row["want"].startswith("Traceback"):
            continue
        if row["want"].strip() in ("True", "False") and comparing(node):
            node = ast.parse(f"assert ({ast.unparse(node)}) == {row['want'].strip()}").body[0]
            asserts += 1
        elif isinstance(node, ast.Expr):
            # What it prints is compared elsewhere; here only what it does may be needed.
            node = ast.parse(f"try:\n    {ast.unparse(node)}\nexcept Exception:\n    pass").body[0]
        lines += ["    " + line for line in ast.unparse(node).split("\n")]
    head = f"def test_docstring_{rows[0]['session']}():\n" if rows else ""
    return head + "\n".join(lines) + "\n" if asserts else ""


def comparing(node):
    """Whether it is a value in which more than identities are compared."""
    ties = [inner for inner in ast.walk(node) if isinstance(inner, (ast.Is, ast.IsNot))]
    ways = [inner for inner in ast.walk(node) if isinstance(inner, ast.cmpop)]
    return isinstance(node, ast.Expr) and (not ways or len(ties) < len(ways))


def words(node):
    return {called(inner) for inner in ast.walk(node) if isinstance(inner, ast.Call)}


def spare(node, tree):
    """A `main` that nothing but the start of the file calls: it talks to people."""
    if not isinstance(node, ast.FunctionDef) or node.name != "main":
        return False
    others = [each for each in tree.body if each is not node]
    if not any(isinstance(each, (ast.FunctionDef, ast.ClassDef)) for each in others):
        return False
    return not any(
        isinstance(inner, ast.Name) and inner.id == "main"
        for each in others
        if not main_block(each) and not isinstance(each, ast.Expr)
        for inner in ast.walk(each)
    )


def asserted(script):
    return any("assert" in part for part in script)


def constant(node, piece):
    """Assignments that need no code of the source are known to the tests too."""
    needs = {inner.id for inner in ast.walk(node.value) if isinstance(inner, ast.Name)} if node.value else {"?"}
    return piece(node) if not needs else f"try:\n    {ast.unparse(node)}\nexcept Exception:\n    pass\n" if needs != {"?"} else ""


def used(script):
    """The functions that the tests call, in order of appearance."""
    names = []
    try:
        for node in ast.walk(ast.parse(script)):
            if isinstance(node, ast.Call) and called(node) not in names:
                names.append(called(node))
    except SyntaxError:
        pass
    return names


def imports(text):
    tree = ast.parse(text)
    rows = reached(tree).imports
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            rows += [[alias.name, node.lineno] for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            rows.append([("." * node.level) + (node.module or ""), node.lineno])
    return rows


def forbidden(text):
    tree = ast.parse(text)
    rows = reached(tree).rows
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in FORBIDDEN_CALLS:
            rows.append([node.func.id + "()", node.lineno])
        elif isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "os" and node.attr not in OS:
            rows.append(["os." + node.attr, node.lineno])
        elif isinstance(node, ast.ImportFrom) and node.module == "os":
            rows += [["os." + each.name, node.lineno] for each in node.names if each.name not in OS]
        elif isinstance(node, ast.Attribute) and node.attr in FORBIDDEN_NAMES:
            rows.append([node.attr, node.lineno])
        elif isinstance(node, ast.Name) and node.id in FORBIDDEN_NAMES:
            rows.append([node.id, node.lineno])
    return rows


def tested(text):
    """A test file of its own: what it imports from the source becomes plain names."""
    import sys

    text = clean(text)
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None) or 0
        return {"syntax": {"line": line, "message": str(getattr(error, "msg", error))}}
    lines = lines_of(text)
    known = set(sys.stdlib_module_names) | {"pytest"}
    script = []
    for node in tree.body:
        piece = "".join(lines[node.lineno - 1 : node.end_lineno]).rstrip("\n") + "\n"
        for mark in getattr(node, "decorator_list", []):
            piece = "".join(lines[mark.lineno - 1 : node.end_lineno]).rstrip("\n") + "\n"
            break
        if isinstance(node, ast.ImportFrom) and not roots(node) <= known:
            for alias in node.names:
                if alias.asname:
                    script.append(f"from tool import {alias.name} as {alias.asname}\n")
        elif isinstance(node, ast.Import) and not roots(node) <= known:
            for alias in node.names:
                script.append(f"import tool as {alias.asname or alias.name.split('.')[0]}\n")
        elif main_block(node):
            script += [ast.unparse(inner) + "\n" for inner in node.body if asserting(inner)]
        elif isinstance(node, ast.ImportFrom) and node.level or "doctest" in roots(node):
            continue
        elif not idle(node, set()):
            script.append(piece)
    return {"script": "".join(script), "used": used("".join(script)), "hollow": hollow(tree.body)}
