package batos.talk.kernel;

import batos.talk.run.Binding;
import batos.talk.run.Classes;
import batos.talk.run.Methods;
import batos.talk.run.Nil;
import batos.talk.run.Primitive;
import batos.talk.run.Thing;
import batos.talk.run.Universe;
import batos.talk.run.Where;
import batos.talk.syntax.Piece;
import batos.talk.syntax.Pieces;
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
                    "Geometry",
                    "Collection",
                    "String",
                    "Stream",
                    "Block",
                    "System",
                    "Time",
                    "Process",
                    "Standard",
                    "Browse",
                    "Test");

    private final Universe universe;
    private final Definer definer;

    public Kernel(
            Universe universe,
            Classes classes,
            Methods methods,
            Definer definer,
            Consumer<String> out,
            InstantSource clock,
            RandomGenerator random,
            Supplier<List<String>> arguments) {
        this.universe = universe;
        this.definer = definer;
        var room = new Room(universe, classes, methods, out, clock, random);
        new Numbers(room).install();
        new Strings(room).install();
        new Collections(room).install();
        new Objects(room).install();
        new Control(room).install();
        new Processes(room).install();
        new Reflection(room, definer).install();
        new Surroundings(room, arguments).install();
        methods.primitive(
                "globalAtOr",
                (Primitive.Ternary)
                        (f, s, key, block) -> {
                            var name = Room.string(key);
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
        single("browse", "CodeBrowser");
        single("changes", "ChangeLog");
        single("inspector", "Inspector", Nil.NIL).state = Thing.NEW;
        for (var kind : List.of("senders", "implementors", "references", "text")) {
            var name = kind.equals("text") ? "methods" : kind;
            single(name, "CodeSearch", universe.text(kind));
        }
    }

    private Thing single(String name, String type, Object... slots) {
        var value = new Thing(universe.klass(type), slots);
        value.state = Thing.LITERAL;
        universe.globals.put(name, new Binding(name, Binding.Sort.SYSTEM, value));
        return value;
    }

    /// Class bodies of the kernel, or of a room above.
    public void source(String origin, String text) {
        var base = new Where(origin, 1, 1);
        try {
            var pieces = new Pieces(text, false);
            for (var piece = pieces.next(); piece != null; piece = pieces.next()) {
                switch (piece) {
                    case Piece.Definition definition -> definer.define(definition, base, text, "");
                    case Piece.Extension extension -> definer.extend(extension, base, text, "");
                    case Piece.Doing doing ->
                            throw new SyntaxFault(
                                    "only class bodies are expected here",
                                    doing.place().offset(),
                                    false);
                    case Piece.Declaration _ -> {}
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
