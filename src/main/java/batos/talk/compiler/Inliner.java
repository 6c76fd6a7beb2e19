package batos.talk.compiler;

import batos.talk.nodes.ArithmeticNodes;
import batos.talk.nodes.BranchNodes;
import batos.talk.nodes.LoopNodes;
import batos.talk.nodes.Node;
import batos.talk.nodes.SendNodes;
import batos.talk.nodes.StatementNodes;
import batos.talk.nodes.VariableNodes;
import batos.talk.objects.Nil;
import batos.talk.syntax.Expression;
import batos.talk.syntax.Literal;
import org.jspecify.annotations.Nullable;

/// Messages whose literal blocks run in the frame around them, with no block made.
final class Inliner {
    private final Compiler compiler;

    Inliner(Compiler compiler) {
        this.compiler = compiler;
    }

    /// The inlined form, or null where the message has to be sent.
    @Nullable Node inline(Expression.Send send, boolean statement) {
        var at = send.place().offset();
        var arguments = send.arguments();
        var receiver = send.receiver();
        if (receiver instanceof Expression.Variable(_, var to) && to.equals("super")) {
            return null;
        }
        switch (send.selector()) {
            case "isNil" -> {
                return new BranchNodes.IsNil(at, value(receiver), true);
            }
            case "notNil" -> {
                return new BranchNodes.IsNil(at, value(receiver), false);
            }
            case "==" -> {
                return new BranchNodes.Same(at, value(receiver), value(arguments.getFirst()));
            }
            default -> {}
        }
        return switch (send.selector()) {
            case "ifTrue:" -> branch(send, at, 0, -1, statement);
            case "ifFalse:" -> branch(send, at, -1, 0, statement);
            case "ifTrue:ifFalse:" -> branch(send, at, 0, 1, statement);
            case "ifFalse:ifTrue:" -> branch(send, at, 1, 0, statement);
            case "and:" -> junction(send, at, true);
            case "or:" -> junction(send, at, false);
            case "ifNil:", "ifNotNil:", "ifNil:ifNotNil:", "ifNotNil:ifNil:" ->
                    nil(send, at, statement);
            case "whileTrue:", "whileFalse:", "whileTrue", "whileFalse", "repeat" ->
                    loop(send, at, statement);
            case "timesRepeat:" -> times(send, at, statement);
            case "to:do:" ->
                    to(
                            send,
                            at,
                            arguments.get(1),
                            new Expression.Constant(
                                    send.place(), new Literal.Whole(java.math.BigInteger.ONE)),
                            statement);
            case "to:by:do:" -> to(send, at, arguments.get(2), arguments.get(1), statement);
            default -> null;
        };
    }

    /// Whether a block of a message is literal and taken by the message as it is inlined. Two
    /// blocks may be equal; which place of the message this one has is a question of identity.
    @SuppressWarnings("ReferenceEquality")
    static boolean isInlined(Expression.Send send, Expression.Block block) {
        if (send.receiver() instanceof Expression.Variable(_, var to) && to.equals("super")) {
            return false;
        }
        var arguments = send.arguments();
        return switch (send.selector()) {
            case "ifTrue:",
                    "ifFalse:",
                    "ifTrue:ifFalse:",
                    "ifFalse:ifTrue:",
                    "and:",
                    "or:",
                    "timesRepeat:" ->
                    block != send.receiver() && arguments.stream().allMatch(a -> isPlain(a, 0));
            case "ifNil:", "ifNotNil:", "ifNil:ifNotNil:", "ifNotNil:ifNil:" ->
                    block != send.receiver() && nilArguments(send);
            case "whileTrue:", "whileFalse:", "whileTrue", "whileFalse", "repeat" ->
                    isPlain(send.receiver(), 0) && arguments.stream().allMatch(a -> isPlain(a, 0));
            case "to:do:" -> block == arguments.get(1) && isPlain(block, 1);
            case "to:by:do:" ->
                    block == arguments.get(2) && isPlain(block, 1) && isStride(arguments.get(1));
            default -> false;
        };
    }

    private static boolean isPlain(Expression expression, int parameters) {
        return plain(expression, parameters) != null;
    }

    private static boolean isStride(Expression step) {
        return step instanceof Expression.Constant(_, Literal.Whole(var stride))
                && stride.signum() != 0;
    }

    private static boolean nilArguments(Expression.Send send) {
        var parts = batos.talk.syntax.TreePrinter.keywords(send.selector());
        for (var i = 0; i < parts.size(); i++) {
            if (!(send.arguments().get(i) instanceof Expression.Block block)
                    || block.parameters().size() > (parts.get(i).equals("ifNil:") ? 0 : 1)) {
                return false;
            }
        }
        return true;
    }

    private @Nullable Node junction(Expression.Send send, int at, boolean both) {
        var block = plain(send.arguments().getFirst(), 0);
        if (block == null) {
            return null;
        }
        var left = value(send.receiver());
        var right = body(block, false, -1);
        return both ? new BranchNodes.And(at, left, right) : new BranchNodes.Or(at, left, right);
    }

    private Node value(Expression expression) {
        return compiler.compile(expression, false);
    }

    /// The block, if it is a literal one with that many parameters.
    private static Expression.@Nullable Block plain(Expression expression, int parameters) {
        return expression instanceof Expression.Block block
                        && block.parameters().size() == parameters
                ? block
                : null;
    }

