package batos.trainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.trainer.TrainerEnvironment.InstallEnd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Environments that cannot be made, are half made, or broke later. The Pythons are scripts of the
/// shell, started as real processes.
class TrainerEnvironmentTest {
    /// Recent enough; makes an environment with itself as its Python, and pip fails as long as the
    /// file `full` is there.
    private static final String PYTHON =
            """
            #!/bin/sh
            here='%s'
            case "$*" in
            *'-m venv'*)
              for last; do :; done
              echo made >> "$here/made"
              mkdir -p "$last/bin" "$last/lib"
              cp "$0" "$last/bin/python" ;;
            *'-m pip'*)
              if [ -e "$here/full" ]; then
                echo 'Collecting mlx'
                echo 'ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device'
                exit 1
              fi
              echo 'Successfully installed mlx' ;;
            esac
            """;

    @TempDir Path dir;

    private String program(String name, String text) throws IOException {
        var file = Files.writeString(dir.resolve(name), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return file.toString();
    }

    private String python() throws IOException {
        return program("python", PYTHON.formatted(dir));
    }

    private TrainerEnvironment environment(boolean blas, List<Path> system, String... pythons) {
        return new TrainerEnvironment(
                "mlx",
                dir.resolve("home"),
                blas,
                new TrainerEnvironment.Needs(List.of(pythons), system));
    }

    private TrainerEnvironment environment(String... pythons) {
        return environment(false, List.of(), pythons);
    }

    private static String failed(TrainerEnvironment environment) {
        return assertInstanceOf(InstallEnd.Failed.class, environment.install(line -> {})).why();
    }

    private static String missing(TrainerEnvironment environment) {
        return assertInstanceOf(Trainer.Readiness.Missing.class, environment.readiness()).why();
    }

    @Nested
    class AnInstallation {
        @Test
        void needsAPython() {
            var why = failed(environment("/nowhere/python3.11", "no-python-of-this-name"));
            assertTrue(
                    why.startsWith(
                            "no Python 3.11 or newer on the PATH (looked for /nowhere/python3.11,"
                                    + " no-python-of-this-name)"),
                    why);
            assertTrue(why.contains("Next: apt-get install python3-venv"), why);
        }

        @Test
        void passesByAPythonThatIsTooOld() throws IOException {
            var old = program("old", "#!/bin/sh\nexit 1\n");
            assertTrue(failed(environment(old)).startsWith("no Python 3.11 or newer"));
            assertInstanceOf(
                    InstallEnd.Installed.class, environment(old, python()).install(line -> {}));
        }

        @Test
        void tellsWhatPythonSaidLast() throws IOException {
            var bare =
                    program(
                            "bare",
                            """
                            #!/bin/sh
                            [ "$1" = -c ] && exit 0
                            echo 'The virtual environment was not created: ensurepip is not available'
                            exit 1
                            """);
            var why = failed(environment(bare));
            assertTrue(why.contains("ensurepip is not available"), why);
            assertTrue(why.contains("/trainer install mlx goes on where it ended"), why);
        }

        @Test
        void goesOnWhereADiskWasFull() throws IOException {
            var full = Files.createFile(dir.resolve("full"));
            var environment = environment(python());
            var lines = new ArrayList<String>();
            var why =
                    assertInstanceOf(InstallEnd.Failed.class, environment.install(lines::add))
                            .why();
            assertTrue(why.contains("No space left on device"), why);
            assertTrue(lines.contains("Collecting mlx"), lines::toString);
            assertTrue(missing(environment).contains("is not installed in"));

            Files.delete(full);
            assertInstanceOf(InstallEnd.Installed.class, environment.install(line -> {}));
            assertInstanceOf(Trainer.Readiness.Ready.class, environment.readiness());
            assertEquals("made\n", Files.readString(dir.resolve("made")));
        }

        @Test
        void isTakenAwayWhole() throws IOException {
            var environment = environment(python());
            environment.install(line -> {});
            assertTrue(environment.remove() > 0);
            assertFalse(Files.exists(environment.folder()));
            assertTrue(missing(environment).contains("Next: /trainer install mlx"));
            assertEquals(0, environment.remove());
        }

        @Test
        void tellsItsSizeBefore() {
            assertTrue(environment().size().matches(".*\\d+ MB.*"), environment().size());
        }
    }

    @Nested
    class AnEnvironment {
        @Test
        void withoutAFastBlasIsRefusedWithTheReason() throws IOException {
            var environment = environment(true, List.of(), python());
            environment.install(line -> {});
            var why = missing(environment);
            assertTrue(why.contains("no OpenBLAS"), why);
            assertTrue(why.contains("27 times slower"), why);
            var library = Files.createFile(dir.resolve("libopenblas.so.0"));
            assertInstanceOf(
                    Trainer.Readiness.Ready.class,
                    environment(true, List.of(library), python()).readiness());
        }

        @Test
        void whosePythonIsGoneIsMadeAgain() throws IOException {
            var environment = environment(python());
            environment.install(line -> {});
            Files.delete(environment.folder().resolve("venv/bin/python"));
            assertTrue(missing(environment).contains("has lost its Python"));
            var end =
                    new ProcessTrainer("mlx", environment, "train_mlx")
                            .train(
                                    TrainerHome.request("BRICK"),
                                    dir.resolve("tunings/1"),
                                    new TrainingSignal(),
                                    event -> {});
            assertEquals("environment", assertInstanceOf(TrainingEnd.Failed.class, end).kind());
            environment.install(line -> {});
            assertInstanceOf(Trainer.Readiness.Ready.class, environment.readiness());
        }

        @Test
        void ofOtherPackagesThanThisVersionPinsIsNotTaken() throws IOException {
            var environment = environment(python());
            environment.install(line -> {});
            Files.writeString(environment.folder().resolve("installed"), "0123");
            assertTrue(missing(environment).contains("is not installed in"));
        }
    }
}
