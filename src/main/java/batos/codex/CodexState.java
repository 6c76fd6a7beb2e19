package batos.codex;

import batos.codex.LedgerLine.Deed;
import batos.config.CodexDocument;
import batos.config.CodexFile;
import batos.config.ConfigFault;
import batos.config.ConfigFolder;
import batos.image.Author;
import batos.image.Cause;
import batos.image.Change;
import batos.image.Datum;
import batos.image.Form;
import batos.image.Image;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// The state that the reading side and the governing side of the codex share: the ledger, which is
/// the truth about which codex is in force, and the copies of it in the image and in the folder.
///
/// Whoever changes anything holds its monitor.
final class CodexState {
    static final String KIND = "codex";
    static final String NAME = "in force";

    private static final Set<Deed> NUMBERING = Set.of(Deed.DRAFTED, Deed.PROPOSED, Deed.RENEWED);

    final Image image;
    final ConfigFolder folder;
    final InstantSource clock;
    final Ledger ledger;
    private final List<Consumer<CodexEvent>> listeners = new CopyOnWriteArrayList<>();
    private volatile CodexInForce inForce;

    CodexState(
            Image image,
            ConfigFolder folder,
            InstantSource clock,
            Ledger ledger,
            CodexInForce inForce) {
        this.image = image;
        this.folder = folder;
        this.clock = clock;
        this.ledger = ledger;
        this.inForce = inForce;
    }

    CodexFile file() {
        return folder.codexFile();
    }

    CodexInForce inForce() {
        return inForce;
    }

    void enforce(CodexInForce other) {
        inForce = other;
    }

