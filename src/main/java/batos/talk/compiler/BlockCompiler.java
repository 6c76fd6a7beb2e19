package batos.talk.compiler;

import batos.talk.nodes.CodeBody;
import batos.talk.nodes.Node;
import batos.talk.nodes.StatementNodes;
import batos.talk.nodes.VariableNodes;
import batos.talk.objects.Nil;
import batos.talk.objects.Universe;
import batos.talk.syntax.Expression;
import java.util.ArrayList;
import java.util.List;

/// Compiles blocks that have frames of their own.
final class BlockCompiler {
    private static final CodeBody PENDING =
            new CodeBody(
                    new VariableNodes.Constant(0, Nil.NIL),
                    0,
                    0,
                    List.of(),
                    false,
                    Universe.NO_SOURCE,
                    0);

    private final Compiler compiler;

    /// Blocks by ordinal, as they are written.
    final List<CodeBody> written = new ArrayList<>();

    /// Inlined blocks with frames of their own.
    final List<CodeBody> turns = new ArrayList<>();

    /// Whether no inlined block gets a frame of its own.
    boolean shared;

    BlockCompiler(Compiler compiler) {
        this.compiler = compiler;
    }

    Node block(Expression.Block block) {
        var number = written.size();
        written.add(PENDING);
        var inner = new Scope(compiler.scope);
        block.parameters().forEach(inner::parameter);
        var body = body(block, inner, number);
        written.set(number, body);
        return new StatementNodes.MakeBlock(block.place().offset(), body);
    }

    /// Whether an inlined block needs new variables each time that it runs.
    boolean needsTurn(Expression.Block block) {
        return !shared && compiler.scope.loops > 0 && Captures.any(block);
    }

    /// The inlined block, in a frame of its own.
    ///
    /// @param argument the slot that holds its argument; -1 if it takes none
    Node turn(Expression.Block block, int argument) {
        var index = turns.size();
        turns.add(PENDING);
        var inner = new Scope(compiler.scope);
        block.parameters().forEach(inner::declare);
        var body = body(block, inner, CodeBody.TURN - index);
        turns.set(index, body);
        return new StatementNodes.Turn(block.place().offset(), body, argument);
    }

    private CodeBody body(Expression.Block block, Scope inner, int ordinal) {
        var outer = compiler.scope;
        outer.method().catches = true;
        block.body().temporaries().forEach(inner::declare);
        compiler.scope = inner;
        var root = compiler.values(block.body().statements(), false);
        compiler.scope = outer;
        return new CodeBody(
                root,
                block.parameters().size(),
                inner.names.size(),
                List.copyOf(inner.names),
                false,
                compiler.source,
                ordinal);
    }
}
