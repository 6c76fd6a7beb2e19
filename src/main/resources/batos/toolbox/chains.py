"""Modules that a source reaches through others: `random._os`, `logging.os`, `sys.modules["os"]`."""

import ast
import importlib
import types

INNARDS = {"__dict__", "__loader__", "__spec__"}


def module_named(name):
    """A module of the standard library, or None; nothing else is ever imported here."""
    import sys

    if name.split(".")[0] not in sys.stdlib_module_names:
        return None
    try:
        return sys.modules.get(name) or importlib.import_module(name)
    except Exception:
        return None


def attribute_of(home, word):
    """What an attribute of a module is, where it is a module itself. Only names that a module could
    have are looked up: importing takes time."""
    import sys

    if word.lstrip("_") not in sys.stdlib_module_names and (home, word) != ("os", "path"):
        return None
    found = getattr(module_named(home), word, None)
    return found.__name__ if isinstance(found, types.ModuleType) else None


def honest(home, word, found):
    """Whether the attribute is a submodule of its home, under its own name: `collections.abc`."""
    return found == f"{home}.{word}" or (home, word) == ("os", "path")


class Chains(ast.NodeVisitor):
    """Follows names that stand for modules.

    `imports` has a row for each module that is reached through another: its name, the line, and the
    path in the source. `rows` has what no tool may touch: its path and the line.
    """

    def __init__(self):
        self.known, self.imports, self.rows, self.own = {}, [], [], set()

    def visit_Import(self, node):
        for alias in node.names:
            name = alias.asname or alias.name.split(".")[0]
            self.known[name] = alias.name if alias.asname else name

    def visit_ImportFrom(self, node):
        for alias in node.names:
            found = attribute_of(node.module or "", alias.name) if not node.level else None
            if found:
                self.known[alias.asname or alias.name] = found
                if not honest(node.module, alias.name, found):
                    self.imports.append([found, node.lineno, f"{node.module}.{alias.name}"])

    def visit_Assign(self, node):
        self.generic_visit(node)
        home = self.module(node.value)
        for target in node.targets:
            if home and isinstance(target, ast.Name):
                self.known[target.id] = home

    def visit_NamedExpr(self, node):
        self.generic_visit(node)
        home = self.module(node.value)
        if home:
            self.known[node.target.id] = home

    def visit_Subscript(self, node):
        if getattr(node.slice, "id", "") == "__name__":
            self.own.add(node.value)
        self.generic_visit(node)

    def visit_Attribute(self, node):
        self.generic_visit(node)
        self.step(node, node.value, node.attr)

    def visit_Call(self, node):
        self.generic_visit(node)
        word = getattr(node.func, "id", "")
        if word == "getattr" and len(node.args) > 1 and isinstance(node.args[1], ast.Constant):
            self.step(node, node.args[0], str(node.args[1].value))
        elif word == "vars" and node.args and self.module(node.args[0]):
            self.rows.append([f"vars({ast.unparse(node.args[0])})", node.lineno])

    def step(self, node, of, word):
        home = self.module(of)
        if home is None:
            return
        if word in INNARDS or (home, word) == ("sys", "modules") and node not in self.own:
            self.rows.append([f"{home}.{word}", node.lineno])
        elif home == "os" and getattr(of, "id", "") != "os" and word not in OS:
            self.rows.append([f"{ast.unparse(of)}.{word}", node.lineno])
        else:
            found = attribute_of(home, word)
            if found and not honest(home, word, found):
                self.imports.append([found, node.lineno, f"{ast.unparse(of)}.{word}"])

    def module(self, node):
        """The module that an expression stands for, or None."""
        if isinstance(node, ast.Name):
            return self.known.get(node.id)
        if isinstance(node, ast.Attribute):
            home = self.module(node.value)
            return attribute_of(home, node.attr) if home else None
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "getattr" and len(node.args) > 1:
            home, word = self.module(node.args[0]), getattr(node.args[1], "value", None)
            return attribute_of(home, word) if home and isinstance(word, str) else None
        return None


def reached(tree):
    chains = Chains()
    chains.visit(tree)
    return chains
