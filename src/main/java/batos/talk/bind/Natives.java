package batos.talk.bind;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The table of what a room above binds to the language: classes, their natives, names.
///
/// Fill it before making the [batos.talk.Talk] over it. A class that no source defines becomes a
/// subclass of `LiveObject`.
public final class Natives {
    private final List<Source> sources = new ArrayList<>();
    private final SequencedMap<String, SequencedMap<String, Native>> methods =
            new LinkedHashMap<>();
    private final SequencedMap<String, Unknown> unknown = new LinkedHashMap<>();
    private final SequencedMap<String, Supplier<@Nullable Object>> names = new LinkedHashMap<>();

    /// A source file of classes, in the syntax of class bodies: comments, methods, class-side
    /// methods.
    public record Source(String origin, String text) {}

    /// A live object's way with a message that its class does not have.
    @FunctionalInterface
    public interface Unknown {
        /// @return the answer, or null to let `doesNotUnderstand:` go its way; nil is
        ///   [java.util.Optional#empty()]
        @Nullable Object call(NativeCall call) throws Exception;
    }

    public Natives source(String origin, String text) {
        sources.add(new Source(origin, text));
        return this;
    }

    /// @param type a class name, or a class side such as `Tool class`
    public Natives define(String type, String selector, Native code) {
        methods.computeIfAbsent(type, t -> new LinkedHashMap<>()).put(selector, code);
        return this;
    }

    /// Asked before `doesNotUnderstand:` when an instance of the class (or of a subclass) gets a
    /// message that it has no method for.
    public Natives unknown(String type, Unknown hook) {
        unknown.put(type, hook);
        return this;
    }

    /// A read-only name in every scope, its value looked up at each use.
    public Natives name(String name, Supplier<@Nullable Object> value) {
        names.put(name, value);
        return this;
    }

    public List<Source> sources() {
        return Collections.unmodifiableList(sources);
    }

    public SequencedMap<String, SequencedMap<String, Native>> methods() {
        return Collections.unmodifiableSequencedMap(methods);
    }

    public SequencedMap<String, Unknown> unknown() {
        return Collections.unmodifiableSequencedMap(unknown);
    }

    public SequencedMap<String, Supplier<@Nullable Object>> names() {
        return Collections.unmodifiableSequencedMap(names);
    }
}
