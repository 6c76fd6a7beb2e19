package batos.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// install, uninstall, models install, completion.
class InstallCommandsTest {
    @TempDir Path folder;

    /// An unpacked batos with the files that are linked.
    private Path unpacked() throws IOException {
        var root = folder.resolve("batos");
        for (var name :
                List.of(
                        "batos",
                        "target/reference/completion/bash",
                        "target/reference/completion/zsh",
                        "target/reference/completion/fish",
                        "target/reference/batos.1")) {
            var file = root.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, name);
        }
        var unit = root.resolve("config/batos.service");
        Files.createDirectories(unit.getParent());
        Files.copy(Path.of("config/batos.service"), unit);
        return root;
    }

    private CommandHouse house(Path root, Map<String, String> environment) {
        return new CommandHouse(folder.resolve("house"), root, environment);
    }

    @Test
    void installLinksWhatThereIsAndUninstallTakesItAway() throws IOException {
        var prefix = folder.resolve("prefix");
        try (var house = house(unpacked(), Map.of("PATH", "/bin"))) {
            var said = house.done("install", "--prefix", prefix.toString());
            assertTrue(
                    said.endsWith(
                            "%1$s is not on the PATH. Next: PATH=\"%1$s:$PATH\""
                                    .formatted(prefix.resolve("bin"))),
                    said);
            assertEquals("batos", Files.readString(prefix.resolve("bin/batos")));
            assertEquals(
                    "target/reference/batos.1",
                    Files.readString(prefix.resolve("share/man/man1/batos.1")));
            var gone = house.document("uninstall", "--prefix", prefix.toString());
            assertEquals(5, gone.path("removed").size(), gone::toString);
            assertEquals(0, gone.path("left").size(), gone::toString);
            assertFalse(Files.exists(prefix.resolve("bin")));
            assertEquals(
                    "batos is not installed in %s. Next: batos uninstall --prefix DIR with the one where it is"
                            .formatted(prefix),
                    house.refused(1, "uninstall", "--prefix", prefix.toString()));
        }
    }

    @Test
    void theUnitOfSystemdStartsTheInstalledBatos() throws IOException {
        var prefix = folder.resolve("prefix");
        var bin = prefix.resolve("bin");
        try (var house = house(unpacked(), Map.of("PATH", "/bin:" + bin))) {
            var said = house.done("install", "--systemd", "--prefix", prefix.toString());
            assertTrue(said.endsWith("\nNext: systemctl --user enable --now batos"), said);
            assertFalse(said.contains("PATH"), said);
            var unit = Files.readString(prefix.resolve("share/systemd/user/batos.service"));
            assertTrue(unit.contains("ExecStart=" + bin.resolve("batos") + " --serve"), unit);
        }
    }

    @Test
    void installWithoutAHomeOrAPackageSaysWhatIsMissing() throws IOException {
        try (var house = house(folder.resolve("nowhere"), Map.of())) {
            assertEquals(
                    "$HOME is not set. Next: batos install --prefix DIR",
                    house.refused(2, "install"));
            assertEquals(
                    "%1$s/batos is missing. Next: ./mvnw package in %1$s"
                            .formatted(folder.resolve("nowhere")),
                    house.refused(1, "install", "--prefix", folder.toString()));
        }
    }

    @Test
    void aPrefixThatCannotBeWrittenIsNamedWithTheReason() throws IOException {
        var file = Files.writeString(folder.resolve("a-file"), "");
        try (var house = house(unpacked(), Map.of())) {
            assertEquals(
                    "%s cannot be written: Not a directory. Next: batos install --prefix DIR with a folder of yours"
                            .formatted(file),
                    house.refused(1, "install", "--prefix", file.toString()));
        }
    }

    @Test
    void aSmallModelThatIsNotOfferedOrCannotBeFetchedIsNamed() {
        try (var house = house(Path.of("").toAbsolutePath(), Map.of())) {
            assertEquals(
                    "no small model huge. Known: small, gemma",
                    house.refused(2, "models", "install", "huge"));
            var models = folder.resolve("models").toString();
            house.done("settings", "set", "mind.local_models", models);
            house.done("settings", "set", "mind.local_python", "/nowhere/python");
            var said = house.refused(5, "models", "install", "small");
            assertTrue(said.contains("/nowhere/python cannot be started"), said);
            assertTrue(
                    said.contains("Next: install Python 3 with pip, or batos settings set"), said);
            assertEquals("mind.prefer = \"auto\"", house.done("settings", "show", "mind.prefer"));
        }
    }

    @Test
    void completionIsForFourTargetsAndNamesThem() {
        try (var house = house(Path.of("").toAbsolutePath(), Map.of())) {
            for (var shell : List.of("bash", "zsh", "fish")) {
                var script = house.done("completion", shell);
                assertTrue(script.contains("# Completion of batos for " + shell), script);
                var document = house.document("completion", shell);
                assertEquals(script, document.path("script").asText().strip());
            }
            assertTrue(house.done("completion", "man").startsWith(".TH"), house.out());
            assertTrue(house.refused(2, "completion", "tcsh").contains("bash, zsh, fish, man"));
            assertEquals(
                    "completion needs SHELL. Next: batos completion --help",
                    house.refused(2, "completion"));
            assertEquals("", house.done("names", "tools"));
            assertTrue(house.refused(2, "names", "secrets").contains("'secrets'"));
        }
    }
}
