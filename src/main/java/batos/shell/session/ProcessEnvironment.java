package batos.shell.session;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/// The process around the shell.
///
/// @param root the folder of the project: the default home `image` and the shipped `config` are in
///   it
/// @param environment of it `BATOS_HOME`, `BATOS_CONFIG`, `NO_COLOR`, `TERM`, `HOME` and `PATH`
///   count, and `BATOS_USUAL_HOME` and `BATOS_USUAL_CONFIG`, by which the launcher of an installed
///   batos names the XDG folders
/// @param terminal whether both `in` and `out` are a terminal that a person sits at
/// @param piped whether `in` is something else than a terminal
/// @param exact whether `out` is a file or a pipe, which gets what programs print byte for byte
public record ProcessEnvironment(
        Path root,
        Map<String, String> environment,
        InputStream in,
        PrintStream out,
        PrintStream err,
        InstantSource clock,
        boolean terminal,
        boolean piped,
        boolean exact) {
    /// Output whose place is not known: control characters are made visible.
    public ProcessEnvironment(
            Path root,
            Map<String, String> environment,
            InputStream in,
            PrintStream out,
            PrintStream err,
            InstantSource clock,
            boolean terminal) {
        this(root, environment, in, out, err, clock, terminal, false, false);
    }

    /// For another process that has no input to give.
    public ProcessEnvironment of(PrintStream itsOut, PrintStream itsErr) {
        return new ProcessEnvironment(
                root, environment, InputStream.nullInputStream(), itsOut, itsErr, clock, false);
    }

    Path home() {
        return named("BATOS_HOME")
                .or(() -> named("BATOS_USUAL_HOME"))
                .orElseGet(() -> root.resolve("image"));
    }

    /// The folder of configuration that the environment names; without one each home has its own.
    Optional<Path> config() {
        return named("BATOS_CONFIG");
    }

    /// The folder of configuration of an installed batos, for the home that it usually has.
    Optional<Path> usualConfig() {
        return named("BATOS_HOME").isPresent() ? Optional.empty() : named("BATOS_USUAL_CONFIG");
    }

    /// The project's config folder, which a new home's files are copied from.
    Path template() {
        return root.resolve("config");
    }

    /// The zone of the times that are shown: `$TZ`, else the machine's.
    public ZoneId zone() {
        var name = environment.getOrDefault("TZ", "").replaceFirst("^:", "");
        try {
            return name.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(name);
        } catch (DateTimeException e) {
            return ZoneId.systemDefault();
        }
    }

    private Optional<Path> named(String variable) {
        return Optional.of(environment.getOrDefault(variable, ""))
                .filter(name -> !name.isEmpty())
                .map(name -> Path.of(name).toAbsolutePath());
    }

    public boolean colourful() {
        return terminal
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    }
}