    /// A block that may run more than once in its frame.
    private Node repeated(Expression.Block block, boolean statement, int argument) {
        var scope = compiler.scope;
        scope.loops++;
        var body = body(block, statement, argument);
        scope.loops--;
        return body;
    }

    /// @param argument the slot that holds the block's argument; -1 if it takes none
    private Node body(Expression.Block block, boolean statement, int argument) {
        if (compiler.blocks.needsTurn(block)) {
            return compiler.blocks.turn(block, argument);
        }
        var scope = compiler.scope;
        scope.enter();
        if (argument >= 0) {
            scope.alias(block.parameters().getFirst(), argument);
        }
        var from = scope.names.size();
        for (var name : block.body().temporaries()) {
            scope.declare(name);
        }
        var to = scope.names.size();
        var body = compiler.values(block.body().statements(), statement);
        scope.leave();
        return from == to ? body : new StatementNodes.Fresh(block.place().offset(), from, to, body);
    }

    private @Nullable Node branch(
            Expression.Send send, int at, int yes, int no, boolean statement) {
        for (var argument : send.arguments()) {
            if (plain(argument, 0) == null) {
                return null;
            }
        }
        var condition = value(send.receiver());
        return new BranchNodes.If(
                at, condition, arm(send, yes, statement), arm(send, no, statement));
    }

    private Node arm(Expression.Send send, int index, boolean statement) {
        return index >= 0 && send.arguments().get(index) instanceof Expression.Block block
                ? body(block, statement, -1)
                : new VariableNodes.Constant(send.place().offset(), Nil.NIL);
    }

    private @Nullable Node nil(Expression.Send send, int at, boolean statement) {
        var selector = send.selector();
        Expression.@Nullable Block nil = null;
        Expression.@Nullable Block other = null;
        var parts = batos.talk.syntax.TreePrinter.keywords(selector);
        for (var i = 0; i < parts.size(); i++) {
            if (!(send.arguments().get(i) instanceof Expression.Block block)) {
                return null;
            }
            if (parts.get(i).equals("ifNil:")) {
                nil = block;
            } else {
                other = block;
            }
        }
        if ((nil != null && !nil.parameters().isEmpty())
                || (other != null && other.parameters().size() > 1)) {
            return null;
        }
        var receiver = value(send.receiver());
        var scope = compiler.scope;
        var slot = scope.hidden();
        var onNil =
                nil == null ? new VariableNodes.Constant(at, Nil.NIL) : body(nil, statement, -1);
        Node otherwise;
        if (other == null) {
            otherwise = new VariableNodes.Local(at, slot);
        } else {
            otherwise = body(other, statement, other.parameters().isEmpty() ? -1 : slot);
        }
        return new BranchNodes.IfNil(at, receiver, slot, onNil, otherwise);
    }

    private @Nullable Node loop(Expression.Send send, int at, boolean statement) {
        var condition = plain(send.receiver(), 0);
        if (condition == null) {
            return null;
        }
        var selector = send.selector();
        if (selector.equals("repeat")) {
            var before = compiler.earlyReturns;
            var body = repeated(condition, statement, -1);
            return new LoopNodes.Repeat(at, body, compiler.earlyReturns > before);
        }
        if (send.arguments().isEmpty()) {
            return new LoopNodes.While(
                    at,
                    repeated(condition, false, -1),
                    new VariableNodes.Constant(at, Nil.NIL),
                    selector.equals("whileTrue"),
                    false);
        }
        var block = plain(send.arguments().getFirst(), 0);
        if (block == null) {
            return null;
        }
        var test = repeated(condition, false, -1);
        var before = compiler.earlyReturns;
        var body = repeated(block, statement, -1);
        return new LoopNodes.While(
                at, test, body, selector.equals("whileTrue:"), compiler.earlyReturns > before);
    }

    private @Nullable Node times(Expression.Send send, int at, boolean statement) {
        var block = plain(send.arguments().getFirst(), 0);
        if (block == null) {
            return null;
        }
        var count = value(send.receiver());
        var before = compiler.earlyReturns;
        var body = repeated(block, statement, -1);
        var nothing = new VariableNodes.Constant(at, Nil.NIL);
        var otherwise =
                new SendNodes.One(
                        at,
                        compiler.universe,
                        compiler.universe.selector("timesRepeat:"),
                        nothing,
                        nothing);
        return new LoopNodes.Times(at, count, body, compiler.earlyReturns > before, otherwise);
    }

    private @Nullable Node to(
            Expression.Send send, int at, Expression action, Expression step, boolean statement) {
        var block = plain(action, 1);
        if (block == null
                || !(step instanceof Expression.Constant(_, Literal.Whole(var stride)))
                || stride.signum() == 0) {
            return null;
        }
        var scope = compiler.scope;
        var from = value(send.receiver());
        var to = value(send.arguments().getFirst());
        var by = value(step);
        var slot = scope.hidden();
        scope.hidden();
        var before = compiler.earlyReturns;
        var body = repeated(block, statement, slot);
        var universe = compiler.universe;
        var counter = new VariableNodes.Local(at, slot);
        var down = stride.signum() < 0;
        var less =
                (SendNodes.One)
                        ArithmeticNodes.of(
                                universe,
                                at,
                                down ? ">=" : "<=",
                                counter,
                                new VariableNodes.Local(at, slot + 1));
        var plus = (SendNodes.One) ArithmeticNodes.of(universe, at, "+", counter, by);
        return new LoopNodes.To(
                at, from, to, by, slot, body, compiler.earlyReturns > before, less, plus, down);
    }
}
