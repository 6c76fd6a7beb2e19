package batos.codex;

import batos.config.CodexFile;
import batos.config.ConfigFolder;
import batos.config.Settings;
import batos.config.SettingsOrigin;
import batos.image.Author;
import batos.image.Cause;
import batos.image.ImageLimits;
import batos.image.LivingImage;
import batos.mind.Pin;
import batos.nerve.Pulses;
import batos.persona.Pins;
import batos.text.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

/// A process that changes what is governed, on every path there is and in random order, until
/// somebody kills it. It prints `state` and what it found, name by name, once it has opened the
/// home; then `trying WHAT VALUE` before and `done WHAT VALUE` after each act, where WHAT is
/// `codex`, `hand` (an edit of codex.toml outside the protocol), `setting` or `tag`.
final class AmendingChild {
    private static final String TARGET = "personas.ROBIN.voice";
    private static final String SETTING = "council.history_turns";
    private static final String TAG = "models.BRICK.tag";

    private final Path config;
    private final ConfigFolder folder;
    private final LivingImage image;
    private final Codex codex;
    private final Governance governance;
    private final Authority seal;
    private final Pins pins;
    private final Random random = new Random();

    private AmendingChild(Path dir) throws Exception {
        var clock = InstantSource.system();
        config = dir.resolve("config");
        folder = ConfigFolder.open(config);
        var home = dir.resolve("home");
        image = LivingImage.open(home, ImageLimits.standard(), clock, new Pulses(clock));
        var opened = Codex.open(home, image, folder, clock);
        codex = opened.codex();
        governance = opened.governance();
        seal = opened.seal();
        pins = new Pins(image, folder, home.resolve("pins.agreed"), (kind, text) -> {});
        pins.attend();
    }

