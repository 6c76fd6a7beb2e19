package batos.shell.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.app.CommandFailure;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class GlobalOptionsTest {
    private static String again(Map<String, String> environment, String... words) {
        return CommandLine.populateCommand(new GlobalOptions(), words)
                .folderOptions(around(environment));
    }

    private static ProcessEnvironment around(Map<String, String> environment) {
        var nowhere = new PrintStream(new ByteArrayOutputStream());
        return new ProcessEnvironment(
                Path.of("/opt/batos"),
                environment,
                InputStream.nullInputStream(),
                nowhere,
                nowhere,
                InstantSource.system(),
                false);
    }

    @Test
    void playALineOfARecordOnly() {
        var options = CommandLine.populateCommand(new GlobalOptions(), "--at", "3");
        assertEquals(
                "--at 3 goes with --replay FILE. Next: batos --replay FILE --at 3, or batos fork FILE --at 3",
                assertThrows(CommandFailure.class, () -> options.opening(around(Map.of())))
                        .getMessage());
    }

    @Test
    void areTypedAgainWhereTheyChooseAnotherPlace() {
        assertEquals("", again(Map.of()));
        assertEquals("--home /a ", again(Map.of(), "--home", "/a"));
        assertEquals("--home '/a b' ", again(Map.of(), "--home", "/a b"));
        assertEquals("--home /a --config /c ", again(Map.of(), "--home", "/a", "--config", "/c"));
        assertEquals("--config /c ", again(Map.of(), "--config", "/c"));
    }

    /// The process of a background owner is given both, whatever was typed.
    @Test
    void areLeftOutWhereTheyNameTheUsualPlace() {
        assertEquals("", again(Map.of(), "--home", "/opt/batos/image"));
        assertEquals("", again(Map.of(), "--config", "/opt/batos/image"));
        assertEquals("--home /a ", again(Map.of(), "--home", "/a", "--config", "/a"));
        var environment = Map.of("BATOS_HOME", "/h", "BATOS_CONFIG", "/c");
        assertEquals("", again(environment, "--home", "/h", "--config", "/c"));
        assertEquals("--config /h ", again(environment, "--config", "/h"));
        var installed = Map.of("BATOS_USUAL_HOME", "/h", "BATOS_USUAL_CONFIG", "/c");
        assertEquals("", again(installed, "--home", "/h", "--config", "/c"));
        assertEquals("--home /a --config /c ", again(installed, "--home", "/a", "--config", "/c"));
    }

    private static List<Object> values(GlobalOptions root) {
        return Arrays.asList(
                root.home,
                root.config,
                root.mind,
                root.serve,
                root.noColour,
                root.verbose,
                root.json,
                root.linger);
    }

    @Test
    void areReadWithoutPicocliAsWithIt() {
        for (var words :
                List.of(
                        List.<String>of(),
                        List.of("--home", "/a", "--mind", "rehearsal"),
                        List.of("--config", "c d", "--serve", "--home", "a"),
                        List.of("-v", "--no-color"),
                        List.of("--verbose", "--mind", "none"))) {
            var root = new GlobalOptions();
            assertTrue(PlainOptions.read(words, root, Path.of("")));
            var read =
                    CommandLine.populateCommand(new GlobalOptions(), words.toArray(String[]::new));
            assertEquals(values(read), values(root));
        }
    }

    @Test
    void areLeftToPicocliWhereTheyAreNotPlain() {
        for (var words :
                List.of(
                        List.of("eval", "3"),
                        List.of("--home"),
                        List.of("--home", ""),
                        List.of("--home", "-v"),
                        List.of("--home", "@words"),
                        List.of("--home", "help"),
                        List.of("--home=/a"),
                        List.of("--mind", "local", "--mind", "local"),
                        List.of("-v", "--verbose"),
                        List.of("--linger", "3"),
                        List.of("--hom", "/a"),
                        List.of("--home", "/a", "image", "root"))) {
            var root = new GlobalOptions();
            assertFalse(PlainOptions.read(words, root, Path.of("")));
            assertEquals(values(new GlobalOptions()), values(root));
        }
    }
}
