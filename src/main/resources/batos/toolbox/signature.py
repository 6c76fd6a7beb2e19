"""Parameters and annotations of a function, as a JSON schema."""

import ast

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
