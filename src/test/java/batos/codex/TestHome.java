package batos.codex;

import batos.config.ConfigFolder;
import batos.image.Author;
import batos.image.Image;
import batos.image.MemoryImage;
import batos.text.Sha256;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// A home with the shipped codex, its image in memory, everything else real files.
final class TestHome implements AutoCloseable {
    static final String TARGET = "personas.ROBIN.voice";

    final Path dir;
    final Image image;
    final ConfigFolder folder;
    final Codex codex;
    final Governance governance;
    final Authority seal;
    final Path codexFile;
    final Path ledgerFile;

    TestHome(Path dir) throws Exception {
        this(dir, new MemoryImage());
    }

    TestHome(Path dir, Image image) throws Exception {
        this(dir, image, InstantSource.system());
    }

    TestHome(Path dir, Image image, InstantSource clock) throws Exception {
        this.dir = dir;
        this.image = image;
        this.folder = ConfigFolder.open(dir.resolve("config"));
        var opened = Codex.open(dir.resolve("home"), image, folder, clock);
        this.codex = opened.codex();
        this.governance = opened.governance();
        this.seal = opened.seal();
        this.codexFile = dir.resolve("config/codex.toml");
        this.ledgerFile = dir.resolve("home/ledger.ndjson");
    }

    Authorization typed(String line) {
        return seal.typed(line, InputChannel.TERMINAL, image.now().number());
    }

    Authorization piped(String line) {
        return seal.typed(line, InputChannel.SESSION, image.now().number());
    }

    Proposal propose(String target, String text) {
        var made =
                codex.propose(
                        Proposal.Draft.of(Author.of("ALFRED"), target, text, "because it is so"));
        if (made instanceof Decision.Settled(var proposal)) {
            return proposal;
        }
        throw new AssertionError(made);
    }

    Proposal propose(String text) {
        return propose(TARGET, text);
    }

    /// Approves as the Architect does at a terminal after looking at it.
    Decision approve(Proposal proposal) {
        governance.shown(typed("/codex show " + proposal.number()), proposal.hash());
        return governance.approve(
                typed("/codex approve " + proposal.number()), proposal.number(), Optional.empty());
    }

    String fileHash() throws Exception {
        return Sha256.of(Files.readString(codexFile));
    }

    String voice() {
        return codex.inForce().document().persona("ROBIN").voice();
    }

    long lines(LedgerLine.Deed deed) {
        return codex.ledger().stream().filter(line -> line.deed() == deed).count();
    }

    static InstantSource at(String instant) {
        return InstantSource.fixed(Instant.parse(instant));
    }

    @Override
    public void close() {
        codex.close();
        folder.close();
    }
}
