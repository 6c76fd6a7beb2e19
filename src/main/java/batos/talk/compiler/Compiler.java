package batos.talk.compiler;

import batos.talk.nodes.AccessNodes;
import batos.talk.nodes.ArithmeticNodes;
import batos.talk.nodes.CodeBody;
import batos.talk.nodes.Node;
import batos.talk.nodes.SendNodes;
import batos.talk.nodes.StatementNodes;
import batos.talk.nodes.VariableNodes;
import batos.talk.objects.Binding;
import batos.talk.objects.Klass;
import batos.talk.objects.MethodSource;
import batos.talk.objects.Nil;
import batos.talk.objects.Universe;
import batos.talk.processes.Frame;
import batos.talk.syntax.Expression;
import batos.talk.syntax.MethodTree;
import batos.talk.syntax.ReadingBudget;
import batos.talk.syntax.SyntaxFault;
import java.util.ArrayList;
import java.util.List;

/// Makes executable trees from syntax trees.
public final class Compiler {
    /// The variables of Class that a class-side method sees: it reads each by its message.
    private static final java.util.Set<String> CLASS_VARIABLES =
            java.util.Set.of("name", "comment", "category", "environment", "superclass");

    final Universe universe;
    final Klass owner;
    final MethodSource source;
    private final boolean lenient;
    private final boolean workspace;
    private final Inliner inliner;
    final BlockCompiler blocks = new BlockCompiler(this);
    private final ReadingBudget budget = new ReadingBudget();
    Scope scope = new Scope(null);
    int earlyReturns;

    /// @param workspace whether an assignment to an unknown name makes a workspace variable
    /// @param lenient whether an unknown name is nil, as in a file, or an error
    public Compiler(Universe universe, MethodSource source, boolean workspace, boolean lenient) {
        this.universe = universe;
        this.owner = source.owner;
        this.source = source;
        this.workspace = workspace;
        this.lenient = lenient;
        this.inliner = new Inliner(this);
    }

    /// Has every turn of an inlined loop share its variables, as code did whose blocks the image
    /// keeps from before each turn had its own.
    public Compiler shared() {
        blocks.shared = true;
        return this;
    }

    /// @throws SyntaxFault where a name cannot be used as it is
    public CompiledMethod method(MethodTree method) {
        for (var parameter : method.parameters()) {
            scope.parameter(parameter);
        }
        var root = methodBody(method.body());
        return new CompiledMethod(seal(root, method.parameters().size()));
    }

    private CodeBody seal(Node root, int parameters) {
        var body =
                new CodeBody(
                        root,
                        parameters,
                        scope.names.size(),
                        List.copyOf(scope.names),
                        scope.catches,
                        source,
                        -1);
        body.inner = blocks.written;
        body.turns = blocks.turns;
        return body;
    }

    /// Statements, the last of which is the answer.
    public CompiledMethod statements(Expression.Body body) {
        return new CompiledMethod(seal(methodBody(answering(body)), 0));
    }

    private static Expression.Body answering(Expression.Body body) {
        var statements = new ArrayList<>(body.statements());
        if (!statements.isEmpty() && !(statements.getLast() instanceof Expression.Return)) {
            var last = statements.removeLast();
            statements.add(new Expression.Return(last.place(), last));
        }
        return new Expression.Body(body.temporaries(), statements);
    }

    /// A block that is to run inside a frame, seeing its names.
    public CodeBody within(Expression.Body body, Frame frame) {
        scope = new Scope(Scope.of(frame));
        for (var name : body.temporaries()) {
            scope.declare(name);
        }
        var root = values(body.statements(), false);
        return new CodeBody(
                root, 0, scope.names.size(), List.copyOf(scope.names), false, source, -2);
    }

    private Node methodBody(Expression.Body body) {
        for (var name : body.temporaries()) {
            scope.declare(name);
        }
        var statements = body.statements();
        var nodes = new ArrayList<Node>();
        var returning = new ArrayList<Boolean>();
        for (var statement : statements) {
            if (statement instanceof Expression.Return(var place, var value)) {
                var answer = compile(value, true);
                return nodes.isEmpty()
                        ? answer
                        : new StatementNodes.Last(
                                place.offset(),
                                nodes.toArray(Node[]::new),
                                flags(returning),
                                answer);
            }
            var before = earlyReturns;
            nodes.add(compile(statement, true));
            returning.add(earlyReturns > before);
        }
        return new StatementNodes.MethodBody(0, nodes.toArray(Node[]::new), flags(returning));
    }

