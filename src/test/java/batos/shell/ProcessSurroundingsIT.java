package batos.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a process of the product is given by others: descriptors, environment, user, disk.
class ProcessSurroundingsIT {
    private static final Path BATOS = Path.of("").toAbsolutePath().resolve("batos");

    @TempDir Path dir;

    private record Ended(int code, String out, String err) {
        String all() {
            return out + err;
        }
    }

    /// Runs a script of sh, and ends all of it after ten minutes; `$B` is the launcher, `$D` the
    /// folder of this test.
    private Ended sh(String script) throws IOException, InterruptedException {
        return wait(start(script));
    }

    private Process start(String script) throws IOException {
        var builder =
                new ProcessBuilder("timeout", "-k", "10", "600", "/bin/sh", "-c", script)
                        .directory(dir.toFile());
        builder.environment().put("B", BATOS.toString());
        builder.environment().put("D", dir.toString());
        builder.environment().put("BATOS_HOME", dir.resolve("home").toString());
        builder.redirectError(Files.createTempFile(dir, "err", "").toFile());
        return builder.redirectInput(Path.of("/dev/null").toFile()).start();
    }

    private Ended wait(Process process) throws IOException, InterruptedException {
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(700, TimeUnit.SECONDS), "still runs");
        var err = new StringBuilder();
        try (var files = Files.list(dir)) {
            for (var file : files.filter(each -> name(each).startsWith("err")).toList()) {
                err.append(Files.readString(file));
            }
        }
        return new Ended(process.exitValue(), out, err.toString());
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    /// A closed descriptor would go to the first file that the JVM opens: its bytes were run as
    /// lines, turns of the council among them.
    @Test
    void closedStandardStreamsAreEmptyOnes() throws Exception {
        var ended =
                sh(
                        """
                        set -e
                        "$B" --mind rehearsal <&-
                        "$B" --mind rehearsal run - <&-
                        "$B" --mind rehearsal eval 'x := 42. x displayNl' >&- 2>&-
                        printf 'x\\n/log\\n' | "$B" --mind rehearsal
                        """);
        assertEquals(0, ended.code(), ended.all());
        var lines = ended.out().lines().toList();
        assertEquals("42", lines.getFirst(), ended.all());
        assertEquals(2, lines.size(), ended.all());
        assertTrue(lines.getLast().contains("eval x := 42"), ended.all());
    }

    /// A closed terminal sends HUP, a service manager TERM.
    @Test
    void aSignalToEndClosesTheHouse() throws Exception {
        for (var signal : List.of("HUP 129", "TERM 143")) {
            var parts = signal.split(" ");
            var ended =
                    sh(
                            """
                            mkfifo in%1$s
                            env --default-signal=%1$s "$B" --mind rehearsal <in%1$s >out%1$s 2>&1 &
                            exec 3>in%1$s
                            printf "kept%1$s := 6 * 7\\n'kept' displayNl\\n" >&3
                            until grep -q kept out%1$s || ! kill -0 $!; do sleep 0.1; done
                            kill -%1$s $!
                            wait $!
                            echo "exit $?"
                            "$B" --mind rehearsal eval kept%1$s
                            """
                                    .formatted(parts[0]));
            assertEquals("exit " + parts[1] + "\n42\n", ended.out(), ended.all());
            assertFalse(ended.all().contains("recovered"), ended.all());
        }
    }

    /// cron, containers and service managers give no locale.
    @Test
    void wordsAndFileNamesAreUtf8WithoutALocale() throws Exception {
        Files.createDirectories(dir.resolve("häuser"));
        Files.writeString(dir.resolve("häuser/grüße.st"), "y := 'Größe'. y displayNl.\n");
        var ended =
                sh(
                        """
                        set -e
                        run() { env -i PATH="$PATH" "$B" --home "$D/häuser/höhle" --mind rehearsal "$@"; }
                        run run "$D/häuser/grüße.st"
                        run eval "('ü' , y) displayNl. y size"
                        """);
        assertEquals(0, ended.code(), ended.all());
        assertEquals("Größe\nüGröße\n5\n", ended.out());
        assertTrue(Files.exists(dir.resolve("häuser/höhle/identity")));
    }

    @Test
    void fourCommandsAtOnceAllGetTheirTurn() throws Exception {
        var started = new ArrayList<Process>();
        for (var name : List.of("a", "b", "c", "d")) {
            started.add(start("\"$B\" --mind rehearsal eval \"" + name + " := '" + name + "'\""));
        }
        for (var process : started) {
            var ended = wait(process);
            assertEquals(0, ended.code(), ended.all());
        }
        var all = sh("\"$B\" --mind rehearsal eval 'a , b , c , d'");
        assertEquals("'abcd'\n", all.out(), all.all());
    }

