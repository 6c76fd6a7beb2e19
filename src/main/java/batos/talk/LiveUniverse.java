package batos.talk;

import batos.image.Author;
import batos.image.Cause;
import batos.image.Image;
import batos.image.Oid;
import batos.talk.bind.HostFiles;
import batos.talk.bind.Native;
import batos.talk.bind.Natives;
import batos.talk.classes.ClassChanges;
import batos.talk.compiler.MethodCompiler;
import batos.talk.kernel.ActiveCall;
import batos.talk.kernel.ClassDefiner;
import batos.talk.kernel.JavaValues;
import batos.talk.kernel.Kernel;
import batos.talk.kernel.NativeMethod;
import batos.talk.kernel.TraceLines;
import batos.talk.objects.Binding;
import batos.talk.objects.HeapObject;
import batos.talk.objects.Klass;
import batos.talk.objects.MethodSource;
import batos.talk.objects.Nil;
import batos.talk.objects.Primitive;
import batos.talk.objects.SourceLocation;
import batos.talk.objects.Symbol;
import batos.talk.objects.Universe;
import batos.talk.processes.ExceptionHandling;
import batos.talk.processes.Frame;
import batos.talk.processes.ProcessInterpreter;
import batos.talk.processes.Unwinding;
import batos.talk.store.UniverseStore;
import batos.talk.syntax.Expression;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The universe put together: kernel, what the rooms above bind, and what the image keeps.
final class LiveUniverse {
    final Universe universe = new Universe();
    final ClassChanges classes = new ClassChanges(universe);
    final MethodCompiler methods = new MethodCompiler(universe);
    final ClassDefiner definer;
    final Consumer<String> out;
    final UniverseStore keeper;
    private final Kernel kernel;
    private final JavaValues values;
    final HostFiles files;
    List<String> arguments = List.of();
    Cause cause = new Cause(Author.Part.SYSTEM, "", 0);
    boolean regression;

    LiveUniverse(
            Image image,
            Natives natives,
            Consumer<String> out,
            InstantSource clock,
            RandomGenerator random,
            HostFiles files) {
        this.out = out;
        this.files = files;
        this.definer = new ClassDefiner(universe, classes, methods, this::initial);
        this.kernel =
                new Kernel(
                        universe,
                        classes,
                        methods,
                        definer,
                        out,
                        clock,
                        random,
                        () -> arguments,
                        files);
        methods.primitive("fileIn", (Primitive.Binary) this::fileIn);
        methods.primitive("fileInPackage", (Primitive.Binary) this::fileInPackage);
        methods.primitive(
                "fileOut",
                (Primitive.Binary)
                        (f, s, name) ->
                                universe.text(new FileOut(universe).text(FaultReports.text(name))));
        methods.primitive(
                "fileOutPackage",
                (Primitive.Binary)
                        (f, s, name) ->
                                universe.text(
                                        new FileOut(universe).ofPackage(FaultReports.text(name))));
        methods.primitive(
                "userClasses",
                (Primitive.Unary)
                        (f, s) -> universe.array(new FileOut(universe).userClasses().toArray()));
        methods.primitive("changes", (Primitive.Binary) (f, s, limit) -> changes(limit));
        methods.primitive("revert", (Primitive.Binary) (f, s, number) -> revert(f, number));
        methods.primitive(
                "imageIdentity",
                (Primitive.Unary)
                        (f, s) ->
                                s instanceof HeapObject thing && thing.oid != 0
                                        ? universe.text(new Oid(thing.oid).toString())
                                        : null);
        methods.primitive("objectNamed", (Primitive.Binary) (f, s, identity) -> found(identity));
        kernel.load();
        this.keeper = new UniverseStore(image, universe, classes, methods);
        this.values =
                new JavaValues(
                        universe, keeper::refresh, () -> keeper.commit(cause), () -> cause, out);
        bind(natives);
        var testing = new Binding("RegressionTesting", Binding.Sort.SYSTEM, null);
        testing.live = () -> regression;
        universe.globals.put("RegressionTesting", testing);
        classes.ship();
        keeper.open();
        universe.journal.record(true);
    }

    private void bind(Natives natives) {
        for (var source : natives.sources()) {
            kernel.source(source.origin(), source.text());
        }
        natives.methods()
                .forEach((type, codes) -> {
                    var klass = declared(type);
                    codes.forEach((selector, code) -> install(klass, selector, code));
                });
        natives.unknown().keySet().forEach(this::declared);
        natives.names()
                .forEach((name, value) -> {
                    var binding = new Binding(name, Binding.Sort.SYSTEM, null);
                    binding.live = () -> values.plain(value.get());
                    universe.globals.put(name, binding);
                });
        universe.unknown =
                (f, receiver, selector, given) -> {
                    for (var klass = universe.classOf(receiver);
                            klass != null;
                            klass = klass.superclass) {
                        var hook = natives.unknown().get(klass.name);
                        if (hook != null) {
                            var call = new ActiveCall(values, f, receiver, selector.name, given);
                            return call.runOrNull(() -> hook.call(call));
                        }
                    }
                    return null;
                };
    }

    private Klass declared(String type) {
        var meta = type.endsWith(" class");
        var name = meta ? type.substring(0, type.length() - 6) : type;
        var known = universe.klassOrNull(name);
        if (known == null) {
            known = classes.define(name, universe.klass("LiveObject"));
            known.kernel = true;
        }
        return meta ? known.klass : known;
    }

    private void install(Klass klass, String selector, Native code) {
        var source =
                new MethodSource(
                        klass,
                        universe.selector(selector),
                        pattern(selector) + " [ <native> ]",
                        "native",
                        new SourceLocation("native", 1, 1),
                        "",
                        method -> new NativeMethod(method, code, values));
        klass.shipped.put(source.selector, source);
        classes.install(source);
    }

