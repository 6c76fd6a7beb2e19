package batos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.app.Application;
import batos.faces.acp.AcpFace;
import batos.faces.mcp.McpFace;
import batos.faces.mcp.guests.GuestServers;
import batos.shell.Shell;
import batos.shell.command.Commands;
import batos.shell.session.ProcessEnvironment;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every session in `examples/` comes out as it is written there, in the whole house with a real
/// crucible.
class ExamplesIT {
    private static final Path EXAMPLES = Path.of("examples");

    @TestFactory
    List<DynamicTest> everySessionComesOutAsWritten() throws IOException {
        var sessions = new ArrayList<Path>();
        try (var files = Files.list(EXAMPLES)) {
            files.filter(file -> file.toString().endsWith(".txt")).sorted().forEach(sessions::add);
        }
        assertTrue(sessions.size() >= 5, () -> "sessions in examples/: " + sessions);
        return sessions.stream()
                .map(file ->
                        DynamicTest.dynamicTest(file.getFileName().toString(), () -> replay(file)))
                .toList();
    }

    private static void replay(Path file) {
        var out = new ByteArrayOutputStream();
        var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        var around =
                new ProcessEnvironment(
                        Path.of("").toAbsolutePath(),
                        Map.of(),
                        new ByteArrayInputStream(new byte[0]),
                        stream,
                        stream,
                        InstantSource.system(),
                        false);
        var exit =
                new Shell(
                                opening ->
                                        GuestServers.admittedTo(new Application(opening), Map.of()),
                                Commands.ALL,
                                around)
                        .speaking(Map.of("mcp", McpFace::new, "acp", AcpFace::new))
                        .run("test", file.toString());
        assertEquals(0, exit, () -> out.toString(StandardCharsets.UTF_8));
    }
}