    /// Those that only read work on a disk that cannot be written, and in a home of somebody else.
    @Test
    void aHomeThatCannotBeWrittenIsRead() throws Exception {
        assertEquals(0, sh("\"$B\" --mind rehearsal eval 'x := 42'").code());
        var home = dir.resolve("home");
        var mounted = Files.createDirectory(dir.resolve("mounted"));
        var mount =
                sh(
                        "mount --bind '%s' '%s' && mount -o remount,bind,ro '%s'"
                                .formatted(home, mounted, mounted));
        assumeTrue(mount.code() == 0, "needs the right to mount a folder read-only");
        try {
            var before = content(home);
            var ended =
                    sh(
                            """
                            printf '/log\\n/image log\\n/image diff 1 2\\n/codex show\\n/image export %s/e\\n/vars\\nx\\nx := 43\\n' "$D" \
                                | BATOS_HOME=$D/mounted "$B" --mind rehearsal
                            """);
            assertEquals(1, ended.code(), ended.all());
            assertTrue(ended.out().contains("eval x := 42"), ended.all());
            assertTrue(ended.out().contains("BRICK: "), ended.all());
            assertTrue(ended.out().contains("\n42\n"), ended.all());
            assertTrue(Files.size(dir.resolve("e")) > 0, ended.all());
            assertTrue(ended.err().contains("cannot be written"), ended.all());
            assertFalse(ended.all().contains("internal error"), ended.all());
            assertFalse(ended.all().contains("\tat "), ended.all());
            var once = sh("BATOS_HOME=$D/mounted \"$B\" --mind rehearsal eval 'x := 44'");
            assertEquals(3, once.code(), once.all());
            assertTrue(once.err().contains("Next: make the home writable"), once.all());
            assertEquals(before, content(home));
        } finally {
            sh("umount '" + mounted + "'");
        }
    }

    /// `nobody`, a container's user.
    @Test
    void aUserWithoutAHomeNeedsNone() throws Exception {
        assumeTrue(
                sh("setpriv --reuid 65534 --regid 65534 --clear-groups test -x \"$B\"").code() == 0,
                "needs the right to become another user, who may read the project");
        Files.createDirectory(dir.resolve("theirs"));
        sh("chown 65534 \"$D/theirs\"; chmod 711 \"$D\"");
        // somebody else was there before, with a folder of the name that is no secret, and a link
        sh("mkdir -m 777 \"$D/theirs/batos-cache-65534\" \"$D/trap\"");
        sh("ln -s \"$D/trap\" \"$D/theirs/batos-cache-65534.1\"");
        var ended = asNobody("eval '3 + 4'");
        assertEquals(0, ended.code(), ended.all());
        assertEquals("7\n", ended.out(), ended.all());
        sh(
                "sed -i '/^.crucible/,/^prefer/s/^prefer = .*/prefer = \"polyglot\"/' \"$D/theirs/home/settings.toml\"");
        assertTrue(
                Files.readString(dir.resolve("theirs/home/settings.toml"))
                        .contains("prefer = \"polyglot\""));
        var few = sh("ulimit -n 32; " + nobody("eval '3 + 4'"));
        assertEquals(1, few.code(), few.all());
        assertTrue(few.err().contains("only 32 files may be open at once"), few.all());
        // GraalPy unpacks its library into a cache, and a tool runs
        var checked = asNobody("crucible bench --calls 1 --pause 0");
        assertEquals(0, checked.code(), checked.all());
        assertTrue(checked.out().contains("polyglot"), checked.all());
        assertEquals("", sh("ls -A \"$D/trap\"; ls -A \"$D/theirs/batos-cache-65534\"").out());
        assertEquals(0, sh("test -d \"$D/theirs/batos-cache-65534.2\"").code());
    }

    private Ended asNobody(String words) throws Exception {
        return sh(nobody(words));
    }

    private static String nobody(String words) {
        return """
        exec setpriv --reuid 65534 --regid 65534 --clear-groups \
            env -i PATH="$PATH" TMPDIR="$D/theirs" HOME=/nonexistent \
            "$B" --home "$D/theirs/home" --mind rehearsal %s
        """
                .formatted(words);
    }

    /// The files of a folder with their sizes and times of change.
    private static TreeSet<String> content(Path folder) throws IOException {
        var content = new TreeSet<String>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (var file : files.filter(each -> Files.isRegularFile(each)).toList()) {
                content.add(
                        folder.relativize(file)
                                + " "
                                + Files.size(file)
                                + " "
                                + Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS));
            }
        }
        return content;
    }
}
