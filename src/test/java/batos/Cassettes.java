package batos;

import batos.mind.SmallModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Records the cassettes that are kept beside the tests, each a session with another mind. With the
/// folder of an installed small model as argument, also a session with that. Run `main` again when
/// what the four are told, or what the image keeps, has changed on purpose.
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

    /// A first session with a real model of 135 million parameters, see [#small].
    static final String SMALL = "small";

    private static final String FIRST_HOUR =
            """
            /models use BRICK smollm2-135m
            /models use ROBIN smollm2-135m
            /models use ALFRED smollm2-135m
            /models use BABS smollm2-135m
            @ What is the capital of France?
            @ What is 7 times 6?
            @brick Name the largest planet of the solar system.
            @ What did I ask you first?
            /why 2
            /image root
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
        if (new SmallModels(Path.of(args.length > 0 ? args[0] : ""))
                .find("smollm2-135m")
                .isPresent()) {
            var ran = small(Files.createTempDirectory("cassette"), args[0], of(SMALL));
            System.out.println(SMALL + ": exit " + ran.exit() + "\n" + ran.out() + ran.err());
        }
        System.exit(0);
    }

    /// @param models the folder with the installed model
    private static ReplayIT.Ran small(Path folder, String models, Path tape) throws IOException {
        var config = Files.createDirectories(folder.resolve(SMALL + "-config"));
        var shipped = Files.readString(Path.of("config/settings.toml"));
        Files.writeString(
                config.resolve("settings.toml"),
                shipped.replace("local_models = \"\"", "local_models = \"" + models + "\""));
        Files.copy(Path.of("config/codex.toml"), config.resolve("codex.toml"));
        return ReplayIT.run(
                folder, SMALL, FIRST_HOUR, "--mind", "local", "--record", tape.toString());
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
