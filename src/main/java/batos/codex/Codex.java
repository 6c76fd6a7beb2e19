package batos.codex;

import batos.codex.LedgerLine.Deed;
import batos.config.ConfigEvent;
import batos.config.ConfigFault;
import batos.config.ConfigFolder;
import batos.config.SettingsGuard;
import batos.config.SettingsOrigin;
import batos.image.Author;
import batos.image.Image;
import batos.text.Ellipsis;
import batos.text.Sha256;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The codex for all who live by it: the one in force, the proposals, the decisions. Any room may
/// propose here, and none can decide; deciding takes [Governance] and the Architect's
/// [Authorization].
///
/// All methods may be called from any thread.
public final class Codex implements AutoCloseable {
    /// More waiting proposals than this are refused, so that no loop floods the Architect.
    public static final int MOST_WAITING = 50;

    private static final Pattern DECIDING =
            Pattern.compile(
                    "\\bcodex\\s+(approve|reject|ratify|rollback|drift\\s+--put-back)\\b"
                            + "|\\bapprove\\s+(the\\s+)?(proposal|amendment)\\b",
                    Pattern.CASE_INSENSITIVE);

    private final CodexState standing;
    private final RefusalCount refusals = new RefusalCount();
    private Runnable endListening = () -> {};
    private final CodexMonitor lookout;
    private List<CodexEvent> beginning = List.of();

    private Codex(CodexState standing) {
        this.standing = standing;
        this.lookout = new CodexMonitor(standing);
    }

    /// An opened codex and the means to govern it; the last two go to the shell's frame and nowhere
    /// else.
    public record Opened(Codex codex, Governance governance, Authority seal) {}

    /// Opens the codex of a home: finishes what a crash left open, takes the codex that the ledger
    /// says is in force, and watches the file. A home without a ledger adopts the codex.toml of the
    /// folder, or the shipped one where there is none.
    ///
    /// @param home the folder of the ledger
    /// @throws ConfigFault when the home begins with a codex.toml that cannot be taken
    /// @throws LedgerFault when the ledger cannot be opened
    public static Opened open(Path home, Image image, ConfigFolder folder, InstantSource clock)
            throws ConfigFault {
        var ledger = Ledger.open(home, clock);
        try {
            var standing =
                    new CodexState(
                            image,
                            folder,
                            clock,
                            ledger,
                            CodexOpening.begin(ledger, image, folder));
            var codex = new Codex(standing);
            CodexOpening.ownFiles(ledger, folder)
                    .ifPresent(what -> codex.lookout.keep(new CodexEvent.Recovered(what)));
            var seal = new Authority();
            var governance = new Governance(standing, seal);
            synchronized (standing) {
                if (ledger.broken().isEmpty()) {
                    new CodexActivation(standing)
                            .recover()
                            .ifPresent(what -> codex.lookout.keep(new CodexEvent.Recovered(what)));
                    if (standing.imaged().isEmpty()) {
                        standing.reimage("the codex in force enters the image");
                    }
                } else {
                    codex.lookout.keep(new CodexEvent.Recovered(ledger.objection().orElseThrow()));
                }
            }
            folder.guard(codex::permit);
            if (ledger.broken().isEmpty()) {
                new AnnouncedSettings(standing)
                        .settle()
                        .ifPresent(what -> codex.lookout.keep(new CodexEvent.Recovered(what)));
            }
            codex.proposals().stream()
                    .filter(proposal -> proposal.state() instanceof ProposalState.Draft)
                    .map(proposal -> new CodexEvent.CutOff(proposal.number()))
                    .forEach(codex.lookout::keep);
            // Not before: a look while the codex enters the image would take that for another one.
            codex.endListening = folder.listen(codex::heard);
            codex.lookout.look();
            codex.beginning = codex.lookout.untold();
            return new Opened(codex, governance, seal);
        } catch (ConfigFault | RuntimeException e) {
            ledger.close();
            throw e;
        }
    }

    /// The codex in force now. A persona asks on every turn, so that an amendment speaks in the
    /// next one.
    public CodexInForce inForce() {
        return standing.inForce();
    }

    /// The text at a key that a proposal may name; a list has one item a line. Empty where there is
    /// no such key.
    public Optional<String> text(String key) {
        return CodexValues.objection(key).isPresent()
                ? Optional.empty()
                : Optional.of(CodexValues.read(inForce().document(), key));
    }

    /// All proposals of the image, by number, as they stand now.
    public List<Proposal> proposals() {
        return standing.proposals();
    }

    public Optional<Proposal> proposal(int number) {
        return standing.proposal(number);
    }

    /// Every codex that was ever in force in this home, the first first.
    public List<Amendment> history() {
        return standing.history();
    }

    public List<LedgerLine> ledger() {
        return standing.ledger.lines();
    }

    /// The difference of codex.toml from the codex in force, looked up now.
    public Drift drift() {
        synchronized (standing) {
            return standing.drift();
        }
    }

    /// Running the answer ends the listening. Listeners must not block.
    public Runnable listen(Consumer<CodexEvent> listener) {
        return standing.listen(listener);
    }

    /// Puts an amendment before the Architect.
    ///
    /// @return [Decision.Settled] with the waiting proposal, or [Decision.Refused]
    public Decision propose(Proposal.Draft draft) {
        synchronized (standing) {
            return new ProposalStore(standing).propose(draft);
        }
    }

    /// Begins a proposal that is deliberated yet; it has a number and a topic, and no words.
    ///
    /// @param evidence ids of memories that speak on the topic
    public Proposal draft(String topic, List<String> evidence, double dissonance) {
        synchronized (standing) {
            return new DraftStore(standing).begin(topic, evidence, dissonance);
        }
    }

