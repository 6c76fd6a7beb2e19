package batos.shell.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import batos.Patience;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The scripts in the shells that they are for, and the man page in groff. A shell that is not
/// installed skips its tests.
class CompletionIT {
    @TempDir static Path folder;

    @BeforeAll
    static void write() throws IOException {
        ReferenceFiles.write(folder);
        var fake = folder.resolve("batos");
        Files.writeString(
                fake,
                "#!/bin/sh\n[ \"$1 $2\" = 'names tools' ] || exit 0\n"
                        + "case ${BATOS_HOME:-} in /other) echo another ;; *) echo slugify ;; esac\n");
        assertTrue(fake.toFile().setExecutable(true));
    }

    private static String script(String shell) {
        return folder.resolve("completion").resolve(shell).toString();
    }

    private static String run(String... command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("PATH", folder + ":" + System.getenv("PATH"));
        builder.environment().put("HOME", folder.toString());
        var process = builder.start();
        process.getOutputStream().close();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(Patience.SECONDS, TimeUnit.SECONDS), "still runs");
        return out;
    }

    private static void assumeThere(String program) {
        var there =
                List.of("/bin", "/usr/bin", "/usr/local/bin").stream()
                        .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
        assumeTrue(there, program + " is not installed");
    }

    @Nested
    class Bash {
        private List<String> offers(String line) throws Exception {
            var command = new ArrayList<>(List.of("bash", "--norc", "-c"));
            command.add(
                    "source "
                            + script("bash")
                            + "; complete -p batos >/dev/null || exit 1; COMP_WORDS=(\"$@\");"
                            + " COMP_CWORD=$(($# - 1)); _batos; printf '%s\\n'"
                            + " \"${COMPREPLY[@]}\"");
            command.add("bash");
            command.addAll(List.of(line.split(" ", -1)));
            return run(command.toArray(String[]::new)).lines().toList();
        }

        @ParameterizedTest
        @CsvSource({
            "batos as, ask",
            "batos image lo, log",
            "batos log --ex, --export",
            "batos log --export j, jsonl",
            "batos log --export = j, jsonl",
            "batos ask --to al, alfred",
            "batos models use BR, BRICK",
            "batos ask --to AL, ALFRED",
            "batos --home x image dele, delete",
            "batos settings set council.rou, council.rounds",
            "batos ask -f batos., batos.1",
            "batos tools show slu, slugify",
            "batos --home /other tools show a, another",
            "batos --home=/other tools show a, another",
            "batos help own, owner",
            "batos help comple, completion",
            "batos --mind reh, rehearsal",
        })
        void completes(String line, String offer) throws Exception {
            assertEquals(List.of(offer), offers(line));
        }

        @Test
        void offersAllCommands() throws Exception {
            var expected = new TreeSet<>(List.of("help"));
            ReferenceFiles.tree().commands().forEach(it -> expected.add(it.name()));
            assertEquals(expected, new TreeSet<>(offers("batos ")));
        }
    }

    @Nested
    class Fish {
        @ParameterizedTest
        @CsvSource({
            "batos as, ask",
            "batos image lo, log",
            "batos log --ex, --export",
            "batos log --export j, jsonl",
            "batos ask --to al, alfred",
            "batos models use BR, BRICK",
            "batos ask --to AL, ALFRED",
            "batos --home x image dele, delete",
            "batos settings set council.rou, council.rounds",
            "batos ask -f batos., batos.1",
            "batos tools show slu, slugify",
            "batos --home /other tools show a, another",
            "batos --home=/other tools show a, another",
            "batos help own, owner",
            "batos help comple, completion",
            "batos --mind reh, rehearsal",
        })
        void completes(String line, String offer) throws Exception {
            assumeThere("fish");
            var offers =
                    run(
                            "fish",
                            "--no-config",
                            "-c",
                            "source " + script("fish") + "; complete -C '" + line + "'");
            assertEquals(List.of(offer), offers.lines().map(it -> it.split("\t")[0]).toList());
        }
    }

    @Nested
    class Zsh {
        @ParameterizedTest
        @CsvSource({
            "batos comple, batos completion",
            "batos image lo, batos image log",
            "batos log --ex, batos log --export",
            "batos log --export j, batos log --export jsonl",
            "batos ask --to al, batos ask --to alfred",
            "batos models use BR, batos models use BRICK",
            "batos --home x image dele, batos --home x image delete",
            "batos settings set council.rou, batos settings set council.rounds",
            "batos ask -f batos., batos ask -f batos.1",
            "batos tools show slu, batos tools show slugify",
            "batos --home /other tools show a, batos --home /other tools show another",
            "batos --home=/other tools show a, batos --home=/other tools show another",
            "batos help own, batos help owner",
            "batos help comple, batos help completion",
            "batos --mind reh, batos --mind rehearsal",
        })
        void completes(String line, String completed) throws Exception {
            assumeThere("zsh");
            try (var terminal =
                    new batos.shell.Pty(
                            "zsh -f -i",
                            Map.of(
                                    "PATH",
                                    folder + ":" + System.getenv("PATH"),
                                    "HOME",
                                    folder.toString()))) {
                terminal.type(
                        "cd "
                                + folder
                                + "; PS1='>'; autoload -U compinit;"
                                + " compinit -u -D; source "
                                + script("zsh")
                                + "; print rea'dy'\r");
                terminal.await("ready\n");
                // Ctrl-A and a word before the line turn it into what echo prints
                terminal.type(line + "\t\001print 'GOT:' \r");
                assertTrue(terminal.await("GOT: batos[^\n]*\n").contains(completed), completed);
            }
        }
    }

    @Test
    void theManPageIsCleanToGroff() throws Exception {
        assumeThere("groff");
        var page = folder.resolve("batos.1").toString();
        assertEquals("", run("sh", "-c", "groff -man -ww -Tutf8 -z " + page + " 2>&1"));
        var shown = run("sh", "-c", "groff -man -Tascii -P-c -P-b -P-u " + page);
        assertTrue(shown.contains("batos image log"), shown);
        assertTrue(shown.contains("--export FORMAT"), shown);
    }
}
