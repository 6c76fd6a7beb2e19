"""Why tests cannot fail, as far as their text shows it."""

import ast

SWALLOWS = {"AssertionError", "Exception", "BaseException"}
SAME = (ast.Eq, ast.LtE, ast.GtE, ast.Is)
PAIRS = {"assertEqual", "assertEquals", "assertIs", "assertListEqual", "assertDictEqual", "assertAlmostEqual"}


def hollow(nodes):
    """Each fault as a pair: what the line does, and its number."""
    rows = [row for node in nodes for row in faults(node)]
    if not rows and not any(asserting(node) for node in nodes):
        rows = [["calls and compares nothing", node.lineno] for node in nodes[:1]]
    return rows


def faults(top):
    rows = []
    for node in ast.walk(top):
        if isinstance(node, ast.Assert):
            rows += [[why, node.lineno] for why in always(node.test)]
        elif isinstance(node, ast.Try) and any(asserting(each) for each in node.body):
            rows += [["catches the failure of its own assertions", each.lineno] for each in node.handlers if mute(each)]
        elif isinstance(node, ast.With) and any(suppresses(item.context_expr) for item in node.items):
            if any(asserting(each) for each in node.body):
                rows.append(["suppresses the failure of its own assertions", node.lineno])
        elif isinstance(node, ast.Call) and called(node) in PAIRS and len(node.args) > 1:
            if ast.unparse(node.args[0]) == ast.unparse(node.args[1]):
                rows.append(["compares a value with itself", node.lineno])
        elif isinstance(node, ast.Call) and called(node) == "assertTrue" and node.args:
            rows += [[why, node.lineno] for why in always(node.args[0])]
    return rows


def always(test):
    """Why an expression is always true."""
    if isinstance(test, ast.Tuple) and test.elts:
        return ["asserts a tuple, which is always true"]
    if isinstance(test, ast.Constant) and test.value:
        return ["asserts a constant"]
    if isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(test.ops[0], SAME):
        if ast.unparse(test.left) == ast.unparse(test.comparators[0]):
            return ["compares a value with itself"]
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.Or):
        return [why for each in test.values for why in always(each)][:1]
    return []


def mute(handler):
    """Whether an except clause takes a failure without passing it on."""
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    names = {getattr(kind, "id", getattr(kind, "attr", "")) for kind in kinds if kind is not None}
    passed = any(isinstance(inner, ast.Raise) or asserting(inner) for each in handler.body for inner in ast.walk(each))
    return (handler.type is None or bool(names & SWALLOWS)) and not passed


def suppresses(node):
    if not isinstance(node, ast.Call) or called(node) != "suppress":
        return False
    return bool({getattr(each, "id", getattr(each, "attr", "")) for each in node.args} & SWALLOWS)
