"""Reads Python source that nobody trusts, as text; it is parsed and never run.

It runs in the crucible like any other code, but what it reads is data to it.
"""

import ast
import doctest

FORBIDDEN_CALLS = {"__import__", "exec", "open", "input", "breakpoint"}
FORBIDDEN_NAMES = {
    "__subclasses__", "__globals__", "__builtins__", "__code__", "f_back", "f_globals", "gi_frame",
    "settrace", "setprofile", "_getframe",
}
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


def examples(node, session):
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
        rows.append({"session": session, "source": example.source, "want": want})
    return rows


def main_block(node):
    return (
        isinstance(node, ast.If)
        and isinstance(node.test, ast.Compare)
        and isinstance(node.test.left, ast.Name)
        and node.test.left.id == "__name__"
    )


def asserting(node):
    return any(isinstance(inner, ast.Assert) for inner in ast.walk(node))


def is_test(node):
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return node.name.lower().startswith("test") or node.name == "check"
    if isinstance(node, ast.ClassDef):
        bases = {getattr(base, "attr", getattr(base, "id", "")) for base in node.bases}
        return "TestCase" in bases or node.name.startswith("Test")
    return isinstance(node, (ast.Assert, ast.For, ast.With)) and asserting(node)


def called(node):
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def idle(node, tests):
    """A statement that only shows or starts tests."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        return called(node.value) in tests or called(node.value) in ("print", "testmod", "main")
    return False


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
    lines = text.splitlines(keepends=True)

    def piece(node):
        first = min([node.lineno, *[d.lineno for d in getattr(node, "decorator_list", [])]])
        while first > 1 and lines[first - 2].startswith("#"):
            first -= 1
        return "".join(lines[first - 1 : node.end_lineno]).rstrip("\n") + "\n"

    tests = {node.name for node in tree.body if is_test(node) and hasattr(node, "name")}
    source, script = [], []
    for node in tree.body:
        if is_test(node):
            script.append(piece(node))
        elif main_block(node):
            for inner in node.body:
                if asserting(inner):
                    script.append(ast.unparse(inner) + "\n")
        elif idle(node, tests):
            continue
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

    functions, classes, faults, sessions = [], [], [], []
    kept = {"Exception", "BaseException"}
    sessions.append(examples(tree, 0))
    for node in tree.body:
        if is_test(node):
            continue
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            rows = examples(node, len(sessions))
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
            sessions.append(examples(node, len(sessions)))
            for inner in node.body:
                if isinstance(inner, ast.FunctionDef):
                    sessions.append(examples(inner, len(sessions)))
    whole = "".join(source)
    return {
        "source": whole,
        "script": "".join(script) if tests or any(is_test(n) or main_block(n) for n in tree.body) and asserted(script) else "",
        "functions": functions,
        "classes": classes,
        "exceptions": faults,
        "doctests": [row for rows in sessions for row in rows],
        "imports": imports(whole),
        "forbidden": forbidden(whole),
        "used": used("".join(script)),
    }


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
                if alias.asname and alias.name in names:
                    script.append(f"{alias.asname} = {alias.name}\n")
        elif isinstance(node, ast.Import) and not roots(node) <= known:
            for alias in node.names:
                script.append(f"import tool as {alias.asname or alias.name.split('.')[0]}\n")
        elif main_block(node):
            script += [ast.unparse(inner) + "\n" for inner in node.body if asserting(inner)]
        elif not idle(node, set()):
            script.append(piece)
    return {"script": "".join(script), "used": used("".join(script))}