    /// @param args the folder of home and configuration
    public static void main(String[] args) throws Exception {
        var child = new AmendingChild(Path.of(args[0]));
        child.tellState();
        if (child.codex.drift() instanceof Drift.Edited(_, var hash)) {
            child.ratify(hash);
        }
        while (true) {
            child.act();
        }
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    private static void trying(String what, Object value) {
        say("trying " + what + " " + value);
    }

    private static void done(String what, Object value) {
        say("done " + what + " " + value);
    }

    private void tellState() throws Exception {
        var settings = Settings.read(config.resolve("settings.toml"));
        var beginning =
                codex.beginning().stream().map(CodexEvent::line).collect(Collectors.joining("|"));
        say(
                "state file=%s inforce=%s image=%s amendments=%d damage=%d twice=%d unlike=%d setting=%s tag=%s pin=%s ledger=%s,%s said=%s"
                        .formatted(
                                onDisk(),
                                codex.inForce().hash(),
                                image.now()
                                        .get(CodexState.KIND, CodexState.NAME)
                                        .orElseThrow()
                                        .text("hash"),
                                codex.history().size() - 1,
                                codex.verify().size(),
                                twice(),
                                unlike(),
                                settings.values().get(SETTING),
                                settings.values().get(TAG),
                                pins.inForce("BRICK").tag(),
                                announced(SETTING),
                                announced(TAG),
                                beginning.replace(' ', '_')));
    }

    private String onDisk() {
        return folder.codexFile().look() instanceof CodexFile.Found.Text(_, var hash)
                ? hash
                : "none";
    }

    /// Proposals that became more than one amendment.
    private long twice() {
        var seen = new HashSet<Integer>();
        return codex.history().stream()
                .filter(amendment -> amendment.proposal() > 0 && !seen.add(amendment.proposal()))
                .count();
    }

    /// Proposals whose state in the image is not what the ledger's history says of them.
    private long unlike() {
        return codex.proposals().stream()
                .filter(proposal -> {
                    var applied =
                            codex.history().stream()
                                    .filter(a -> a.proposal() == proposal.number())
                                    .findFirst();
                    return proposal.state() instanceof ProposalState.Approved(_, var amendment)
                            ? applied.isEmpty() || applied.get().number() != amendment
                            : applied.isPresent();
                })
                .count();
    }

    /// What the ledger says last of a key; `-` where it says nothing.
    private String announced(String key) {
        var changes =
                codex.ledger().stream()
                        .map(line -> line.fact(key))
                        .filter(change -> !change.isEmpty())
                        .toList();
        return changes.isEmpty()
                ? "-"
                : changes.getLast().substring(changes.getLast().lastIndexOf(' ') + 1);
    }

    private void act() throws Exception {
        var text = "Speaks in its own words, " + System.nanoTime() + ".";
        switch (random.nextInt(7)) {
            case 0, 1 -> approve(propose(text));
            case 2 -> approveEdited(propose(text), text + " Edited.");
            case 3 -> rollBack();
            case 4 -> {
                var edited = with(text);
                var hash = Sha256.of(edited);
                trying("hand", hash);
                var mine = Files.writeString(config.resolve(".mine"), edited);
                Files.move(mine, config.resolve("codex.toml"), StandardCopyOption.ATOMIC_MOVE);
                done("hand", hash);
                Thread.sleep(random.nextInt(30));
                ratify(hash);
            }
            case 5 -> {
                var turns = random.nextInt(100);
                trying("setting", turns);
                folder.set(SettingsOrigin.ARCHITECT, SETTING, String.valueOf(turns));
                done("setting", turns);
            }
            default -> swap("bat:" + random.nextInt(1_000_000));
        }
    }

    private Authorization hand(InputChannel presence) {
        return seal.typed("codex, under torture", presence, image.now().number());
    }

    private String with(String text) throws Exception {
        var key = CodexValues.key(TARGET).orElseThrow();
        return CodexValues.write(folder.codexFile().path(), codex.inForce().text(), key, text);
    }

    private Proposal propose(String text) {
        return settled(
                codex.propose(Proposal.Draft.of(Author.of("ALFRED"), TARGET, text, "torture")));
    }

    private static Proposal settled(Decision decision) {
        if (decision instanceof Decision.Settled(var proposal)) {
            return proposal;
        }
        throw new IllegalStateException(decision.toString());
    }

    private void approve(Proposal proposal) throws Exception {
        var rollback = proposal.target().equals(Proposal.ROLLBACK);
        trying("codex", Sha256.of(rollback ? proposal.newText() : with(proposal.newText())));
        amended(
                governance.approve(
                        hand(InputChannel.ONE_SHOT),
                        proposal.number(),
                        Optional.of(proposal.hash())));
    }

    private void approveEdited(Proposal proposal, String text) throws Exception {
        trying("codex", Sha256.of(with(text)));
        amended(governance.approveEdited(hand(InputChannel.TERMINAL), proposal.number(), text));
    }

    private void rollBack() throws Exception {
        var earlier =
                codex.history().stream()
                        .filter(amendment -> !amendment.to().equals(codex.inForce().hash()))
                        .toList();
        if (!earlier.isEmpty()) {
            var to = earlier.get(random.nextInt(earlier.size())).number();
            approve(settled(governance.rollback(hand(InputChannel.ONE_SHOT), to)));
        }
    }

    private void ratify(String hash) {
        trying("codex", hash);
        amended(governance.ratify(hand(InputChannel.ONE_SHOT), Optional.of(hash)));
    }

    private static void amended(Decision decision) {
        if (!(decision instanceof Decision.Amended(var amendment, _))) {
            throw new IllegalStateException(decision.toString());
        }
        done("codex", amendment.to());
    }

    private void swap(String tag) throws IOException {
        var now = pins.inForce("BRICK");
        trying("tag", tag);
        var swapped =
                pins.swap(
                        "BRICK",
                        new Pin(tag, "", now.context(), now.sampling(), ""),
                        new Cause(Author.ARCHITECT, "models use", image.now().number()));
        if (!(swapped instanceof Pins.Swapped.Done)) {
            throw new IOException(swapped.toString());
        }
        done("tag", tag);
    }
}
