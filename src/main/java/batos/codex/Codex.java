package batos.codex;

import batos.codex.LedgerLine.Deed;
import batos.config.CodexFile;
import batos.config.ConfigFault;
import batos.config.ConfigFolder;
import batos.config.Guard;
import batos.config.News;
import batos.image.Image;
import batos.image.ImageFault;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The codex for all who live by it: which one is in force, what is proposed, what was decided.
/// Here anybody may propose and nobody can decide; deciding takes [Governance] and the Architect's
/// [Hand].
///
/// All methods may be called from any thread.
public final class Codex implements AutoCloseable {
    /// More waiting proposals than this are refused, so that no loop floods the Architect.
    public static final int MOST_WAITING = 50;

    private static final int SETTLE_MS = 120;
    private static final int MOST_SETTLINGS = 10;

    private static final Pattern DECIDING =
            Pattern.compile(
                    "\\bcodex\\s+(approve|reject|ratify|rollback|drift\\s+--put-back)\\b"
                            + "|\\bapprove\\s+(the\\s+)?(proposal|amendment)\\b",
                    Pattern.CASE_INSENSITIVE);

    private final Standing standing;
    private final Runnable endListening;
    private final List<CodexNews> untold = new ArrayList<>();
    private List<CodexNews> beginning = List.of();
    private Drift lastDrift = new Drift.None();

    private Codex(Standing standing) {
        this.standing = standing;
        this.endListening = standing.folder.listen(this::heard);
    }

