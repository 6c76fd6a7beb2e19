package batos.shell.command;

import batos.codex.Codex;
import batos.codex.Decision;
import batos.codex.Drift;
import batos.codex.Governance;
import batos.codex.Proposal;
import batos.codex.ProposalState;
import batos.image.Author;
import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import batos.shell.session.TypedLine;
import batos.shell.terminal.OneShotTerminal;
import batos.text.Plural;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The commands of `codex` that decide: the only place where a proposal is approved, turned down or
/// taken back, a ledger renewed, and an edit of codex.toml ratified.
abstract class GovernanceCommands {
    final CommandContext context;

    GovernanceCommands(CommandContext context) {
        this.context = context;
    }

    Codex codex() {
        return context.house().codex().codex();
    }

    Governance governance() {
        return context.house().codex().governance();
    }

    CommandResult shown(Proposal proposal) {
        var whole = context.showWhole(out -> CodexPrinter.show(out, proposal));
        if (whole) {
            governance().shown(context.hand(), proposal.hash());
        }
        return CommandResult.done(
                whole
                        ? CodexPrinter.next(proposal, !isWatched())
                        : "not shown to its end, which an approval needs. Next: /codex show "
                                + proposal.number(),
                CodexPrinter.document(proposal));
    }

    /// Whether a person sees the output.
    boolean isWatched() {
        return context.typed().place() == TypedLine.Place.TERMINAL;
    }

    CommandResult unknown(int number) {
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
            return CodexPrinter.answer(governance().refuseUnread(context.hand(), "show " + number));
        }
        if (!edit && hash == null && context.ownTerminal().isPresent()) {
            return approveHere(number, context.ownTerminal().get());
        }
        if (!edit) {
            return CodexPrinter.answer(
                    governance().approve(context.hand(), number, Optional.ofNullable(hash)));
        }
        var found = codex().proposal(number);
        if (found.isEmpty()) {
            return unknown(number);
        }
        if (!isWatched()) {
            return CodexPrinter.answer(
                    governance().approveEdited(context.hand(), number, found.get().newText()));
        }
        var edited = context.attended(() -> Editor.edit(found.get().newText(), ".txt"));
        var decision = governance().approveEdited(context.hand(), number, edited);
        if (decision instanceof Decision.Amended(var amendment, _)) {
            codex().proposal(amendment.proposal())
                    .ifPresent(approved -> CodexPrinter.show(context.out(), approved));
        }
        return CodexPrinter.unkept(decision, edited);
    }

    /// At the terminal of a one-shot command: shows the text to approve, and asks about it, here.
    private CommandResult approveHere(int number, OneShotTerminal terminal) {
        var found = codex().proposal(number);
        if (found.isEmpty() || !(found.get().state() instanceof ProposalState.Waiting)) {
            return CodexPrinter.answer(
                    governance().approve(context.hand(), number, Optional.empty()));
        }
        var proposal = found.get();
        var text = context.out().rendered(out -> CodexPrinter.show(out, proposal));
        return terminal.show(text) && terminal.agrees("Put proposal " + number + " in force?")
                ? CodexPrinter.answer(
                        governance().approve(context.hand(), number, Optional.of(proposal.hash())))
                : CommandResult.failed(
                        "nothing is approved; proposal " + number + " stays as it is");
    }

    @Command(description = "Turn proposal N down.")
    CommandResult reject(
            @Parameters(paramLabel = "N") int number,
            @Option(names = "--because", paramLabel = "WHY", required = true) String because) {
        return CodexPrinter.answer(governance().reject(context.hand(), number, because));
    }

    @Command(description = "Take proposal N back.")
    CommandResult withdraw(@Parameters(paramLabel = "N") int number) {
        return CodexPrinter.answer(governance().withdraw(context.hand(), number));
    }

    @Command(description = "Rewrite stale proposal N against the codex in force.")
    CommandResult rebase(@Parameters(paramLabel = "N") int number) {
        var decision = codex().rebase(number, Author.ARCHITECT);
        if (decision instanceof Decision.Settled(var proposal)) {
            return shown(proposal);
        }
        return CodexPrinter.answer(decision);
    }

    @Command(description = "Propose to go back to the codex as amendment N left it.")
    CommandResult rollback(@Parameters(paramLabel = "N") int number) {
        return CodexPrinter.answer(governance().rollback(context.hand(), number));
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
                    Plural.of(lines, "line") + " of the ledger, none altered, removed or moved",
                    Map.of("lines", lines, "damage", damage));
        }
        var found = String.join("\n", damage);
        if (codex().broken().isEmpty()) {
            return CommandResult.failed(found);
        }
        var inForce = codex().inForce().hash();
        governance().shown(context.hand(), inForce);
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
        return CodexPrinter.answer(governance().renew(context.hand(), Optional.ofNullable(hash)));
    }

    @Command(description = "How codex.toml departs from the codex in force.")
    CommandResult drift(
            @Option(
                            names = "--put-back",
                            description =
                                    "Write the approved codex back; the present file is kept as a"
                                            + " backup.")
                    boolean putBack) {
        if (putBack) {
            return CodexPrinter.answer(governance().putBack(context.hand()));
        }
        codex().attend();
        var drift = codex().drift();
        var told = new AtomicReference<CommandResult>();
        var inForce = codex().inForce().text();
        var whole = context.showWhole(out -> told.set(CodexPrinter.drift(out, drift, inForce)));
        if (!whole) {
            return CommandResult.failed(
                    "not shown to its end, which ratifying needs. Next: /codex drift");
        }
        if (drift instanceof Drift.Edited(_, var hash)) {
            governance().shown(context.hand(), hash);
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
        return CodexPrinter.answer(governance().ratify(context.hand(), Optional.ofNullable(hash)));
    }
}
