package batos.codex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.config.ConfigFolder;
import batos.config.ConfigTemplate;
import batos.config.ShippedConfig;
import batos.image.Author;
import batos.image.MemoryImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each home has its own codex.toml and settings.toml, which begin as copies of the project's.
class OwnFilesTest {
    @TempDir Path dir;
    Path project;

    @BeforeEach
    void shipped() throws Exception {
        project = Files.createDirectories(dir.resolve("config"));
        Files.writeString(project.resolve("codex.toml"), ShippedConfig.codex());
        Files.writeString(
                project.resolve("settings.toml"),
                ShippedConfig.settings().replace("rounds = 2", "rounds = 3"));
    }

    /// A home, opened.
    private record Home(MemoryImage image, ConfigFolder folder, Codex.Opened opened)
            implements AutoCloseable {
        Decision approve(Decision proposed) {
            var proposal = assertInstanceOf(Decision.Settled.class, proposed).proposal();
            var hand = opened.seal().typed("/codex approve", InputChannel.ONE_SHOT, 1);
            return opened.governance()
                    .approve(hand, proposal.number(), Optional.of(proposal.hash()));
        }

        @Override
        public void close() {
            opened.codex().close();
            folder.close();
        }
    }

    private Home open(Path home, MemoryImage image, Optional<Path> named) throws Exception {
        var folder =
                named.isPresent()
                        ? ConfigFolder.open(named.get())
                        : ConfigFolder.open(home, Optional.of(new ConfigTemplate(project)));
        return new Home(image, folder, Codex.open(home, image, folder, InstantSource.system()));
    }

    private Home open(String name) throws Exception {
        return open(dir.resolve(name), new MemoryImage(), Optional.empty());
    }

    private static Proposal.Draft draft(String text) {
        return Proposal.Draft.of(Author.ARCHITECT, TestHome.TARGET, text, "because it is so");
    }

    @Test
    void aNewHomeGetsCopiesOfTheProjects() throws Exception {
        try (var home = open("one")) {
            assertEquals(3, home.folder().settings().council().rounds());
        }
        for (var name : List.of("codex.toml", "settings.toml")) {
            assertEquals(
                    Files.readString(project.resolve(name)),
                    Files.readString(dir.resolve("one").resolve(name)));
        }
    }

    @Test
    void openingAloneWritesNothing() throws Exception {
        var home = dir.resolve("never");
        try (var folder = ConfigFolder.open(home, Optional.of(new ConfigTemplate(project)))) {
            assertEquals(3, folder.settings().council().rounds());
            assertFalse(Files.exists(home));
        }
    }

    @Test
    void whatOneHomeApprovesIsNoDriftInAnother() throws Exception {
        try (var one = open("one");
                var two = open("two")) {
            assertInstanceOf(
                    Decision.Amended.class,
                    one.approve(one.opened().codex().propose(draft("Warm and short."))));
            assertInstanceOf(Drift.None.class, two.opened().codex().drift());
            assertInstanceOf(Drift.None.class, one.opened().codex().drift());
            assertEquals(ShippedConfig.codex(), Files.readString(project.resolve("codex.toml")));
        }
    }

    @Test
    void aHomeThatHadSharedTheProjectsKeepsItsCodexAndIsTold() throws Exception {
        var image = new MemoryImage();
        var where = dir.resolve("old");
        try (var old = open(where, image, Optional.of(project))) {
            old.approve(old.opened().codex().propose(draft("Warm and short.")));
        }
        Files.writeString(project.resolve("codex.toml"), ShippedConfig.codex());
        try (var own = open(where, image, Optional.empty())) {
            var codex = own.opened().codex();
            assertEquals(
                    "Warm and short.", codex.inForce().document().persona("ROBIN").voice().strip());
            assertInstanceOf(Drift.None.class, codex.drift());
            assertEquals(3, own.folder().settings().council().rounds());
            assertTrue(
                    codex.beginning().getFirst().line().contains("has its own codex.toml"),
                    codex.beginning().toString());
        }
        try (var again = open(where, image, Optional.empty())) {
            assertEquals(List.of(), again.opened().codex().beginning());
        }
    }

    @Test
    void aCodexThatIsDeletedLaterIsADriftAndNotWrittenAnew() throws Exception {
        var image = new MemoryImage();
        var where = dir.resolve("one");
        open(where, image, Optional.empty()).close();
        Files.delete(where.resolve("codex.toml"));
        try (var home = open(where, image, Optional.empty())) {
            assertInstanceOf(Drift.Gone.class, home.opened().codex().drift());
        }
    }

    @Test
    void aProjectWhoseFilesCannotBeTakenGivesWhatBatosWasBuiltWith() throws Exception {
        Files.writeString(project.resolve("settings.toml"), "rounds = = 3\n");
        Files.delete(project.resolve("codex.toml"));
        try (var home = open("one")) {
            assertEquals(2, home.folder().settings().council().rounds());
            assertEquals(ShippedConfig.codex(), home.opened().codex().inForce().text());
        }
    }
}
