package batos.shell.command;

import batos.app.ExitCode;
import batos.codex.Decision;
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
import batos.shell.terminal.Style;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `codex …`: the codex and its proposals; the superclass has the commands that decide.
@Command(
        name = "codex",
        description = "Who the four are: the codex in force, proposals, and your decisions.")
final class CodexCommand extends GovernanceCommands implements Callable<CommandResult> {
    CodexCommand(CommandContext context) {
        super(context);
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
                                "lean", LeanInstruction.shown(persona)));
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
                                    "Each persona's instruction for a model: in a full turn, and in"
                                            + " a lean one.")
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

    @Command(
            description =
                    "Propose another text for one key; codex schema lists the keys. Without a TEXT"
                            + " the present one is opened in $VISUAL or $EDITOR.")
    CommandResult propose(
            @Parameters(
                            index = "0",
                            paramLabel = "KEY",
                            description = "For example personas.ROBIN.voice.",
                            completionCandidates = Candidates.AmendableKeys.class)
                    String typed,
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
        var key =
                CodexKey.all().stream()
                        .map(CodexKey::name)
                        .filter(typed::equalsIgnoreCase)
                        .findFirst()
                        .orElse(typed);
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
        var edited = context.attended(() -> Editor.edit(standing.get() + "\n", ".txt"));
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
        var out = context.out();
        out.working("the four deliberate");
        try {
            Consumer<Deliberation.Heard> listener =
                    heard -> out.working(heard.persona() + " takes a position");
            var deliberation = context.house().deliberation();
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
                CodexPrinter.show(context.out(), proposal);
                governance().shown(context.hand(), proposal.hash());
                yield CommandResult.done(
                        CodexPrinter.next(proposal, !isWatched()), CodexPrinter.document(proposal));
            }
            case DeliberationResult.LeftAsItIs(var positions, var why) -> {
                positions.forEach(p ->
                        context.out()
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

    @Command(description = "Every codex that was in force here.")
    CommandResult history() {
        var history = codex().history();
        return CommandResult.done(
                history.stream()
                        .map(each -> CodexPrinter.line(each, context))
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
                            converter = CountConverter.class,
                            description = "How many lines, the newest. Default: 20.")
                    int last) {
        var lines = codex().ledger();
        var told = lines.subList(Math.max(0, lines.size() - last), lines.size());
        return CommandResult.done(
                told.stream()
                        .map(each -> CodexPrinter.line(each, context))
                        .collect(Collectors.joining("\n")),
                told);
    }

    @Command(description = "The keys of the codex, and which of them a proposal may name.")
    CommandResult schema() {
        var keys = new LinkedHashMap<String, Object>();
        CodexKey.all().forEach(key -> keys.put(key.name(), key));
        return CommandResult.done(CodexPrinter.schema(), keys);
    }
}