    private static boolean[] flags(List<Boolean> list) {
        var flags = new boolean[list.size()];
        for (var i = 0; i < flags.length; i++) {
            flags[i] = list.get(i);
        }
        return flags;
    }

    /// Statements whose last value counts.
    Node values(List<Expression> statements, boolean statement) {
        if (statements.size() == 1) {
            return compile(statements.getFirst(), statement);
        }
        if (statements.isEmpty()) {
            return new VariableNodes.Constant(0, Nil.NIL);
        }
        var before = earlyReturns;
        var nodes = new ArrayList<Node>();
        for (var expression : statements) {
            nodes.add(compile(expression, statement));
            if (expression instanceof Expression.Return) {
                break;
            }
        }
        return new StatementNodes.Values(
                statements.getFirst().place().offset(),
                nodes.toArray(Node[]::new),
                earlyReturns > before);
    }

    /// @param statement whether a return inside may be a flag in the frame
    Node compile(Expression expression, boolean statement) {
        budget.spend();
        return switch (expression) {
            case Expression.Constant(var place, var literal) ->
                    new VariableNodes.Constant(place.offset(), universe.literal(literal));
            case Expression.Variable(var place, var name) -> variable(place.offset(), name);
            case Expression.Assignment assignment -> assignment(assignment);
            case Expression.Send send -> send(send, statement);
            case Expression.Cascade cascade -> cascade(cascade);
            case Expression.Block block -> blocks.block(block);
            case Expression.Brace(var place, var items) ->
                    new VariableNodes.Brace(place.offset(), nodes(items));
            case Expression.Once(var place, var value) ->
                    new VariableNodes.Once(place.offset(), compile(value, false));
            case Expression.Return(var place, var value) ->
                    answer(place.offset(), value, statement);
        };
    }

    private Node answer(int offset, Expression value, boolean statement) {
        if (statement && scope.outer == null) {
            var node = compile(value, true);
            earlyReturns++;
            return new StatementNodes.Early(offset, node);
        }
        scope.method().catches = true;
        return new StatementNodes.Leave(offset, compile(value, false));
    }

    Node[] nodes(List<Expression> expressions) {
        return expressions.stream().map(e -> compile(e, false)).toArray(Node[]::new);
    }

    Node variable(int offset, String name) {
        switch (name) {
            case "self", "super" -> {
                return new VariableNodes.Self(offset);
            }
            case "nil" -> {
                return new VariableNodes.Constant(offset, Nil.NIL);
            }
            case "true" -> {
                return new VariableNodes.Constant(offset, true);
            }
            case "false" -> {
                return new VariableNodes.Constant(offset, false);
            }
            case "thisContext" -> {
                return new VariableNodes.Context(offset);
            }
            default -> {}
        }
        var out = 0;
        for (var s = scope; s != null; s = s.outer, out++) {
            var slot = s.find(name);
            if (slot >= 0) {
                return switch (out) {
                    case 0 -> new VariableNodes.Local(offset, slot);
                    case 1 -> new VariableNodes.Near(offset, slot);
                    default -> new VariableNodes.Far(offset, out, slot);
                };
            }
        }
        if (owner.allSlots().contains(name)) {
            return new VariableNodes.Slot(offset, owner, name);
        }
        var binding = binding(name);
        if (owner.meta && binding.get() == null && CLASS_VARIABLES.contains(name)) {
            return message(offset, new VariableNodes.Self(offset), name, new Node[0]);
        }
        return new VariableNodes.Global(offset, binding, lenient);
    }

    private Binding binding(String name) {
        var shared = universe.shared(owner, name);
        return shared != null ? shared : pooled(name);
    }

