package batos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.app.Application;
import batos.shell.Shell;
import batos.shell.command.Commands;
import batos.shell.session.ProcessEnvironment;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Runs one-shot commands over the whole house in this process, and keeps what the last one
/// printed.
final class OneShots {
    private final Map<String, String> variables;

    String out = "";
    String err = "";

    OneShots(Map<String, String> variables) {
        this.variables = variables;
    }

    int run(Path home, String... words) {
        return piped(home, "", words);
    }

    int piped(Path home, String input, String... words) {
        var arguments = new ArrayList<>(List.of("--home", home.toString()));
        arguments.addAll(List.of(words));
        var printed = new ByteArrayOutputStream();
        var errors = new ByteArrayOutputStream();
        var environment =
                new ProcessEnvironment(
                        Path.of("").toAbsolutePath(),
                        variables,
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        new PrintStream(printed, false, StandardCharsets.UTF_8),
                        new PrintStream(errors, false, StandardCharsets.UTF_8),
                        InstantSource.system(),
                        false);
        var exit =
                new Shell(Application::new, Commands.ALL, environment)
                        .run(arguments.toArray(String[]::new));
        out = printed.toString(StandardCharsets.UTF_8);
        err = errors.toString(StandardCharsets.UTF_8);
        return exit;
    }

    void says(String expected, Path home, String... words) {
        assertEquals(0, run(home, words), () -> out + err);
        assertEquals(expected, out.strip(), err);
    }

    /// In words, and not by the name of an exception.
    void told(String... parts) {
        for (var part : parts) {
            assertTrue((out + err).contains(part), () -> part + " in: " + out + err);
        }
        assertFalse((out + err).contains("Exception"), () -> out + err);
    }
}
