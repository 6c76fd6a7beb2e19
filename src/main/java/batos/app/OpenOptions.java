package batos.app;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// The options for opening the house.
///
/// @param home the folder of the image
/// @param config the folder of codex.toml and settings.toml; the home itself unless another is
///   named
/// @param template the project's config folder, from which a home gets files of its own; empty
///   where `config` was named
/// @param mind the mind asked for by name; empty leaves it to the settings
/// @param record a file that takes down all that is not deterministic
/// @param replay a file to play back in its place
/// @param at after how many lines of the replay the session goes on by itself
/// @param clock the time; frozen for transcripts
/// @param rehearsed for transcripts: identifiers and random numbers from a fixed seed, vectors that
///   are the same on every machine, no network
/// @param printed where programs of the image print
/// @param streams the other standard streams of these programs
/// @param line the line that is being carried out, for the trace of a failure; empty between lines
public record OpenOptions(
        Path home,
        Path config,
        Optional<Path> template,
        Optional<String> mind,
        Optional<Path> record,
        Optional<Path> replay,
        Optional<Integer> at,
        InstantSource clock,
        boolean rehearsed,
        Consumer<String> printed,
        ProgramStreams streams,
        Supplier<String> line) {
    /// Standard input and standard error as programs of the image have them.
    ///
    /// @param input opened when the first line is asked for
    /// @param agreed asks the person at the prompt whether something may be done
    public record ProgramStreams(
            Supplier<InputStream> input, Consumer<String> errors, Predicate<String> agreed) {
        public static final ProgramStreams NONE =
                new ProgramStreams(InputStream::nullInputStream, text -> {}, question -> false);
    }

    /// Without a fork, with a folder of configuration that was named and no standard input.
    public OpenOptions(
            Path home,
            Path config,
            Optional<String> mind,
            Optional<Path> record,
            Optional<Path> replay,
            InstantSource clock,
            boolean rehearsed,
            Consumer<String> printed) {
        this(
                home,
                config,
                Optional.empty(),
                mind,
                record,
                replay,
                Optional.empty(),
                clock,
                rehearsed,
                printed,
                ProgramStreams.NONE,
                () -> "");
    }
}
