"""Reads Python source that nobody trusts, as text; it is parsed and never run.

It runs in the crucible like any other code, but what it reads is data to it.
"""

import ast
import doctest

FORBIDDEN_CALLS = {"__import__", "exec", "open", "breakpoint"}
FORBIDDEN_NAMES = {
    "__subclasses__", "__globals__", "__builtins__", "__code__", "f_back", "f_globals", "gi_frame",
    "settrace", "setprofile", "_getframe",
}
OS = {"path", "sep", "linesep", "curdir", "pardir", "extsep", "altsep", "fspath", "PathLike"}
SCALARS = {"int": "integer", "float": "number", "str": "string", "bool": "boolean", "None": "null"}


def schema(node):
    """A JSON schema for an annotation; {} for what is not understood."""
    if node is None:
        return {}
    if isinstance(node, ast.Constant):
        if node.value is None:
            return {"type": "null"}
        if isinstance(node.value, str):
            try:
                return schema(ast.parse(node.value, mode="eval").body)
            except SyntaxError:
                return {}
        return {}
    if isinstance(node, ast.Name):
        if node.id in SCALARS:
            return {"type": SCALARS[node.id]}
        if node.id.lower() in ("list", "tuple", "set", "sequence", "iterable", "frozenset"):
            return {"type": "array"}
        return {"type": "object"} if node.id.lower() in ("dict", "mapping") else {}
    if isinstance(node, ast.Attribute):
        return schema(ast.Name(id=node.attr))
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return either([schema(node.left), schema(node.right)])
    if isinstance(node, ast.Subscript):
        outer = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
        inner = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        word = outer.lower()
        if word in ("list", "set", "sequence", "iterable", "frozenset", "collection", "iterator"):
            made = schema(inner[0])
            return {"type": "array", **({"items": made} if made else {})}
        if word == "tuple":
            return {"type": "array"}
        if word in ("dict", "mapping", "defaultdict", "counter"):
            value = schema(inner[1]) if len(inner) > 1 else {}
            return {"type": "object", **({"additionalProperties": value} if value else {})}
        if word == "optional":
            return either([schema(inner[0]), {"type": "null"}])
        if word == "union":
            return either([schema(item) for item in inner])
        if word == "literal" and all(isinstance(item, ast.Constant) for item in inner):
            return {"enum": [item.value for item in inner]}
    return {}


def either(options):
    return {} if {} in options else {"anyOf": options}


def parameters(function):
    """Each parameter: its name, kind, schema and whether it must be given."""
    given = function.args
    made = []
    plain = [*given.posonlyargs, *given.args]
    optional = len(plain) - len(given.defaults)
    for index, argument in enumerate(plain):
        made.append((argument, "plain", index < optional))
    if given.vararg:
        made.append((given.vararg, "rest", False))
    for argument, default in zip(given.kwonlyargs, given.kw_defaults):
        made.append((argument, "keyword", default is None))
    if given.kwarg:
        made.append((given.kwarg, "more", False))
    rows = []
    for argument, kind, required in made:
        shape = schema(argument.annotation)
        if kind == "rest":
            shape = {"type": "array", **({"items": shape} if shape else {})}
        if kind == "more":
            shape = {"type": "object"}
        if shape.get("type") == "number":
            shape = {"type": "number"}
        rows.append({"name": argument.arg, "kind": kind, "required": required, "schema": shape})
    return rows


