package batos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The archive of `./mvnw -Pdist verify`, in a Debian that has its essential packages and nothing
/// else, without a network: no JDK, no Maven, no Docker.
class DistIT {
    private static final Path ARCHIVES = Path.of("target", "dist").toAbsolutePath();

    /// A root of its own that is a mount, so that the file system is known by name in it.
    private static final String ENTER =
            "mount --bind \"$1\" \"$1\"; mount -t proc proc \"$1/proc\"; exec chroot \"$1\" sh"
                    + " /try";

    private static final String SCRIPT =
            """
            cd /opt/batos-*
            HOME=/root; export HOME
            ! command -v java || exit 9
            ./batos --version
            ./batos --mind rehearsal eval '3 + 4' 2>&1
            echo 'disk full' | ./batos --mind rehearsal ask -q 'what failed?' >/dev/null && echo answered
            ./batos install >/dev/null
            PATH=/root/.local/bin:$PATH
            batos start --mind rehearsal >/dev/null
            batos eval '6 * 7'
            batos stop >/dev/null
            batos uninstall >/dev/null
            test ! -e /root/.local/bin && test -d /root/.local/share/batos/journal && echo kept
            """;

    @TempDir Path folder;

    private static Optional<Path> archive() throws IOException {
        if (!Files.isDirectory(ARCHIVES)) {
            return Optional.empty();
        }
        try (var files = Files.list(ARCHIVES)) {
            return files.filter(file -> file.toString().endsWith(".tar.gz")).findFirst();
        }
    }

    private String run(int minutes, String... command) throws IOException, InterruptedException {
        var log = folder.resolve("log");
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        process.getOutputStream().close();
        if (!process.waitFor(minutes, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        return process.waitFor() + "\n" + Files.readString(log, StandardCharsets.UTF_8);
    }

    @Test
    void worksWhereThereIsNeitherJdkNorMaven() throws Exception {
        var archive = archive();
        assumeTrue(archive.isPresent(), "no archive. Next: ./mvnw -Pdist verify");
        assumeTrue("root".equals(System.getProperty("user.name")), "chroot needs root");
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/mmdebstrap")), "mmdebstrap is not installed");
        var root = folder.resolve("root");
        var made = run(10, "mmdebstrap", "--variant=essential", "bookworm", root.toString());
        assumeTrue(made.startsWith("0\n"), "mmdebstrap needs Debian's archive: " + made);
        var unpacked =
                run(
                        5,
                        "tar",
                        "-xzf",
                        archive.get().toString(),
                        "-C",
                        root.resolve("opt").toString());
        assertTrue(unpacked.startsWith("0\n"), unpacked);
        Files.writeString(root.resolve("try"), SCRIPT);
        var enter = folder.resolve("enter");
        Files.writeString(enter, ENTER);
        var ran =
                run(10, "unshare", "-n", "-m", "-p", "-f", "sh", enter.toString(), root.toString());
        assertEquals(
                List.of("0", "7", "answered", "42", "kept"),
                ran.lines().filter(List.of("0", "7", "answered", "42", "kept")::contains).toList(),
                ran);
    }
}
