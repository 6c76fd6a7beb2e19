"""Small changes of a source, one at a time."""

import ast

SWAPS = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.FloorDiv: ast.Mult, ast.Div: ast.Mult,
    ast.Mod: ast.Mult, ast.And: ast.Or, ast.Or: ast.And, ast.In: ast.NotIn, ast.NotIn: ast.In,
}


class Mutator(ast.NodeTransformer):
    """Changes the one place whose turn it is."""

    def __init__(self, turn):
        self.turn, self.seen, self.told, self.nothing = turn, -1, "", False

    def mine(self):
        self.seen += 1
        return self.seen == self.turn

    def tell(self, node, before, after):
        self.told = f"line {node.lineno}: {before} became {after}"

    def swap(self, node, operator):
        after = SWAPS[type(operator)]
        self.tell(node, type(operator).__name__, after.__name__)
        return after()

    def visit_FunctionDef(self, node):
        return node if hands_on(node) else self.generic_visit(node)

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
            self.nothing = True
            node.value = ast.copy_location(ast.Constant(None), node)
        return node


def hands_on(node):
    """Whether a function does nothing but call another with its own parameters."""
    last = node.body[-1]
    if not isinstance(last, ast.Return) or not isinstance(last.value, ast.Call):
        return False
    own = {each.arg for each in ast.walk(node.args) if isinstance(each, ast.arg)}
    given = [getattr(each, "value", each) if isinstance(each, ast.Starred) else each for each in last.value.args]
    given += [each.value for each in last.value.keywords]
    plain = all(isinstance(each, ast.Name) and each.id in own for each in given)
    rest = [each for each in node.body[:-1] if not (isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant))]
    return plain and not rest and isinstance(last.value.func, ast.Name)


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
        rows.append({"what": mutator.told, "source": ast.unparse(tree), "nothing": mutator.nothing})
    return rows