def flags(tree):
    """The options with which the file itself runs its doctests."""
    known = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    known |= {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    return sorted(known & {"ELLIPSIS", "NORMALIZE_WHITESPACE", "IGNORE_EXCEPTION_DETAIL"})


def examples(node, session, options=()):
    """The doctests of one docstring."""
    doc = ast.get_docstring(node, clean=True) or ""
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
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        name = node.name.lower()
        if marked(node, "fixture") or marked(node, "parametrize"):
            return True
        if name.startswith("test"):
            return asserting(node) or not needs(node)
        if name == "check" or name.startswith("assert"):
            return asserting(node)
        testing = bool({"test", "tests"} & set(name.split("_"))) or node.name in started
        return testing and not needs(node) and (asserting(node) or starts(node))
    if isinstance(node, ast.ClassDef):
        bases = {getattr(base, "attr", getattr(base, "id", "")) for base in node.bases}
        return "TestCase" in bases or node.name.startswith("Test") and asserting(node)
    return isinstance(node, (ast.Assert, ast.For, ast.With, ast.Try, ast.If)) and asserting(node)


def starts(node):
    """Whether it starts somebody else's tests."""
    words = {called(inner) for inner in ast.walk(node) if isinstance(inner, ast.Call)}
    return "testmod" in words


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
    """What `check(candidate)` is for: the function it is called with, else the last one."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == "check":
            for call in ast.walk(tree):
                if isinstance(call, ast.Call) and called(call) == "check" and call.args:
                    return [ast.unparse(call.args[0])]
            return functions[-1:]
    return []


def lone(tree):
    """The class of a file without functions, if it can be made without arguments."""
    kinds = [node for node in tree.body if isinstance(node, ast.ClassDef) and not is_test(node)]
    if any(isinstance(node, ast.FunctionDef) and not is_test(node) for node in tree.body):
        return None
    for kind in kinds:
        begin = [node for node in kind.body if getattr(node, "name", "") == "__init__"]
        if kind is kinds[-1] and not (begin and needs(begin[0]) > 1):
            return kind
    return None


def freed(kind):
    """The public methods of a class as functions."""
    made = []
    for method in kind.body:
        if isinstance(method, ast.FunctionDef) and not method.name.startswith("_"):
            if not method.decorator_list and method.args.args:
                plain = ast.parse(ast.unparse(method)).body[0]
                plain.args.args = plain.args.args[1:]
                given = [argument.arg for argument in plain.args.args]
                given += [f"{argument.arg}={argument.arg}" for argument in plain.args.kwonlyargs]
                call = f"return {kind.name}().{method.name}({', '.join(given)})"
                doc = plain.body[:1] if ast.get_docstring(plain) else []
                plain.body = doc + ast.parse(call).body
                made.append(ast.unparse(plain) + "\n")
    return made


def called(node):
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def idle(node, tests):
    """A statement that only shows or starts tests."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        return called(node.value) in tests or called(node.value) in IDLE
    return False


IDLE = ("print", "testmod", "main", "exit", "check")


TEST_IMPORTS = {"pytest", "unittest", "doctest"}


def roots(node):
    if isinstance(node, ast.Import):
        return {alias.name.split(".")[0] for alias in node.names}
    if isinstance(node, ast.ImportFrom):
        return {(node.module or "").split(".")[0]}
    return set()


def read(text):
    """Everything the host wants to know of a source."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None) or 0
        return {"syntax": {"line": line, "message": str(getattr(error, "msg", error))}}
    kind = lone(tree)
    if kind is not None and freed(kind):
        text = text.rstrip("\n") + "\n\n\n" + "\n\n".join(freed(kind))
        tree = ast.parse(text)
    lines = text.splitlines(keepends=True)

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
    sessions.append(examples(tree, 0, options))
    for node in tree.body:
        if node in trying or spare(node, tree):
            continue
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            rows = examples(node, len(sessions), options)
            sessions.append(rows)
            functions.append(
                {
                    "name": node.name,
                    "async": isinstance(node, ast.AsyncFunctionDef),
                    "parameters": parameters(node),
                    "doc": ast.get_docstring(node) or "",
                    "doctests": len(rows),
                    "line": node.lineno,
                }
            )
        elif isinstance(node, ast.ClassDef):
            classes.append(node.name)
            base = getattr(node.bases[0], "id", "") if node.bases else ""
            if base in kept or base.endswith(("Error", "Exception", "Warning")):
                kept.add(node.name)
                faults.append([node.name, base])
            sessions.append(examples(node, len(sessions), options))
            for inner in node.body:
                if isinstance(inner, ast.FunctionDef):
                    sessions.append(examples(inner, len(sessions), options))
    whole = "".join(source)
    meant = candidate(tree, [function["name"] for function in functions])
    return {
        "source": whole,
        "script": "".join(script) if tests or asserted(script) else "",
        "functions": functions,
        "classes": classes,
        "exceptions": faults,
        "doctests": [] if meant else [row for rows in sessions for row in rows],
        "imports": imports(whole),
        "forbidden": forbidden(whole),
        "used": meant + used("".join(script)),
    }


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
    rows = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            rows += [[alias.name, node.lineno] for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            rows.append([("." * node.level) + (node.module or ""), node.lineno])
    return rows


def forbidden(text):
    rows = []
    for node in ast.walk(ast.parse(text)):
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


SWAPS = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.FloorDiv: ast.Mult, ast.Div: ast.Mult,
    ast.Mod: ast.Mult, ast.And: ast.Or, ast.Or: ast.And, ast.In: ast.NotIn, ast.NotIn: ast.In,
}


class Mutator(ast.NodeTransformer):
    """Changes the one place whose turn it is."""

    def __init__(self, turn):
        self.turn, self.seen, self.told = turn, -1, ""

    def mine(self):
        self.seen += 1
        return self.seen == self.turn

    def tell(self, node, before, after):
        self.told = f"line {node.lineno}: {before} became {after}"

    def swap(self, node, operator):
        after = SWAPS[type(operator)]
        self.tell(node, type(operator).__name__, after.__name__)
        return after()

    def visit_Compare(self, node):
        self.generic_visit(node)
        for index, operator in enumerate(node.ops):
            if type(operator) in SWAPS and self.mine():
                node.ops[index] = self.swap(node, operator)
        return node

    def visit_BinOp(self, node):
        self.generic_visit(node)
        if type(node.op) in SWAPS and self.mine():
            node.op = self.swap(node, node.op)
        return node

    def visit_BoolOp(self, node):
        self.generic_visit(node)
        if self.mine():
            node.op = self.swap(node, node.op)
        return node

    def visit_Constant(self, node):
        if type(node.value) is int and self.mine():
            self.tell(node, node.value, node.value + 1)
            return ast.copy_location(ast.Constant(node.value + 1), node)
        return node

    def visit_Return(self, node):
        self.generic_visit(node)
        if node.value is not None and self.mine():
            self.tell(node, "return " + ast.unparse(node.value)[:40], "return None")
            node.value = ast.copy_location(ast.Constant(None), node)
        return node


def mutants(text, most):
    """Sources that differ from this one in one place, spread evenly over it."""
    count = Mutator(-2)
    count.visit(ast.parse(text))
    places = count.seen + 1
    if places == 0:
        return []
    chosen = sorted({index * places // min(most, places) for index in range(min(most, places))})
    rows = []
    for turn in chosen:
        mutator = Mutator(turn)
        tree = ast.fix_missing_locations(mutator.visit(ast.parse(text)))
        rows.append({"what": mutator.told, "source": ast.unparse(tree)})
    return rows


def tests(text, names):
    """A test file of its own: what it imports from the source becomes plain names."""
    import sys

    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None) or 0
        return {"syntax": {"line": line, "message": str(getattr(error, "msg", error))}}
    lines = text.splitlines(keepends=True)
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
    return {"script": "".join(script), "used": used("".join(script))}