    /// An opened codex and the means to govern it; the last two go to the shell's frame and nowhere
    /// else.
    public record Opened(Codex codex, Governance governance, Seal seal) {}

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
                    new Standing(
                            image, folder, clock, ledger, Opening.begin(ledger, image, folder));
            var codex = new Codex(standing);
            var seal = new Seal();
            var governance = new Governance(standing, seal);
            synchronized (standing) {
                if (ledger.broken().isEmpty()) {
                    new Applying(standing)
                            .recover()
                            .ifPresent(what -> codex.untold.add(new CodexNews.Recovered(what)));
                    if (standing.imaged().isEmpty()) {
                        standing.reimage("the codex in force enters the image");
                    }
                } else {
                    codex.untold.add(
                            new CodexNews.Recovered(
                                    ledger.broken().get()
                                            + ". Nothing governed happens until it is whole."
                                            + " Next: codex verify"));
                }
            }
            folder.guard(codex::permit);
            if (ledger.broken().isEmpty()) {
                new Announced(standing)
                        .settle()
                        .ifPresent(what -> codex.untold.add(new CodexNews.Recovered(what)));
            }
            codex.proposals().stream()
                    .filter(proposal -> proposal.state() instanceof ProposalState.Draft)
                    .map(proposal -> new CodexNews.CutOff(proposal.number()))
                    .forEach(codex.untold::add);
            codex.look();
            codex.beginning = List.copyOf(codex.untold);
            return new Opened(codex, governance, seal);
        } catch (ConfigFault | RuntimeException e) {
            ledger.close();
            throw e;
        }
    }

    /// The codex in force now. A persona asks on every turn, so that an amendment speaks in the
    /// next one.
    public InForce inForce() {
        return standing.inForce();
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

    /// How codex.toml departs from the codex in force, looked up now.
    public Drift drift() {
        synchronized (standing) {
            return standing.drift();
        }
    }

    /// Running the answer ends the listening. Listeners must not block.
    public Runnable listen(Consumer<CodexNews> listener) {
        return standing.listen(listener);
    }

    /// Puts an amendment before the Architect.
    ///
    /// @return [Decision.Settled] with the waiting proposal, or [Decision.Refused]
    public Decision propose(Proposal.Draft draft) {
        synchronized (standing) {
            return new Proposing(standing).propose(draft);
        }
    }

    /// Begins a proposal that is deliberated yet; it has a number and a topic, and no words.
    ///
    /// @param evidence ids of memories that speak on the topic
    public Proposal draft(String topic, List<String> evidence, double dissonance) {
        synchronized (standing) {
            return new Drafting(standing).begin(topic, evidence, dissonance);
        }
    }

    /// Keeps the positions taken on a draft so far, so that a crash loses none.
    public void note(Proposal draft, List<Position> positions) {
        synchronized (standing) {
            new Drafting(standing).note(draft.number(), positions);
        }
    }

    /// As [#propose(Proposal.Draft)], under the number of a draft.
    public Decision propose(Proposal draft, Proposal.Draft words) {
        synchronized (standing) {
            return new Drafting(standing).propose(draft.number(), words);
        }
    }

    /// Takes a draft back that came to nothing.
    public void drop(Proposal draft, String why) {
        synchronized (standing) {
            new Drafting(standing).drop(draft.number(), why);
        }
    }

    /// Writes the proposal anew against the codex in force. It gets a new number and hash; the old
    /// one is superseded by it.
    public Decision rebase(int number, String who) {
        synchronized (standing) {
            return new Proposing(standing).rebase(number, who);
        }
    }

    /// Enters that an approval was asked for on a way that has none: by a message of the language,
    /// by a tool, by a script.
    public Decision.Refused refuse(String who, String what) {
        return standing.refuse(
                who,
                shortened(what),
                "only the Architect decides about the codex, by a / command. Next: codex proposals");
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
        return line.length() <= 200 ? line : line.substring(0, 199) + "…";
    }

    /// What opening found: an interrupted amendment, a drift, a damaged ledger.
    public List<CodexNews> beginning() {
        return beginning;
    }

    /// What is new since this was last asked: whether the image came back with another codex than
    /// the one in force, and whether codex.toml drifted. The shell asks before each prompt.
    public List<CodexNews> attend() {
        look();
        synchronized (standing) {
            var news = List.copyOf(untold);
            untold.clear();
            return news;
        }
    }

    /// Enters what is new and tells the listeners.
    private void look() {
        var news = new ArrayList<CodexNews>();
        var settled = settled();
        synchronized (standing) {
            try {
                lived().ifPresent(news::add);
                drifted(settled).ifPresent(news::add);
                standing.witness();
            } catch (ImageFault e) {
                // an image that is read only takes note of nothing; its own trouble is told
                // elsewhere
            } catch (LedgerFault e) {
                news.add(new CodexNews.Recovered(String.valueOf(e.getMessage())));
            }
            untold.addAll(news);
        }
        news.forEach(standing::tell);
    }

    private Optional<CodexNews> lived() {
        var form = standing.imaged();
        var now = standing.inForce();
        if (standing.ledger.broken().isPresent()
                || (form.isPresent() && form.get().text("hash").equals(now.hash()))) {
            return Optional.empty();
        }
        var then = form.map(f -> f.text("hash")).orElse("");
        var number =
                standing.history().stream()
                        .filter(amendment -> amendment.to().equals(then))
                        .mapToInt(Amendment::number)
                        .max()
                        .orElse(-1);
        standing.ledger.append(
                Deed.RESTORED,
                "system",
                "the image came back with another codex; the one in force stays",
                Map.of("image", then, "amendment", String.valueOf(number), "kept", now.hash()));
        standing.reimage("the codex in force stays");
        return Optional.of(new CodexNews.LivedUnderAnother(number, then));
    }

    /// The drift as it stands once whoever writes codex.toml in place is done: an editor that does
    /// leaves an empty or half a file for a moment, and the ledger forgets nothing.
    private Drift settled() {
        var drift = drift();
        for (int i = 0; i < MOST_SETTLINGS && isNew(drift); i++) {
            if (!paused()) {
                return drift;
            }
            var again = drift();
            if (again.isSameAs(drift)) {
                return again;
            }
            drift = again;
        }
        return drift;
    }

    private boolean isNew(Drift drift) {
        synchronized (standing) {
            return !(drift instanceof Drift.None || drift.isSameAs(lastDrift) || entered(drift));
        }
    }

    private static boolean paused() {
        try {
            Thread.sleep(SETTLE_MS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// @param settled what stood there long enough; what changed since is left to the next look
    private Optional<CodexNews> drifted(Drift settled) {
        var drift = standing.drift();
        if (drift.isSameAs(lastDrift)) {
            return Optional.empty();
        }
        if (drift instanceof Drift.None) {
            lastDrift = drift;
            return Optional.empty();
        }
        if (!drift.isSameAs(settled)) {
            return Optional.empty();
        }
        lastDrift = drift;
        if (!entered(drift)) {
            standing.ledger.append(
                    Deed.DRIFT,
                    "file",
                    drift.line(),
                    Map.of("kept", standing.inForce().hash(), "found", drift.found()));
        }
        return Optional.of(new CodexNews.Drifted(drift));
    }

    /// Whether this very drift is the last that the ledger knows, from an earlier session.
    private boolean entered(Drift drift) {
        for (var line : standing.ledger.lines().reversed()) {
            switch (line.deed()) {
                case DRIFT -> {
                    return line.fact("found").equals(drift.found());
                }
                case ADOPTED, APPLIED, PUT_BACK, RENEWED -> {
                    return false;
                }
                case DRAFTED,
                        PROPOSED,
                        INTENT,
                        ABANDONED,
                        REJECTED,
                        WITHDRAWN,
                        SUPERSEDED,
                        REFUSED,
                        RESTORED,
                        SETTINGS,
                        MODELS -> {
                    // these say nothing of the file
                }
            }
        }
        return false;
    }

    private void heard(News news) {
        switch (news) {
            case News.CodexTouched _ -> look();
            case News.Refused(var fault) ->
                    standing.refuse(
                            "file",
                            "settings.toml is edited",
                            shortened(String.valueOf(fault.getMessage())));
            case News.Reloaded _ -> {
                // entered by the guard, before it comes into force
            }
        }
    }

    private void permit(String author, List<Guard.Changed> changes) {
        var models = changes.stream().anyMatch(change -> change.key().startsWith("models."));
        var facts = new LinkedHashMap<String, String>();
        changes.forEach(
                change -> facts.put(change.key(), change.before() + " -> " + change.after()));
        standing.ledger.append(
                models ? Deed.MODELS : Deed.SETTINGS,
                author,
                changes.stream().map(Guard.Changed::key).collect(Collectors.joining(", ")),
                facts);
    }

    /// Why the ledger takes no line; empty when all is well.
    public Optional<String> broken() {
        return standing.ledger.broken();
    }

    /// Reads the ledger again from disk, compares it with what the image knows of it and with the
    /// codex in force, and the image with its own root. An empty answer means that no line was
    /// altered, removed, moved or written anew.
    public List<String> verify() {
        synchronized (standing) {
            var damage = new ArrayList<>(standing.ledger.verify());
            if (damage.isEmpty()) {
                Witness.objection(standing.ledger.lines(), standing.image).ifPresent(damage::add);
            }
            for (var amendment : standing.history()) {
                if (!CodexFile.hash(amendment.text()).equals(amendment.to())) {
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
            standing.image.verify().forEach(what -> damage.add("image: " + what));
            return damage;
        }
    }

    /// Lets the image know of what the ledger took since the last prompt, and lets go of the files.
    @Override
    public void close() {
        endListening.run();
        standing.folder.guard((author, changes) -> {});
        look();
        standing.ledger.close();
    }
}
