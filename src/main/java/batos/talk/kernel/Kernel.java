package batos.talk.kernel;

import batos.talk.bind.HostFiles;
import batos.talk.classes.ClassChanges;
import batos.talk.compiler.MethodCompiler;
import batos.talk.objects.Binding;
import batos.talk.objects.HeapObject;
import batos.talk.objects.Nil;
import batos.talk.objects.Primitive;
import batos.talk.objects.SourceLocation;
import batos.talk.objects.Symbol;
import batos.talk.objects.Universe;
import batos.talk.syntax.ParsedUnits;
import batos.talk.syntax.SourceUnit;
import batos.talk.syntax.SyntaxFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// The kernel being put together: primitives first, then the source files in order.
public final class Kernel {
    private static final List<String> FILES =
            List.of(
                    "Object",
                    "Class",
                    "Number",
                    "Float",
                    "Geometry",
                    "Collection",
                    "Dictionary",
                    "String",
                    "Stream",
                    "Block",
                    "System",
                    "Time",
                    "Process",
                    "Standard",
                    "Errors",
                    "Lists",
                    "Gnu",
                    "File",
                    "Protocol",
                    "Browse",
                    "View",
                    "Test");

    private final Universe universe;
    private final ClassDefiner definer;

    public Kernel(
            Universe universe,
            ClassChanges classes,
            MethodCompiler methods,
            ClassDefiner definer,
            Consumer<String> out,
            InstantSource clock,
            RandomGenerator random,
            Supplier<List<String>> arguments,
            HostFiles files) {
        this.universe = universe;
        this.definer = definer;
        var room = new PrimitiveContext(universe, classes, methods, out, clock, random);
        new NumberPrimitives(room).install();
        new StringPrimitives(room).install();
        new StreamPrimitives(room).install(methods);
        new CollectionPrimitives(room).install();
        new ObjectPrimitives(room).install();
        new ControlPrimitives(room).install();
        new ProcessPrimitives(room).install();
        new ReflectionPrimitives(room, definer).install();
        new ClassChangePrimitives(room).install();
        new SystemPrimitives(room, arguments).install();
        new FilePrimitives(room, files).install();
        methods.primitive(
                "globalAtOr",
                (Primitive.Ternary)
                        (f, s, key, block) -> {
                            var name = PrimitiveContext.string(key);
                            var binding = name == null ? null : universe.globals.get(name);
                            var value = binding == null ? null : binding.get();
                            return value == null ? f.run.send(f, block, "value") : value;
                        });
    }

    public void load() {
        for (var file : FILES) {
            source(file + ".st", read("/batos/talk/kernel/" + file + ".st"));
        }
        universe.settle();
        single("Smalltalk", "SystemDictionary");
        single("Transcript", "TextCollector");
        single("Processor", "ProcessorScheduler");
        single("SystemExceptions", "Namespace", new Symbol("SystemExceptions"));
        single("Kernel", "Namespace", new Symbol("Kernel"));
        single("stdin", "Kernel.StandardInput", Nil.NIL).state = HeapObject.NEW;
        single("stdout", "Kernel.StandardOutput");
        single("stderr", "Kernel.StandardError");
        single("browse", "CodeBrowser");
        single("changes", "ChangeLog");
        single("inspector", "Inspector", Nil.NIL).state = HeapObject.NEW;
        universe.globals.put(
                Universe.LAST, new Binding(Universe.LAST, Binding.Sort.SYSTEM, Nil.NIL));
        for (var kind : List.of("senders", "implementors", "references", "text")) {
            var name = kind.equals("text") ? "methods" : kind;
            single(name, "CodeSearch", universe.text(kind));
        }
    }

    private HeapObject single(String name, String type, Object... slots) {
        var value = new HeapObject(universe.klass(type), slots);
        value.state = HeapObject.LITERAL;
        universe.globals.put(name, new Binding(name, Binding.Sort.SYSTEM, value));
        return value;
    }

    /// Class bodies of the kernel, or of a room above.
    public void source(String origin, String text) {
        var base = new SourceLocation(origin, 1, 1);
        try {
            for (var piece : ParsedUnits.of(text)) {
                switch (piece) {
                    case SourceUnit.Definition definition ->
                            definer.define(definition, base, text, "");
                    case SourceUnit.Extension extension ->
                            definer.extend(extension, base, text, "");
                    case SourceUnit.Doing doing ->
                            throw new SyntaxFault(
                                    "only class bodies are expected here",
                                    doing.place().offset(),
                                    false);
                    case SourceUnit.Declaration _,
                            SourceUnit.Namespaced _,
                            SourceUnit.Conditional _ -> {}
                }
            }
        } catch (SyntaxFault fault) {
            throw new IllegalStateException(
                    base.at(text, fault.offset()) + ": " + fault.text(), fault);
        }
    }

    private static String read(String resource) {
        try (var stream = Kernel.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("the kernel's " + resource + " is missing");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