    private Binding pooled(String name) {
        if (!universe.namespace.isEmpty()) {
            var here = universe.globals.get(universe.namespace + "." + name);
            if (here != null) {
                return here;
            }
        }
        for (var klass = owner.instance; klass != null; klass = klass.superclass) {
            for (var pool : klass.pools) {
                var binding = universe.globals.get(pool + "." + name);
                if (binding != null) {
                    return binding;
                }
            }
        }
        return universe.global(name);
    }

    private Node assignment(Expression.Assignment assignment) {
        var offset = assignment.place().offset();
        var name = assignment.name();
        switch (name) {
            case "self", "super", "nil", "true", "false", "thisContext" ->
                    throw new SyntaxFault(name + " cannot be assigned", offset, false);
            default -> {}
        }
        var out = 0;
        for (var s = scope; s != null; s = s.outer, out++) {
            var slot = s.find(name);
            if (slot >= 0) {
                if (s.isParameter(name)) {
                    throw new SyntaxFault(
                            "the parameter " + name + " cannot be assigned", offset, false);
                }
                var value = compile(assignment.value(), false);
                return out == 0
                        ? new VariableNodes.SetLocal(offset, slot, value)
                        : new VariableNodes.SetFar(offset, out, slot, value);
            }
        }
        var value = compile(assignment.value(), false);
        if (owner.allSlots().contains(name)) {
            return new VariableNodes.SetSlot(offset, owner, name, value);
        }
        var binding = binding(name);
        if (binding.sort == Binding.Sort.SYSTEM) {
            if (binding.get() != null) {
                throw new SyntaxFault(
                        name + " is a name of the system and cannot be assigned", offset, false);
            }
            if (!workspace) {
                throw new SyntaxFault(
                        name + " is no variable known here; declare it with | " + name + " |",
                        offset,
                        false);
            }
        }
        return new VariableNodes.SetGlobal(offset, binding, value);
    }

    private Node send(Expression.Send send, boolean statement) {
        var inlined = inliner.inline(send, statement);
        if (inlined != null) {
            return inlined;
        }
        return plain(
                send.place().offset(), send.receiver(), send.selector(), nodes(send.arguments()));
    }

    private Node plain(int offset, Expression receiver, String name, Node[] arguments) {
        if (receiver instanceof Expression.Variable(_, var to) && to.equals("super")) {
            return new SendNodes.Super(offset, owner, universe.selector(name), arguments);
        }
        return message(offset, compile(receiver, false), name, arguments);
    }

    Node message(int offset, Node receiver, String name, Node[] arguments) {
        var selector = universe.selector(name);
        return switch (name) {
            case "at:" -> new AccessNodes.At(offset, universe, selector, receiver, arguments[0]);
            case "at:put:" ->
                    new AccessNodes.AtPut(
                            offset, universe, selector, receiver, arguments[0], arguments[1]);
            case "value" -> new AccessNodes.Value(offset, universe, selector, receiver);
            case "value:" ->
                    new AccessNodes.ValueOne(offset, universe, selector, receiver, arguments[0]);
            case "value:value:" ->
                    new AccessNodes.ValueTwo(
                            offset, universe, selector, receiver, arguments[0], arguments[1]);
            case "class" -> new AccessNodes.ClassOf(offset, universe, selector, receiver);
            default ->
                    arguments.length == 1
                            ? ArithmeticNodes.of(universe, offset, name, receiver, arguments[0])
                            : SendNodes.send(universe, offset, receiver, selector, arguments);
        };
    }

    private Node cascade(Expression.Cascade cascade) {
        var offset = cascade.place().offset();
        var isSuper =
                cascade.receiver() instanceof Expression.Variable(_, var to) && to.equals("super");
        var receiver = compile(cascade.receiver(), false);
        var slot = scope.hidden();
        var sends = new ArrayList<Node>();
        for (var message : cascade.messages()) {
            var at = message.place().offset();
            var arguments = nodes(message.arguments());
            sends.add(
                    isSuper
                            ? plain(at, cascade.receiver(), message.selector(), arguments)
                            : message(
                                    at,
                                    new VariableNodes.Local(at, slot),
                                    message.selector(),
                                    arguments));
        }
        return new SendNodes.Cascade(offset, receiver, slot, sends.toArray(Node[]::new));
    }
}
