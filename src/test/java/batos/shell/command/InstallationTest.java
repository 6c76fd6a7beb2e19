package batos.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.app.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationTest {
    @TempDir Path prefix;

    private Installation installation() {
        return new Installation(prefix);
    }

    private List<Installation.Item> items() {
        return List.of(
                new Installation.Link(prefix.resolve("bin/batos"), Path.of("/opt/batos/batos")),
                new Installation.Text(prefix.resolve("share/unit"), "[Unit]\n"));
    }

    private List<Path> all() throws IOException {
        try (var paths = Files.walk(prefix)) {
            return paths.filter(path -> !path.equals(prefix)).toList();
        }
    }

    @Test
    void leavesNothingBehind() throws IOException {
        installation().install(items());
        assertEquals(
                Path.of("/opt/batos/batos"), Files.readSymbolicLink(prefix.resolve("bin/batos")));
        assertEquals(2, installation().uninstall().removed().size());
        assertEquals(List.of(), all());
    }

    @Test
    void leavesFoldersThatWereThereOrThatOthersUse() throws IOException {
        Files.createDirectories(prefix.resolve("bin"));
        installation().install(items());
        Files.writeString(prefix.resolve("share/other"), "mine");
        installation().uninstall();
        assertTrue(Files.isDirectory(prefix.resolve("bin")));
        assertEquals("mine", Files.readString(prefix.resolve("share/other")));
        assertFalse(Files.exists(prefix.resolve("lib")));
    }

    @Test
    void doesNothingWhereSomethingElseIsInTheWay() throws IOException {
        var unit = prefix.resolve("share/unit");
        Files.createDirectories(unit.getParent());
        Files.writeString(unit, "mine");
        var refused = assertThrows(CommandFailure.class, () -> installation().install(items()));
        assertTrue(String.valueOf(refused.getMessage()).contains(unit.toString()));
        assertEquals("mine", Files.readString(unit));
        assertFalse(Files.exists(prefix.resolve("bin/batos"), LinkOption.NOFOLLOW_LINKS));
        assertFalse(installation().isThere());
    }

    @Test
    void isRenewedFromAnotherPlace() throws IOException {
        installation().install(items());
        var moved = new Installation.Link(prefix.resolve("bin/batos"), Path.of("/srv/batos/batos"));
        installation().install(List.of(moved));
        assertEquals(
                Path.of("/srv/batos/batos"), Files.readSymbolicLink(prefix.resolve("bin/batos")));
        assertEquals(2, installation().uninstall().removed().size());
        assertEquals(List.of(), all());
    }

    @Test
    void leavesWhatWasChangedSince() throws IOException {
        installation().install(items());
        var unit = Files.writeString(prefix.resolve("share/unit"), "[Unit]\nmine\n");
        assertEquals(List.of(unit), installation().uninstall().left());
        assertTrue(Files.exists(unit));
    }
}
