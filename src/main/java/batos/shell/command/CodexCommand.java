package batos.shell.command;

import batos.app.ExitCode;
import batos.codex.Codex;
import batos.codex.Decision;
import batos.codex.Drift;
import batos.codex.Governance;
import batos.codex.Proposal;
import batos.codex.ProposalState;
import batos.config.CodexDocument;
import batos.config.CodexKey;
import batos.image.Author;
import batos.loops.philosophical.Deliberation;
import batos.loops.philosophical.DeliberationResult;
import batos.persona.LeanInstruction;
import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import batos.shell.session.TypedLine;
import batos.shell.terminal.OneShotTerminal;
import batos.shell.terminal.Style;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `codex …`: who the four are, what is proposed about it, and the only place where it is decided.
@Command(
        name = "codex",
        description = "Who the four are: the codex in force, proposals, and your decisions.")
final class CodexCommand implements Callable<CommandResult> {
    private final CommandContext desk;

    CodexCommand(CommandContext desk) {
        this.desk = desk;
    }

    private Codex codex() {
        return desk.house().codex().codex();
    }

    private Governance governance() {
        return desk.house().codex().governance();
    }

    @Override
    public CommandResult call() {
        return show(null, false);
    }

    /// A token of English has about 4 characters.
    private static CommandResult prompts(CodexDocument document, Optional<String> name) {
        try {
            var told = new LinkedHashMap<String, Map<String, String>>();
            var personas =
                    name.map(one -> List.of(document.persona(one)))
                            .orElseGet(() -> List.copyOf(document.personas().values()));
            for (var persona : personas) {
                told.put(
                        persona.name(),
                        Map.of(
                                "full", document.instruction(persona.name()),
                                "lean", LeanInstruction.of(persona)));
            }
            var text =
                    told.values().stream()
                            .map(both ->
                                    "lean, about %d tokens:\n%s\n\nfull, about %d tokens:\n%s"
                                            .formatted(
                                                    String.valueOf(both.get("lean")).length() / 4,
                                                    both.get("lean"),
                                                    String.valueOf(both.get("full")).length() / 4,
                                                    both.get("full")))
                            .collect(Collectors.joining("\n\n"));
            return CommandResult.done(text, told);
        } catch (IllegalArgumentException e) {
            return CommandResult.failed(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
    }

    @Command(description = "The codex in force, one persona's, or proposal N with its change.")
    CommandResult show(
            @Parameters(
                            arity = "0..1",
                            paramLabel = "PERSONA|N",
                            description = "brick, robin, alfred, babs, or a proposal's number.",
                            completionCandidates = Candidates.Personas.class)
                    @Nullable String what,
            @Option(
                            names = "--prompt",
                            description =
                                    "What a model is told of each persona: in a full turn, and in a"
                                            + " lean one.")
                    boolean prompt) {
        var inForce = codex().inForce();
        if (prompt) {
            return prompts(inForce.document(), Optional.ofNullable(what));
        }
        if (what == null) {
            var document = inForce.document();
            var text =
                    document.title()
                            + " (amendment "
                            + inForce.amendment()
                            + ", "
                            + CodexPrinter.digits(inForce.hash())
                            + ")\n\n"
                            + document.metaPrinciple().strip()
                            + "\n\n"
                            + document.personas().values().stream()
                                    .map(p -> p.name() + ": " + p.role())
                                    .collect(Collectors.joining("\n"))
                            + "\nNext: /codex show robin, /codex schema";
            return CommandResult.done(text, inForce);
        }
        if (what.matches("[0-9]{1,9}")) {
            return show(Integer.parseInt(what));
        }
        try {
            var persona = inForce.document().persona(what);
            return CommandResult.done(CodexPrinter.persona(persona), persona);
        } catch (IllegalArgumentException e) {
            return CommandResult.failed(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
    }

    private CommandResult show(int number) {
        var found = codex().proposal(number);
        if (found.isEmpty()) {
            return unknown(number);
        }
        var proposal = found.get();
        return shown(proposal);
    }

    private CommandResult shown(Proposal proposal) {
        var whole = desk.showWhole(out -> CodexPrinter.show(out, proposal));
        if (whole) {
            governance().shown(desk.hand(), proposal.hash());
        }
        return CommandResult.done(
                whole
                        ? CodexPrinter.next(proposal, !isWatched())
                        : "not shown to its end, which an approval needs. Next: /codex show "
                                + proposal.number(),
                CodexPrinter.document(proposal));
    }

    /// Whether a person sees what is shown.
    private boolean isWatched() {
        return desk.typed().place() == TypedLine.Place.TERMINAL;
    }

    private CommandResult unknown(int number) {
        var known =
                codex().proposals().stream()
                        .map(p -> String.valueOf(p.number()))
                        .collect(Collectors.joining(", "));
        return CommandResult.failed(
                "no proposal "
                        + number
                        + ". "
                        + (known.isEmpty() ? "There is none" : "There are: " + known)
                        + ". Next: /codex proposals");
    }

    @Command(
            description =
                    "Propose another text for one key; /codex schema lists the keys. Without a TEXT"
                            + " the present one is opened in $VISUAL or $EDITOR.")
    CommandResult propose(
            @Parameters(
                            index = "0",
                            paramLabel = "KEY",
                            description = "For example personas.ROBIN.voice.",
                            completionCandidates = Candidates.AmendableKeys.class)
                    String key,
            @Parameters(
                            index = "1..*",
                            arity = "0..*",
                            paramLabel = "TEXT",
                            description = "The whole new text; of a list, one item per argument.")
                    @Nullable List<String> text,
            @Option(
                            names = "--because",
                            paramLabel = "WHY",
                            defaultValue = "the Architect asks",
                            description = "Why, in a sentence; it stands beside the change.")
                    String because) {
        var standing = codex().text(key);
        if (text != null || standing.isEmpty()) {
            var items =
                    CodexKey.all().stream()
                            .anyMatch(k -> k.name().equals(key) && k.sort() == CodexKey.Sort.ITEMS);
            var words = text == null ? List.<String>of() : text;
            var draft =
                    Proposal.Draft.of(
                            Author.ARCHITECT, key, String.join(items ? "\n" : " ", words), because);
            return CodexPrinter.answer(codex().propose(draft));
        }
        if (!isWatched()) {
            return CommandResult.failed(
                    ExitCode.USAGE,
                    "an editor needs a terminal; expected the new TEXT. Next: /codex propose"
                            + " --help");
        }
        var edited = desk.attended(() -> Editor.edit(standing.get() + "\n", ".txt"));
        if (edited.equals(standing.get().strip())) {
            return CommandResult.done("the text is unchanged; nothing is proposed", Map.of());
        }
        var decision = codex().propose(Proposal.Draft.of(Author.ARCHITECT, key, edited, because));
        return decision instanceof Decision.Settled(var proposal)
                ? show(proposal.number())
                : CodexPrinter.unkept(decision, edited);
    }

    @Command(
            description =
                    "Let the four question the codex on a topic; ends with a proposal or not.")
    CommandResult deliberate(
            @Parameters(arity = "0..*", paramLabel = "TOPIC") @Nullable List<String> topic,
            @Option(
                            names = "--resume",
                            paramLabel = "N",
                            description = "Go on with draft N, which was cut off.")
                    @Nullable Integer resume) {
        var words = topic == null ? "" : String.join(" ", topic);
        if (words.isBlank() == (resume == null)) {
            return CommandResult.failed(
                    ExitCode.USAGE,
                    "expected a TOPIC or --resume N. Next: /codex deliberate --help");
        }
        var draft = codex().proposal(resume == null ? 0 : resume);
        if (resume != null
                && draft.filter(p -> p.state() instanceof ProposalState.Draft).isEmpty()) {
            return CommandResult.failed("there is no draft " + resume + ". Next: /codex proposals");
        }
        var out = desk.out();
        out.working("the four deliberate");
        try {
            Consumer<Deliberation.Heard> listener =
                    heard -> out.working(heard.persona() + " takes a position");
            var deliberation = desk.house().deliberation();
            return deliberated(
                    draft.isPresent()
                            ? deliberation.resume(draft.get(), listener)
                            : deliberation.deliberate(words, 0, listener));
        } finally {
            out.rest();
        }
    }

    private CommandResult deliberated(DeliberationResult ended) {
        return switch (ended) {
            case DeliberationResult.Proposed(var proposal) -> {
                CodexPrinter.show(desk.out(), proposal);
                governance().shown(desk.hand(), proposal.hash());
                yield CommandResult.done(
                        CodexPrinter.next(proposal, !isWatched()), CodexPrinter.document(proposal));
            }
            case DeliberationResult.LeftAsItIs(var positions, var why) -> {
                positions.forEach(p ->
                        desk.out()
                                .say(
                                        Style.PLAIN,
                                        p.persona() + " (" + p.stance() + "): " + p.text()));
                yield CommandResult.done(
                        "the codex stays as it is: " + why,
                        Map.of("positions", positions, "why", why));
            }
            case DeliberationResult.Unfinished(var why, var draft) ->
                    CommandResult.failed(
                            why
                                    + (draft == 0
                                            ? ""
                                            : ". Next: /codex deliberate --resume " + draft));
            case DeliberationResult.Interrupted _ ->
                    CommandResult.failed(ExitCode.INTERRUPTED, "interrupted");
        };
    }

    @Command(description = "All proposals, as they stand.")
    CommandResult proposals() {
        var proposals = codex().proposals();
        return CommandResult.done(
                proposals.isEmpty()
                        ? "no proposals. Next: /codex propose KEY TEXT, or /codex deliberate TOPIC"
                        : proposals.stream()
                                .map(CodexPrinter::line)
                                .collect(Collectors.joining("\n")),
                proposals.stream().map(CodexPrinter::document).toList());
    }

    @Command(description = "Put proposal N in force.")
    CommandResult approve(
            @Parameters(paramLabel = "N") int number,
            @Option(names = "--edit", description = "Edit the text first, in $VISUAL or $EDITOR.")
                    boolean edit,
            @Option(
                            names = "--hash",
                            paramLabel = "HASH",
                            description =
                                    "The proposal's hash or its first digits, 8 or more; needed"
                                            + " without a terminal.")
                    @Nullable String hash,
            @Option(
                            names = {"--yes", "-y", "--force"},
                            hidden = true)
                    boolean yes) {
        if (yes) {
            return CodexPrinter.answer(governance().refuseUnread(desk.hand(), "show " + number));
        }
        if (!edit && hash == null && desk.ownTerminal().isPresent()) {
            return approveHere(number, desk.ownTerminal().get());
        }
        if (!edit) {
            return CodexPrinter.answer(
                    governance().approve(desk.hand(), number, Optional.ofNullable(hash)));
        }
        var found = codex().proposal(number);
        if (found.isEmpty()) {
            return unknown(number);
        }
        if (!isWatched()) {
            return CodexPrinter.answer(
                    governance().approveEdited(desk.hand(), number, found.get().newText()));
        }
        var edited = desk.attended(() -> Editor.edit(found.get().newText(), ".txt"));
        var decision = governance().approveEdited(desk.hand(), number, edited);
        if (decision instanceof Decision.Amended(var amendment, _)) {
            codex().proposal(amendment.proposal())
                    .ifPresent(approved -> CodexPrinter.show(desk.out(), approved));
        }
        return CodexPrinter.unkept(decision, edited);
    }

    /// At the terminal of a one-shot command: what is approved is shown, and asked about, here.
    private CommandResult approveHere(int number, OneShotTerminal terminal) {
        var found = codex().proposal(number);
        if (found.isEmpty() || !(found.get().state() instanceof ProposalState.Waiting)) {
            return CodexPrinter.answer(governance().approve(desk.hand(), number, Optional.empty()));
        }
        var proposal = found.get();
        var text = desk.out().rendered(out -> CodexPrinter.show(out, proposal));
        return terminal.show(text) && terminal.agrees("Put proposal " + number + " in force?")
                ? CodexPrinter.answer(
                        governance().approve(desk.hand(), number, Optional.of(proposal.hash())))
                : CommandResult.failed(
                        "nothing is approved; proposal " + number + " stays as it is");
    }

    @Command(description = "Turn proposal N down.")
    CommandResult reject(
            @Parameters(paramLabel = "N") int number,
            @Option(names = "--because", paramLabel = "WHY", required = true) String because) {
        return CodexPrinter.answer(governance().reject(desk.hand(), number, because));
    }

    @Command(description = "Take proposal N back.")
    CommandResult withdraw(@Parameters(paramLabel = "N") int number) {
        return CodexPrinter.answer(governance().withdraw(desk.hand(), number));
    }

    @Command(description = "Write stale proposal N anew against the codex in force.")
    CommandResult rebase(@Parameters(paramLabel = "N") int number) {
        var decision = codex().rebase(number, Author.ARCHITECT);
        if (decision instanceof Decision.Settled(var proposal)) {
            return shown(proposal);
        }
        return CodexPrinter.answer(decision);
    }

    @Command(description = "Every codex that was in force here.")
    CommandResult history() {
        var history = codex().history();
        return CommandResult.done(
                history.stream()
                        .map(each -> CodexPrinter.line(each, desk))
                        .collect(Collectors.joining("\n")),
                history);
    }

    @Command(
            description =
                    "What was decided, refused and found, line by line; the file is ledger.ndjson"
                            + " in the image's folder.")
    CommandResult ledger(
            @Option(
                            names = "--last",
                            paramLabel = "N",
                            defaultValue = "20",
                            description = "How many lines, the newest. Default: 20.")
                    int last) {
        var lines = codex().ledger();
        var told = lines.subList(Math.max(0, lines.size() - Math.max(0, last)), lines.size());
        return CommandResult.done(
                told.stream()
                        .map(each -> CodexPrinter.line(each, desk))
                        .collect(Collectors.joining("\n")),
                told);
    }

    @Command(description = "Propose to go back to the codex as amendment N left it.")
    CommandResult rollback(@Parameters(paramLabel = "N") int number) {
        return CodexPrinter.answer(governance().rollback(desk.hand(), number));
    }

    @Command(
            description =
                    "Check the ledger line by line, against what the image knows of it, and the"
                            + " image.")
    CommandResult verify() {
        var damage = codex().verify();
        var lines = codex().ledger().size();
        if (damage.isEmpty()) {
            return CommandResult.done(
                    lines + " lines of the ledger, none altered, removed or moved",
                    Map.of("lines", lines, "damage", damage));
        }
        var found = String.join("\n", damage);
        if (codex().broken().isEmpty()) {
            return CommandResult.failed(found);
        }
        var inForce = codex().inForce().hash();
        governance().shown(desk.hand(), inForce);
        return CommandResult.failed(
                found
                        + "\nIn force stays the codex that the image knows: "
                        + inForce
                        + "\n"
                        + "Next: leave batos and put a good copy of ledger.ndjson and ledger.head"
                        + " back, or /codex renew to go on from that codex with a new ledger");
    }

    @Command(
            description =
                    "Keep a damaged ledger aside and begin a new one with the codex that the image"
                            + " knows.")
    CommandResult renew(
            @Option(
                            names = "--hash",
                            paramLabel = "HASH",
                            description =
                                    "The codex's hash that codex verify shows; needed without a"
                                            + " terminal.")
                    @Nullable String hash) {
        return CodexPrinter.answer(governance().renew(desk.hand(), Optional.ofNullable(hash)));
    }

    @Command(description = "How codex.toml departs from the codex in force.")
    CommandResult drift(
            @Option(
                            names = "--put-back",
                            description =
                                    "Write the approved codex back; what stands there is kept as a"
                                            + " backup.")
                    boolean putBack) {
        if (putBack) {
            return CodexPrinter.answer(governance().putBack(desk.hand()));
        }
        codex().attend();
        var drift = codex().drift();
        var told = new AtomicReference<CommandResult>();
        var inForce = codex().inForce().text();
        var whole = desk.showWhole(out -> told.set(CodexPrinter.drift(out, drift, inForce)));
        if (!whole) {
            return CommandResult.failed(
                    "not shown to its end, which ratifying needs. Next: /codex drift");
        }
        if (drift instanceof Drift.Edited(_, var hash)) {
            governance().shown(desk.hand(), hash);
        }
        return told.get();
    }

    @Command(description = "Put your own edit of codex.toml in force.")
    CommandResult ratify(
            @Option(
                            names = "--hash",
                            paramLabel = "HASH",
                            description =
                                    "The hash that codex drift shows; needed without a terminal.")
                    @Nullable String hash) {
        return CodexPrinter.answer(governance().ratify(desk.hand(), Optional.ofNullable(hash)));
    }

    @Command(description = "The keys of the codex, and which of them a proposal may name.")
    CommandResult schema() {
        var keys = new LinkedHashMap<String, Object>();
        CodexKey.all().forEach(key -> keys.put(key.name(), key));
        return CommandResult.done(CodexPrinter.schema(), keys);
    }
}
