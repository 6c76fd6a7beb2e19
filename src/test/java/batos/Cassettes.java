package batos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Records the cassettes that are kept beside the tests, each a session with another mind. Run
/// `main` anew when what the four are told, or what the image keeps, has changed on purpose.
final class Cassettes {
    static final Path FOLDER = Path.of("src/test/resources/batos/tapes");
    static final List<String> MINDS = List.of("rehearsal", "ollama", "openai");

    private static final String SESSION =
            """
            @ how should I begin?
            @robin what worries you about that?
            /models use BRICK owl:2b
            @brick and now?
            /models
            /image undo
            /why
            notes := #('Monday' 'Tuesday') collect: [:day | day size]
            /image root
            """;

    /// The rehearsal also makes a tool, so that the crucible stands on the tape.
    private static final String FORGING =
            """
            @ slugify 'Hello World'
            tools slugify: 'Ten Minutes Later'
            """;

    private Cassettes() {}

    static Path of(String mind) {
        return FOLDER.resolve(mind + ".tape");
    }

    public static void main(String[] args) throws IOException {
        for (var mind : MINDS) {
            var folder = Files.createTempDirectory("cassette");
            try (var server = new ScriptedMinds()) {
                var ran = record(folder, mind, of(mind), server);
                System.out.println(mind + ": exit " + ran.exit() + "\n" + ran.out() + ran.err());
            }
        }
        System.exit(0);
    }

    static ReplayIT.Ran record(Path folder, String mind, Path tape, ScriptedMinds server)
            throws IOException {
        var config = Files.createDirectories(folder.resolve(mind + "-config"));
        var shipped = Files.readString(Path.of("config/settings.toml"));
        Files.writeString(
                config.resolve("settings.toml"),
                shipped.replace("http://127.0.0.1:11434", server.url())
                        .replace("openai_url = \"\"", "openai_url = \"" + server.url() + "/v1\""));
        Files.copy(Path.of("config/codex.toml"), config.resolve("codex.toml"));
        var session = mind.equals("rehearsal") ? FORGING + SESSION : SESSION;
        return ReplayIT.run(folder, mind, session, "--mind", mind, "--record", tape.toString());
    }
}