    /// Keeps the positions taken on a draft so far, so that a crash loses none.
    public void note(Proposal draft, List<PersonaPosition> positions) {
        synchronized (standing) {
            new DraftStore(standing).note(draft.number(), positions);
        }
    }

    /// As [#propose(Proposal.Draft)], under the number of a draft.
    public Decision propose(Proposal draft, Proposal.Draft words) {
        synchronized (standing) {
            return new DraftStore(standing).propose(draft.number(), words);
        }
    }

    /// Takes a draft back that came to nothing.
    public void drop(Proposal draft, String why) {
        synchronized (standing) {
            new DraftStore(standing).drop(draft.number(), why);
        }
    }

    /// Rewrites the proposal against the codex in force. It gets a new number and hash; the old one
    /// is superseded by it.
    public Decision rebase(int number, Author who) {
        synchronized (standing) {
            return new ProposalStore(standing).rebase(number, who);
        }
    }

    /// Enters a request for approval on a way that has none: a message of the language, a tool, a
    /// script. What asks in a loop does not get a line each time, see [RefusalCount].
    ///
    /// @param who the path: `language`, a memory, a persona
    public Decision.Refused refuse(String who, String what) {
        var why =
                "only the Architect decides about the codex, by a / command. Next: /codex proposals";
        var count = refusals.next(who, standing.clock.instant());
        return RefusalCount.isEntered(count)
                ? standing.refuse(Author.of(who), shortened(what) + RefusalCount.note(count), why)
                : new Decision.Refused(why);
    }

    /// Looks at text that came from a tool, a memory or a model; where it asks for a decision about
    /// the codex, the ledger gets a line. The text has no effect either way.
    ///
    /// @return whether it asked
    public boolean overhear(String who, String text) {
        var asking = DECIDING.matcher(text);
        if (!asking.find()) {
            return false;
        }
        refuse(who, "said: " + text.substring(asking.start()));
        return true;
    }

    private static String shortened(String text) {
        var line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return Ellipsis.of(line, 200);
    }

    /// The events that opening found: an interrupted amendment, a drift, a damaged ledger.
    public List<CodexEvent> beginning() {
        return beginning;
    }

    /// The events since the last call: the image came back with another codex than the one in
    /// force, codex.toml drifted. The shell asks before each prompt.
    public List<CodexEvent> attend() {
        return lookout.attend();
    }

    private void heard(ConfigEvent news) {
        switch (news) {
            case ConfigEvent.CodexTouched _ -> lookout.look();
            case ConfigEvent.Refused(var fault) ->
                    standing.refuse(
                            Author.Part.FILE,
                            "settings.toml is edited",
                            shortened(String.valueOf(fault.getMessage())));
            case ConfigEvent.Reloaded _ -> {
                // entered by the guard, before it comes into force
            }
        }
    }

    private void permit(SettingsOrigin origin, List<SettingsGuard.Changed> changes) {
        var models = changes.stream().anyMatch(change -> change.key().startsWith("models."));
        var facts = new LinkedHashMap<String, String>();
        changes.forEach(
                change -> facts.put(change.key(), change.before() + " -> " + change.after()));
        standing.ledger.append(
                models ? Deed.MODELS : Deed.SETTINGS,
                author(origin),
                (origin == SettingsOrigin.Known.UNWRITTEN ? AnnouncedSettings.UNWRITTEN : "")
                        + changes.stream()
                                .map(SettingsGuard.Changed::key)
                                .collect(Collectors.joining(", ")),
                facts);
    }

    private static Author author(SettingsOrigin origin) {
        return switch (origin) {
            case SettingsOrigin.Known.ARCHITECT -> Author.ARCHITECT;
            case SettingsOrigin.Known.FILE -> Author.Part.FILE;
            case SettingsOrigin.Known.UNWRITTEN -> Author.Part.SYSTEM;
            case SettingsOrigin.Other(var name) -> Author.of(name);
        };
    }

    /// The reason why the whole ledger cannot be written to, as an opening tells it; empty where it
    /// can be.
    public Optional<String> unwritable() {
        return standing.ledger.isWhole() ? standing.ledger.objection() : Optional.empty();
    }

    /// The reason why the ledger takes no line; empty when all is well.
    public Optional<String> broken() {
        return standing.ledger.broken();
    }

    /// Reads the ledger again from disk, compares it with what the image knows of it and with the
    /// codex in force, and the image with its own root. An empty answer means that no line was
    /// altered, removed, moved or rewritten.
    public List<String> verify() {
        synchronized (standing) {
            var damage = new ArrayList<>(standing.ledger.verify());
            if (damage.isEmpty()) {
                LedgerAnchor.objection(standing.ledger.lines(), standing.image)
                        .ifPresent(damage::add);
            }
            for (var amendment : standing.history()) {
                if (!Sha256.of(amendment.text()).equals(amendment.to())) {
                    damage.add("amendment " + amendment.number() + ": its text has another hash");
                }
            }
            standing.imaged()
                    .map(form -> form.text("hash"))
                    .filter(hash -> !hash.equals(standing.inForce().hash()))
                    .ifPresent(hash ->
                            damage.add(
                                    "the image holds the codex "
                                            + hash
                                            + ", which is not the one in force"));
            standing.image.verify().forEach(fault -> damage.add("image: " + fault.what()));
            return damage;
        }
    }

    /// Lets the image know of what the ledger took since the last prompt, and lets go of the files.
    @Override
    public void close() {
        endListening.run();
        standing.folder.guard((origin, changes) -> {});
        lookout.look();
        standing.ledger.close();
    }
}