    Runnable listen(Consumer<CodexEvent> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    void tell(CodexEvent news) {
        listeners.forEach(listener -> listener.accept(news));
    }

    /// Enters a refusal. A ledger that cannot take the line does not turn it into a permission.
    Decision.Refused refuse(Author who, String what, String why) {
        tell(new CodexEvent.Refused(who, why));
        try {
            ledger.append(Deed.REFUSED, who, what, Map.of("why", why));
            return new Decision.Refused(why);
        } catch (LedgerFault e) {
            return new Decision.Refused(why + " (" + e.getMessage() + ")");
        }
    }

    /// Every codex that was ever in force here, the first first.
    List<Amendment> history() {
        return history(ledger.lines());
    }

    static List<Amendment> history(List<LedgerLine> lines) {
        var intents = new LinkedHashMap<String, LedgerLine>();
        var history = new ArrayList<Amendment>();
        for (var line : lines) {
            if (line.deed() == Deed.ADOPTED) {
                history.add(amendment(line, line, Amendment.Way.ADOPTED, history.size()));
            } else if (line.deed() == Deed.RENEWED) {
                history.add(amendment(line, line, Amendment.Way.RENEWED, history.size()));
            } else if (line.deed() == Deed.INTENT && !line.fact("way").isEmpty()) {
                intents.put(String.valueOf(line.seq()), line);
            } else if (line.deed() == Deed.APPLIED) {
                var intent = intents.get(line.fact("intent"));
                if (intent != null) {
                    var way = Amendment.Way.valueOf(intent.fact("way"));
                    history.add(amendment(intent, line, way, history.size()));
                }
            }
        }
        return history;
    }

    private static Amendment amendment(
            LedgerLine intent, LedgerLine applied, Amendment.Way way, int number) {
        var proposal = intent.fact("proposal");
        return new Amendment(
                number,
                applied.at(),
                way,
                proposal.isEmpty() ? 0 : Integer.parseInt(proposal),
                intent.fact("target"),
                intent.fact("from"),
                intent.fact("to"),
                intent.fact("text"));
    }

    CodexInForce enforceable(Amendment amendment) throws ConfigFault {
        return enforceable(file(), amendment);
    }

    static CodexInForce enforceable(CodexFile file, Amendment amendment) throws ConfigFault {
        return new CodexInForce(
                CodexDocument.parse(file.path(), amendment.text()),
                amendment.text(),
                amendment.to(),
                amendment.number(),
                amendment.at());
    }

    /// The image's copy.
    static Form form(CodexInForce inForce) {
        SequencedMap<String, Datum> slots = new LinkedHashMap<>();
        slots.put("hash", new Datum.Text(inForce.hash()));
        slots.put("amendment", new Datum.Whole(inForce.amendment()));
        slots.put("text", new Datum.Text(inForce.text()));
        return Form.named(KIND, 1, NAME, slots);
    }

    Optional<Form> imaged() {
        return image.now().readable(KIND, NAME);
    }

    /// Makes the image's copy that of the codex in force again, counted under the deed of the last
    /// commit, so that one `undo` takes both back.
    void reimage(String why) {
        var form = form(inForce);
        image.update(
                new Cause(Author.Part.SYSTEM, why, lastDeed()),
                change -> {
                    if (!change.base().readable(KIND, NAME).equals(Optional.of(form))) {
                        change.put(form);
                    }
                });
    }

    /// The deed of the last commit: an undo of it takes its consequences back too.
    long lastDeed() {
        var last = image.log(1);
        return last.isEmpty() ? 0 : last.getFirst().cause().deed();
    }

    /// Lets the image know of every line of the ledger so far.
    void witness() {
        if (ledger.broken().isEmpty()) {
            LedgerAnchor.take(
                    image,
                    ledger.lines(),
                    new Cause(
                            Author.Part.SYSTEM, "the image takes note of the ledger", lastDeed()));
        }
    }

    /// The ledger as it is now becomes a part of the change.
    void witness(Change change) {
        LedgerAnchor.of(ledger.lines()).ifPresent(known -> change.put(known.form()));
    }

    Drift drift() {
        return switch (file().look()) {
            case CodexFile.Found.Missing _ -> new Drift.Gone();
            case CodexFile.Found.Link(var target) -> new Drift.Linked(target);
            case CodexFile.Found.Unreadable(var why) -> new Drift.Unreadable(why);
            case CodexFile.Found.Text(var text, var hash) -> drift(text, hash);
        };
    }

    private Drift drift(String text, String hash) {
        if (hash.equals(inForce.hash())) {
            return new Drift.None();
        }
        try {
            CodexDocument.parse(file().path(), text);
            return new Drift.Edited(text, hash);
        } catch (ConfigFault e) {
            return new Drift.NotACodex(text, hash, e);
        }
    }

    Optional<Proposal> proposal(int number) {
        return image.now()
                .get(ProposalForm.oid(number))
                .filter(form -> form.kind().equals(ProposalForm.KIND))
                .map(form -> standing(ProposalForm.read(number, form)));
    }

    /// A proposal as it stands now: what the ledger decided counts, whatever the image came back
    /// with.
    private Proposal standing(Proposal proposal) {
        if (isClaim(proposal)) {
            return proposal.in(new ProposalState.Claimed(proposal.state().word()));
        }
        var decided = decided(proposal.number());
        if (decided.isPresent()) {
            return proposal.in(decided.get());
        }
        var waiting = proposal.state() instanceof ProposalState.Waiting;
        return waiting && !proposal.base().equals(inForce.hash())
                ? proposal.in(new ProposalState.Stale(inForce.hash()))
                : proposal;
    }

    /// Whether the ledger, which is whole, has no line that stands behind the proposal: its number
    /// belongs to other words, or it says that it was decided, or waits, and nothing of it was
    /// entered here.
    private boolean isClaim(Proposal proposal) {
        if (!ledger.isWhole()) {
            return false;
        }
        var entered = entered(proposal.number());
        if (entered.isPresent()) {
            return !entered.get().equals(proposal.hash());
        }
        return switch (proposal.state()) {
            case ProposalState.Waiting _,
                    ProposalState.Stale _,
                    ProposalState.Approved _,
                    ProposalState.Rejected _ ->
                    true;
            case ProposalState.Draft _,
                    ProposalState.Withdrawn _,
                    ProposalState.Superseded _,
                    ProposalState.Claimed _ ->
                    false;
        };
    }

    private Optional<ProposalState> decided(int number) {
        var of = String.valueOf(number);
        var lines = ledger.lines();
        for (var line : lines) {
            if (line.fact("proposal").equals(of)) {
                switch (line.deed()) {
                    case APPLIED -> {
                        return Optional.of(
                                new ProposalState.Approved(
                                        line.at(), Integer.parseInt(line.fact("amendment"))));
                    }
                    case REJECTED -> {
                        return Optional.of(
                                new ProposalState.Rejected(line.at(), line.fact("because")));
                    }
                    case WITHDRAWN -> {
                        return Optional.of(
                                new ProposalState.Withdrawn(line.at(), line.who().toString()));
                    }
                    case SUPERSEDED -> {
                        return Optional.of(
                                new ProposalState.Superseded(
                                        line.at(), Integer.parseInt(line.fact("by"))));
                    }
                    case ADOPTED,
                            DRAFTED,
                            PROPOSED,
                            INTENT,
                            ABANDONED,
                            REFUSED,
                            DRIFT,
                            PUT_BACK,
                            RESTORED,
                            SETTINGS,
                            MODELS,
                            RENEWED -> {
                        // these decide nothing about a proposal
                    }
                }
            }
        }
        return Optional.empty();
    }

    List<Proposal> proposals() {
        return image.now().named(ProposalForm.KIND).keySet().stream()
                .filter(name -> name.matches("[0-9]{1,9}"))
                .map(Integer::parseInt)
                .sorted()
                .flatMap(number -> proposal(number).stream())
                .toList();
    }

    /// The hash under which a proposal was entered when it was made.
    Optional<String> entered(int number) {
        var of = String.valueOf(number);
        return ledger.lines().stream()
                .filter(line -> line.deed() == Deed.PROPOSED && line.fact("proposal").equals(of))
                .map(line -> line.fact("hash"))
                .findFirst();
    }

    /// Counted in the ledger, so that no undo gives a number a second time.
    int nextNumber() {
        return 1 + highestNumber();
    }

    int highestNumber() {
        return ledger.lines().stream()
                .filter(line -> NUMBERING.contains(line.deed()))
                .map(line -> line.fact(line.deed() == Deed.RENEWED ? "highest" : "proposal"))
                .filter(number -> !number.isEmpty())
                .mapToInt(Integer::parseInt)
                .max()
                .orElse(0);
    }
}
