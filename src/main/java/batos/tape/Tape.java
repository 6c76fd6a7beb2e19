package batos.tape;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/// The one recorder through which every answer of the outside world passes: bytes of models, the
/// clock, identifiers, random numbers, results of the crucible.
///
/// An answer belongs to a channel and a request. Equal requests on one channel are answered in the
/// order in which they were recorded; different requests do not depend on each other's order, so
/// threads that use channels of their own replay exactly.
public interface Tape extends AutoCloseable {
    /// Asks the outside world, or the recording. `heard` gets the pieces of the answer, in order,
    /// on the calling thread. A call of `live` that throws is not recorded.
    ///
    /// @throws TapeMiss in a replay, when no such request was recorded
    void stream(String channel, String request, Live live, Consumer<String> heard);

    /// Whether answers come from a recording, so that nothing outside may be touched. A fork turns
    /// from true to false when its recorded beginning ends.
    boolean replaying();

    /// Notes that a step of the session has ended, for example the line that was typed (kind
    /// `line`). In a replay the steps of a kind must come as recorded.
    void mark(String kind, String text);

    /// The texts of a recording's marks of one kind; empty unless this tape replays.
    List<String> marks(String kind);

    /// 64 bits of chance from the outside world, unrecorded; [#id] and [#random] record what they
    /// make of it.
    long entropy();

    /// The recorded answers that no caller has asked for again; empty unless this tape replays.
    List<String> unplayed();

    @Override
    void close();

    /// The real world; nothing is recorded.
    static Tape live() {
        return new LiveTape(LiveTape::chance);
    }

    /// A world without chance: identifiers and seeds come from one seed; nothing is recorded.
    static Tape seeded(long seed) {
        return new LiveTape(new SplittableRandom(seed)::nextLong);
    }

    /// @param redact takes secrets out of every text before it is written
    static Tape record(Path file, Tape from, UnaryOperator<String> redact) {
        return new RecordingTape(file, from, redact);
    }

    static Tape replay(Path file) {
        return PlayingTape.of(TapeFile.read(file), null);
    }

    /// Replays until `lines` steps of kind `line` have ended, then goes on with `onward`.
    static Tape fork(Path file, int lines, Tape onward) {
        return PlayingTape.of(TapeFile.read(file).upTo(lines), onward);
    }

    /// Asks for an answer in one piece.
    default String ask(String channel, String request, Supplier<String> live) {
        var answer = new StringBuilder();
        stream(channel, request, piece -> piece.accept(live.get()), answer::append);
        return answer.toString();
    }

    /// A clock whose readings are recorded. Each thread that runs on its own takes its own channel.
    ///
    /// @param world the clock of the outside world
    default InstantSource clock(String channel, InstantSource world) {
        return () -> Instant.parse(ask("clock." + channel, "", () -> world.instant().toString()));
    }

    default InstantSource clock(String channel) {
        return clock(channel, InstantSource.system());
    }

    /// A generator whose seed is recorded.
    default RandomGenerator random(String channel) {
        var seed = ask("seed." + channel, "", () -> Long.toString(entropy()));
        return new SplittableRandom(Long.parseLong(seed));
    }

    /// A new identifier of 16 hexadecimal digits.
    default String id(String channel) {
        return ask("id." + channel, "", () -> "%016x".formatted(entropy()));
    }

    /// A call of the outside world; blocks until its last piece is handed on.
    @FunctionalInterface
    interface Live {
        void call(Consumer<String> piece);
    }
}
