package batos.shell.replay;

import batos.app.CommandFailure;
import batos.app.ExitCode;
import batos.app.LazyServices;
import batos.app.OpenOptions;
import batos.config.ShippedConfig;
import batos.shell.Shell;
import batos.shell.session.CommandContext;
import batos.shell.session.Session;
import batos.shell.session.TextFile;
import batos.shell.session.TypedLine;
import batos.shell.terminal.Printer;
import batos.text.LineDiff;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Plays a transcript against a fresh image: a home of its own, the codex and the settings that
/// batos was built with (or those of a folder that was named, never the live ones of a home), the
/// rehearsal mind, no network, and a clock that starts at [#BEGIN] and goes one second on with each
/// typed line.
public final class TranscriptPlayer {
    static final Instant BEGIN = Instant.parse("2026-01-01T12:00:00Z");

    private final Shell shell;
    private final Optional<Path> config;
    private Instant now = BEGIN;

    /// @param config a folder whose codex.toml and settings.toml are used in place of the shipped
    ///   ones
    public TranscriptPlayer(CommandContext context, Optional<Path> config) {
        this.shell = context.shell();
        this.config = config;
    }

    /// The outcome of playing a transcript.
    ///
    /// @param exchanges how many lines were typed
    /// @param diff the expected and the actual text, as `diff -u` shows them; empty when all fits
    /// @param rewritten the transcript with the actual output in place of expected output that did
    ///   not fit
    public record Played(String file, int exchanges, String diff, List<String> rewritten) {
        public Played {
            rewritten = List.copyOf(rewritten);
        }

        /// Whether lines were typed and everything came out as written.
        public boolean passed() {
            return diff.isEmpty() && exchanges > 0;
        }
    }

    public Played play(Path file) {
        var lines = TextFile.read(file, "batos test FILE, with a transcript").lines().toList();
        try {
            var folder = Files.createTempDirectory("batos-rehearsal");
            try {
                return play(file, lines, folder);
            } finally {
                remove(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Played play(Path file, List<String> lines, Path folder) throws IOException {
        now = BEGIN;
        configure(folder.resolve("config"));
        var heard = new ByteArrayOutputStream();
        var stream = new PrintStream(heard, true, StandardCharsets.UTF_8);
        var out = Printer.plain(stream, stream);
        var rewritten = new ArrayList<String>();
        var exchanges = 0;
        try (var entrance = new LazyServices(shell.door(), () -> opening(folder, out), out::note)) {
            var sitting = new Session(shell, entrance, out, TypedLine.Place.TRANSCRIPT, true);
            for (var part : Transcript.read(lines).parts()) {
                switch (part) {
                    case Transcript.Preamble(var written) -> rewritten.addAll(written);
                    case Transcript.Restart(var written) -> {
                        entrance.leave();
                        rewritten.addAll(written);
                    }
                    case Transcript.ByHand(var written, var name, var from, var to) -> {
                        var edited = folder.resolve("config").resolve(name);
                        Files.writeString(edited, Files.readString(edited).replace(from, to));
                        rewritten.addAll(written);
                    }
                    case Transcript.Exchange exchange -> {
                        heard.reset();
                        sitting.take(exchange.typed(), true);
                        if (shell.interruption().wasAsked()) {
                            throw new CommandFailure(
                                    ExitCode.INTERRUPTED, "interrupted in " + file);
                        }
                        out.freshLine();
                        now = now.plus(Duration.ofSeconds(1));
                        exchanges++;
                        var came = lines(heard);
                        rewritten.addAll(
                                exchange.fits(came)
                                        ? exchange.written()
                                        : exchange.rewritten(came));
                    }
                }
            }
        }
        var diff = LineDiff.unified(file.toString(), lines, "what came", rewritten);
        return new Played(file.toString(), exchanges, diff, rewritten);
    }

    private static List<String> lines(ByteArrayOutputStream heard) {
        return heard.toString(StandardCharsets.UTF_8)
                .lines()
                .map(String::stripTrailing)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private OpenOptions opening(Path folder, Printer out) {
        return new OpenOptions(
                folder.resolve("image"),
                folder.resolve("config"),
                Optional.of("rehearsal"),
                Optional.empty(),
                Optional.empty(),
                () -> now,
                true,
                out::piece);
    }

    /// The two files that count, without backups.
    private void configure(Path to) throws IOException {
        Files.createDirectories(to);
        Files.writeString(to.resolve("codex.toml"), ShippedConfig.codex());
        Files.writeString(to.resolve("settings.toml"), ShippedConfig.settings());
        if (config.isPresent()) {
            for (var name : List.of("codex.toml", "settings.toml")) {
                var file = config.get().resolve(name);
                if (Files.exists(file)) {
                    Files.copy(file, to.resolve(name), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private static void remove(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
