package batos.talk;

import batos.image.ImageFault;
import batos.talk.bind.Proxy;
import batos.talk.compiler.Compiler;
import batos.talk.objects.Binding;
import batos.talk.objects.Nil;
import batos.talk.objects.SourceLocation;
import batos.talk.objects.Universe;
import batos.talk.processes.Closure;
import batos.talk.processes.Frame;
import batos.talk.processes.ProcessInterpreter;
import batos.talk.processes.Unwinding;
import batos.talk.store.UniverseStore;
import batos.talk.syntax.Expression;
import batos.talk.syntax.LiteralRange;
import batos.talk.syntax.Parser;
import batos.talk.syntax.SourceUnit;
import batos.talk.syntax.SourceUnits;
import batos.talk.syntax.SyntaxFault;
import java.util.Set;

/// The pieces of one source, carried out in order on the evaluator's thread.
final class SourceExecution {
    /// Messages that have shown their receiver already.
    private static final Set<String> SHOWING =
            Set.of(
                    "printNl",
                    "displayNl",
                    "displayLines",
                    "inspect",
                    "showCr:",
                    "show:",
                    "display:",
                    "displayNl:",
                    "print:",
                    "print",
                    "display",
                    "nl",
                    "cr",
                    "tab",
                    "space");

    private static final int DEEPEST_PRINT = 20_000;

    private final LiveUniverse living;
    private final ProcessInterpreter run;
    private final SourceLocation base;
    private final boolean script;
    private final batos.image.Cause cause;
    private Object value = Nil.NIL;
    private boolean expression;
    private int failed;
    private java.util.OptionalInt exit = java.util.OptionalInt.empty();

    SourceExecution(LiveUniverse living, ProcessInterpreter run, String origin, boolean script) {
        this.living = living;
        this.run = run;
        this.base = new SourceLocation(origin, 1, 1);
        this.script = script;
        this.cause = living.cause;
    }

    /// The exit code that the source gave to `ObjectMemory quit:`.
    java.util.OptionalInt exit() {
        return exit;
    }

    /// @param joined whether this only adds to a transaction that is still open
    Evaluation run(String source, boolean joined) {
        try {
            for (var warning : LiteralRange.warnings(source)) {
                living.files.error(
                        "note: %s: %s\n"
                                .formatted(base.at(source, warning.offset()), warning.text()));
            }
            if (script) {
                script(source);
            } else {
                for (var piece : SourceUnits.all(source, true)) {
                    piece(piece, source);
                }
            }
            if (failed > 0) {
                return new Evaluation.Uncommitted(
                        failed + (failed == 1 ? " statement" : " statements") + " failed");
            }
            return done(joined);
        } catch (SyntaxFault fault) {
            return misread(fault, source);
        } catch (ImageFault e) {
            return new Evaluation.Uncommitted(e);
        } catch (UniverseStore.Uncommittable e) {
            return new Evaluation.Uncommitted(String.valueOf(e.getMessage()));
        }
    }

    private Evaluation done(boolean joined) {
        var printed = script ? "" : text("printString");
        var displayed = script ? "" : text("displayString");
        var number = joined ? living.keeper.number() : living.keeper.commit(cause);
        for (var what : living.keeper.replaced()) {
            living.files.error("note: " + what + " ends with its line; the image keeps its name\n");
        }
        if (expression) {
            living.universe.global(Universe.LAST).value = value;
        }
        return new Evaluation.Done(
                printed,
                displayed,
                expression,
                number,
                value instanceof Proxy proxy ? proxy : null);
    }

    /// The value's printString or displayString. One that contains itself has none, and shows in a
    /// few words.
    private String text(String selector) {
        var endless = new boolean[1];
        var printing =
                run.printing(
                        DEEPEST_PRINT,
                        (r, exception, at) -> {
                            endless[0] =
                                    exception.klass.name.equals(
                                            "SystemExceptions.RecursionTooDeep");
                            if (endless[0]) {
                                throw new Unwinding.Terminated();
                            }
                            return run.policy.unhandled(r, exception, at);
                        });
        try {
            return FaultReports.text(printing.send(printing.bottom(value), value, selector));
        } catch (Unwinding.Terminated e) {
            if (endless[0]) {
                return living.universe.brief(value) + " (its text has no end: it contains itself)";
            }
            throw e;
        }
    }

    /// A piece that fails shows its fault, and the next one goes on.
    private void script(String source) {
        var pieces = new SourceUnits(source, true);
        while (true) {
            try {
                var piece = pieces.next();
                if (piece == null) {
                    return;
                }
                one(piece, source);
            } catch (Unwinding.Quit quit) {
                exit = java.util.OptionalInt.of(quit.code);
                return;
            } catch (SyntaxFault fault) {
                failed++;
                living.out.accept(misread(fault, source).render() + "\n");
                pieces.recover();
            }
        }
    }