    private static String pattern(String selector) {
        var count = batos.talk.objects.Selector.arityOf(selector);
        var names = new java.util.ArrayList<String>();
        for (var i = 1; i <= count; i++) {
            names.add("arg" + i);
        }
        return batos.talk.syntax.TreePrinter.pattern(selector, names);
    }

    /// A class variable's first value.
    private Object initial(Expression expression, Klass within) {
        var source =
                methods.source(
                        within.klass,
                        "initialValue",
                        batos.talk.syntax.TreePrinter.print(expression),
                        "",
                        SourceLocation.NOWHERE,
                        "");
        var code =
                new batos.talk.compiler.Compiler(universe, source, false, true)
                        .statements(new Expression.Body(List.of(), List.of(expression)));
        var run =
                new ProcessInterpreter(
                        universe,
                        (r, exception, at) -> {
                            throw new Unwinding.Terminated();
                        },
                        new ProcessInterpreter.Budget(10_000_000, 0, 0, 10_000));
        try {
            return run.start(code, within);
        } catch (Unwinding.Terminated e) {
            return Nil.NIL;
        }
    }

    /// The change log, the newest last. The object that the image names so; null where the language
    /// has none of that name.
    private @Nullable Object found(Object identity) {
        var text = FaultReports.text(identity);
        return Oid.parse(text).map(keeper::object).orElse(null);
    }

    private @Nullable Object changes(Object limit) {
        if (!(limit instanceof Long n)) {
            return null;
        }
        return universe.array(
                keeper.changes().lines(Math.clamp(n, 1, 10_000)).stream()
                        .map(line -> (Object) universe.text(line))
                        .toArray());
    }

    /// Puts classes and methods that a commit changed back to what they were before it.
    private @Nullable Object revert(Frame f, Object number) {
        if (!(number instanceof Long n)) {
            return null;
        }
        return classes.during(f, () -> reverted(n));
    }

    private @Nullable Object reverted(long number) {
        var changes = keeper.changes();
        var former = changes.methodsBefore(number);
        var reverted = changes.classesBefore(number);
        for (var change : former) {
            var owner = universe.klassOrNull(change.owner());
            if (owner == null) {
                continue;
            }
            if (change.source().isEmpty()) {
                classes.remove(owner, universe.selector(change.selector()));
            } else {
                definer.compile(owner, change.source(), cause.author().toString());
            }
            reverted++;
        }
        return reverted == 0 ? null : (Object) (long) reverted;
    }

    /// At the start of an evaluation.
    void begin(List<String> given, boolean inRegressionMode, Cause why) {
        arguments = given;
        regression = inRegressionMode;
        cause = why;
        universe.namespace = "";
    }

    /// The full name of a namespace below the current one, made if there is none.
    String namespace(String name) {
        var full = name.startsWith("Smalltalk.") ? name.substring("Smalltalk.".length()) : name;
        var below = universe.namespace.isEmpty() ? full : universe.namespace + "." + full;
        var known = universe.globals.containsKey(below) || !universe.globals.containsKey(full);
        var path = known ? below : full;
        if (full.equals("Smalltalk")) {
            return "";
        }
        var binding = universe.global(path);
        if (binding.get() == null) {
            universe.journal.bind(binding, universe.make("Namespace", new Symbol(path)));
        }
        return path;
    }

    /// A package that is shipped with batos; null where there is none of that name.
    private @Nullable Object fileInPackage(Frame f, Object self, Object path) {
        var name = String.valueOf(FaultReports.text(path)).toLowerCase(Locale.ROOT);
        if (!name.matches("[a-z]+")) {
            return null;
        }
        try (var stream =
                LiveUniverse.class.getResourceAsStream("/batos/talk/packages/" + name + ".st")) {
            if (stream == null) {
                return null;
            }
            var source = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            new SourceExecution(this, f.run, name + ".st", true).nested(source);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return self;
    }

    private @Nullable Object fileIn(Frame f, Object self, Object path) {
        var name =
                path instanceof batos.talk.objects.Symbol
                                || path instanceof batos.talk.objects.TextObject
                        ? FaultReports.text(path)
                        : null;
        if (name == null) {
            return null;
        }
        String source;
        try {
            source = new String(files.read(name), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return f.run.error(
                    f, "SystemExceptions.FileError", path, String.valueOf(e.getMessage()));
        }
        new SourceExecution(this, f.run, name, true).nested(source);
        return self;
    }

    void refresh() {
        keeper.refresh();
    }

    void rollback(int mark) {
        universe.journal.rollback(mark);
    }

    /// As GNU Smalltalk shows an error of a file.
    void showTrace(HeapObject exception, Frame at) {
        var faults = new FaultReports(universe);
        var fault = faults.of(exception, at);
        if (regression) {
            out.accept(" error: " + fault.message() + "\n");
            return;
        }
        var receiver = exception.slots[ExceptionHandling.RECEIVER];
        out.accept("Object: " + faults.print(at, receiver) + " error: " + fault.message() + "\n");
        out.accept(
                exception.klass.name
                        + (fault.nearest().isEmpty() ? "" : ", nearest: #" + fault.nearest())
                        + "\n");
        if (!fault.excerpt().isEmpty()) {
            out.accept(fault.place() + "\n" + fault.excerpt() + "\n");
        }
        for (var frame : faults.stack(exception, at).stream().limit(100).toList()) {
            out.accept(TraceLines.line(universe, frame) + "\n");
        }
    }
}