    private void one(SourceUnit piece, String source) {
        var shows = living.regression && piece instanceof SourceUnit.Doing doing && doing.eval();
        if (shows) {
            living.out.accept("\nExecution begins...\n");
        }
        value = Nil.NIL;
        try {
            piece(piece, source);
        } catch (Unwinding.Terminated e) {
            failed++;
            value = Nil.NIL;
        }
        if (shows) {
            living.out.accept(
                    "returned value is " + RegressionFormat.shown(living.universe, value) + "\n");
        }
    }

    private void piece(SourceUnit piece, String source) {
        switch (piece) {
            case SourceUnit.Definition definition -> {
                value =
                        living.classes.during(
                                run.bottom(Nil.NIL),
                                () ->
                                        living.definer.define(
                                                definition,
                                                base,
                                                source,
                                                cause.author().toString()));
                expression = false;
            }
            case SourceUnit.Extension extension -> {
                value =
                        living.classes.during(
                                run.bottom(Nil.NIL),
                                () ->
                                        living.definer.extend(
                                                extension,
                                                base,
                                                source,
                                                cause.author().toString()));
                expression = false;
            }
            case SourceUnit.Conditional(var place, var condition, var extension) -> {
                var body = Parser.body(condition);
                var test = new SourceUnit.Doing(place, body, false, condition);
                if (Boolean.TRUE.equals(execute(test, source))) {
                    piece(extension, source);
                }
                expression = false;
            }
            case SourceUnit.Namespaced namespaced -> {
                var outer = living.universe.namespace;
                living.universe.namespace = living.namespace(namespaced.namespace());
                try {
                    namespaced.units().forEach(unit -> piece(unit, source));
                } finally {
                    living.universe.namespace = outer;
                }
                expression = false;
            }
            case SourceUnit.Declaration declaration -> {
                for (var name : declaration.names()) {
                    var binding = living.universe.global(name);
                    if (binding.sort == Binding.Sort.SYSTEM && binding.get() != null) {
                        throw new SyntaxFault(
                                name + " is a name of the system",
                                declaration.place().offset(),
                                false);
                    }
                    living.universe.journal.bind(binding, Nil.NIL);
                }
                expression = false;
            }
            case SourceUnit.Doing doing -> {
                value = execute(doing, source);
                expression = shows(doing.body());
            }
        }
    }

    private static boolean shows(Expression.Body body) {
        if (body.statements().isEmpty()) {
            return false;
        }
        var last = body.statements().getLast();
        return switch (last) {
            case Expression.Send send -> !SHOWING.contains(send.selector());
            case Expression.Cascade cascade ->
                    !SHOWING.contains(cascade.messages().getLast().selector());
            default -> true;
        };
    }

    private Object execute(SourceUnit.Doing doing, String source) {
        var at = doing.place().offset();
        var text =
                living.methods.source(
                        living.universe.klass("UndefinedObject"),
                        "executeStatements",
                        doing.text(),
                        "",
                        base.at(source, at),
                        "");
        batos.talk.compiler.CompiledMethod code;
        try {
            code =
                    new Compiler(living.universe, text, true, script)
                            .statements(Parser.body(doing.text()));
        } catch (SyntaxFault fault) {
            throw new SyntaxFault(fault.text(), at + fault.offset(), fault.incomplete());
        }
        return run.start(code, Nil.NIL);
    }

    /// The units of a file that running code files in, each a statement of its own.
    void nested(String source) {
        script(source);
        if (exit.isPresent()) {
            throw new Unwinding.Quit(exit.getAsInt());
        }
    }

    /// In a parked frame, seeing its variables.
    Evaluation within(String source, Frame frame, Object[] into) {
        try {
            if (defines(source)) {
                into[0] = value;
                return new Evaluation.Done(
                        text("printString"),
                        text("displayString"),
                        false,
                        living.keeper.number(),
                        null);
            }
            var text =
                    living.methods.source(
                            frame.body.source.owner, "executeStatements", source, "", base, "");
            var body =
                    new Compiler(living.universe, text, true, false)
                            .within(Parser.body(source), frame);
            value =
                    new Closure(living.universe.known.block(), body, frame)
                            .value(run.bottom(frame.self));
            into[0] = value;
            expression = true;
            return new Evaluation.Done(
                    text("printString"),
                    text("displayString"),
                    true,
                    living.keeper.number(),
                    value instanceof Proxy proxy ? proxy : null);
        } catch (SyntaxFault fault) {
            return misread(fault, source);
        } catch (Unwinding.Terminated e) {
            return new Evaluation.Uncommitted("the expression failed");
        }
    }

    /// Carries the text out if it is class bodies; statements are left to the frame.
    private boolean defines(String source) {
        var pieces = SourceUnits.all(source, true);
        if (pieces.isEmpty() || pieces.stream().anyMatch(p -> p instanceof SourceUnit.Doing)) {
            return false;
        }
        pieces.forEach(piece -> piece(piece, source));
        return true;
    }

    private Evaluation.Misread misread(SyntaxFault fault, String source) {
        var at = base.at(source, fault.offset());
        return new Evaluation.Misread(
                fault.text(),
                at.origin(),
                at.line(),
                at.column(),
                SourceLocation.excerpt(source, fault.offset()),
                fault.incomplete());
    }
}
