package batos.shell.command;

import batos.app.ExitCode;
import batos.codex.Amendment;
import batos.codex.Decision;
import batos.codex.Drift;
import batos.codex.LedgerLine;
import batos.codex.Proposal;
import batos.codex.ProposalState;
import batos.config.CodexDocument;
import batos.config.CodexKey;
import batos.config.TextHazards;
import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import batos.shell.terminal.Printer;
import batos.shell.terminal.Style;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Codices, proposals and decisions in words.
final class CodexPrinter {
    private CodexPrinter() {}

    static String persona(CodexDocument.Persona persona) {
        return persona.name()
                + ", "
                + persona.archetype()
                + "\n"
                + persona.role()
                + "\n\nmandates\n"
                + items(persona.mandates())
                + "\nvoice\n  "
                + persona.voice().strip().replace("\n", "\n  ")
                + "\n\nprinciples\n"
                + items(persona.principles())
                + "\nlimits\n"
                + items(persona.limits()).stripTrailing();
    }

    private static String items(List<String> items) {
        return items.stream().map(item -> "  - " + item + "\n").collect(Collectors.joining());
    }

    static String line(Proposal proposal) {
        return String.format(
                "%4d  %-10s %-28s by %-9s %s",
                proposal.number(),
                proposal.state().word(),
                target(proposal.target()),
                proposal.author(),
                digits(proposal.hash()));
    }

    static String line(Amendment amendment, CommandContext context) {
        var by =
                switch (amendment.way()) {
                    case ADOPTED -> "the codex this home began with";
                    case APPROVED ->
                            target(amendment.target()) + ", proposal " + amendment.proposal();
                    case ROLLED_BACK -> "rolled back, proposal " + amendment.proposal();
                    case RATIFIED -> "an edit by hand, ratified";
                    case RENEWED -> "the codex a new ledger began with";
                };
        return String.format(
                "%4d  %s  %s  %s",
                amendment.number(), context.time(amendment.at()), digits(amendment.to()), by);
    }

    /// One line of the ledger, its facts left out.
    static String line(LedgerLine line, CommandContext context) {
        return String.format(
                "%4d  %s  %-10s %-9s %s",
                line.seq(),
                context.time(line.at()),
                line.deed().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                line.who(),
                switch (line.deed()) {
                    case REFUSED -> line.what() + ": " + line.fact("why");
                    case SETTINGS, MODELS ->
                            line.facts().entrySet().stream()
                                    .map(change -> change.getKey() + ": " + change.getValue())
                                    .collect(Collectors.joining(", "));
                    case ADOPTED,
                            DRAFTED,
                            PROPOSED,
                            INTENT,
                            APPLIED,
                            ABANDONED,
                            REJECTED,
                            WITHDRAWN,
                            SUPERSEDED,
                            DRIFT,
                            PUT_BACK,
                            RESTORED,
                            RENEWED ->
                            line.what();
                });
    }

    private static String target(String target) {
        return switch (target) {
            case Proposal.ROLLBACK -> "the whole codex";
            case "" -> "being deliberated";
            default -> target;
        };
    }

    /// The digits of a hash that are shown, and that a confirmation may name.
    static String digits(String hash) {
        return hash.substring(0, Math.min(12, hash.length()));
    }

    /// Everything about a proposal, the change itself coloured word by word.
    static void show(Printer out, Proposal proposal) {
        out.say(
                "proposal %d, %s, by %s: %s"
                        .formatted(
                                proposal.number(),
                                state(proposal.state()),
                                proposal.author(),
                                target(proposal.target())));
        out.say("");
        if (proposal.state() instanceof ProposalState.Draft) {
            out.say("on: " + proposal.rationale());
            positions(out, proposal);
            out.say(
                    "Next: /codex deliberate --resume %d, or /codex withdraw %d"
                            .formatted(proposal.number(), proposal.number()));
            return;
        }
        if (proposal.target().equals(Proposal.ROLLBACK)) {
            new CodexDiff(out).lines(proposal.oldText(), proposal.newText());
        } else {
            new CodexDiff(out).words(proposal.oldText().strip(), proposal.newText().strip());
        }
        out.say("");
        out.say(Style.PLAIN, "because: " + within(proposal.rationale()));
        if (!proposal.evidence().isEmpty()) {
            out.say("evidence: memories " + String.join(", ", proposal.evidence()));
        }
        positions(out, proposal);
        hazards(out, proposal);
        if (proposal.dissonance() > 0) {
            out.say(
                    "dissonance that led to it: "
                            + String.format(Locale.ROOT, "%.2f", proposal.dissonance()));
        }
        out.say("hash: " + proposal.hash());
    }

    private static void positions(Printer out, Proposal proposal) {
        proposal.deliberation()
                .forEach(position ->
                        out.say(
                                Style.PLAIN,
                                position.persona()
                                        + " ("
                                        + position.stance()
                                        + "): "
                                        + within(position.text())));
    }

    /// Warns of characters that could keep a reader from seeing the reasons as they are; the
    /// warning about the text itself stands with its change.
    private static void hazards(Printer out, Proposal proposal) {
        TextHazards.of(proposal.rationale())
                .forEach(line -> out.say(Style.BAD, "In the reason: " + line));
        for (var position : proposal.deliberation()) {
            TextHazards.of(position.text())
                    .forEach(line ->
                            out.say(Style.BAD, "In what " + position.persona() + " said: " + line));
        }
    }

    /// Words of another author: none of their lines begins where a line of batos' own does.
    private static String within(String text) {
        return CodexDiff.counted(text).replace("\n", "\n  ");
    }

    /// The next commands for a proposal.
    ///
    /// @param named whether an approval must name the hash, as it must without a terminal
    static String next(Proposal proposal, boolean named) {
        var number = proposal.number();
        return switch (proposal.state()) {
            case ProposalState.Waiting _ ->
                    "Next: /codex approve %d%s, or /codex reject %d --because WHY"
                            .formatted(
                                    number,
                                    named ? " --hash " + digits(proposal.hash()) : "",
                                    number);
            case ProposalState.Stale _ -> "Next: /codex rebase " + number;
            case ProposalState.Superseded(_, var by) -> "Next: /codex show " + by;
            case ProposalState.Draft _,
                    ProposalState.Approved _,
                    ProposalState.Rejected _,
                    ProposalState.Withdrawn _,
                    ProposalState.Claimed _ ->
                    "";
        };
    }

    private static String state(ProposalState state) {
        return switch (state) {
            case ProposalState.Draft _, ProposalState.Waiting _ -> state.word();
            case ProposalState.Stale _ -> "stale: the codex has moved on";
            case ProposalState.Approved(_, var amendment) -> "approved as amendment " + amendment;
            case ProposalState.Rejected(_, var because) -> "rejected because " + because;
            case ProposalState.Withdrawn(_, var by) -> "withdrawn by " + by;
            case ProposalState.Superseded(_, var by) -> "superseded by " + by;
            case ProposalState.Claimed(var claimed) ->
                    "claims to be " + claimed + "; this home's ledger has no line of it";
        };
    }

    static Map<String, Object> document(Proposal proposal) {
        var document = new LinkedHashMap<String, Object>();
        document.put("number", proposal.number());
        document.put("state", proposal.state().word());
        document.put("author", proposal.author().toString());
        document.put("target", proposal.target());
        document.put("base", proposal.base());
        document.put("old", proposal.oldText());
        document.put("new", proposal.newText());
        document.put("rationale", proposal.rationale());
        document.put("evidence", proposal.evidence());
        document.put("deliberation", proposal.deliberation());
        document.put("dissonance", proposal.dissonance());
        document.put("at", proposal.at());
        document.put("hash", proposal.hash());
        return document;
    }

    static CommandResult answer(Decision decision) {
        return switch (decision) {
            case Decision.Amended(var amendment, var backup) -> {
                var document = new LinkedHashMap<String, Object>();
                document.put("amendment", amendment.number());
                document.put("target", amendment.target());
                document.put("from", amendment.from());
                document.put("to", amendment.to());
                document.put("backup", backup);
                yield CommandResult.done(
                        "amendment %d is in force: %s. The four speak by it from the next turn on."
                                .formatted(amendment.number(), target(amendment.target())),
                        document);
            }
            case Decision.Settled(var proposal) ->
                    CommandResult.done(
                            "proposal %d is %s: %s. Next: /codex show %d"
                                    .formatted(
                                            proposal.number(),
                                            proposal.state().word(),
                                            target(proposal.target()),
                                            proposal.number()),
                            document(proposal));
            case Decision.PutBack(var backup) ->
                    CommandResult.done(
                            "codex.toml holds the approved codex again; what stood there is "
                                    + backup.getFileName(),
                            Map.of("backup", backup));
            case Decision.Renewed(var amendment, var aside) ->
                    CommandResult.done(
                            "a new ledger begins with the codex %s; the damaged one is kept as %s. What was proposed before is withdrawn"
                                    .formatted(digits(amendment.to()), aside.getFileName()),
                            Map.of("codex", amendment.to(), "aside", aside));
            case Decision.Refused(var why) -> CommandResult.failed(ExitCode.REFUSED, why);
        };
    }

    /// As [#answer], with the words of an editor that would be lost.
    static CommandResult unkept(Decision decision, String edited) {
        return decision instanceof Decision.Refused(var why)
                ? CommandResult.failed(
                        ExitCode.REFUSED,
                        why + "\nYour text, which is kept nowhere else:\n  " + within(edited))
                : answer(decision);
    }

    static CommandResult drift(Printer out, Drift drift, String approved) {
        var document = new LinkedHashMap<String, Object>();
        document.put("drift", !(drift instanceof Drift.None));
        document.put("what", drift.line());
        return switch (drift) {
            case Drift.None _, Drift.Gone _, Drift.Linked _, Drift.Unreadable _ ->
                    CommandResult.done(drift.line(), document);
            case Drift.Edited(var text, var hash) -> {
                document.put("hash", hash);
                new CodexDiff(out).lines(approved, text);
                yield CommandResult.done(
                        "hash: "
                                + hash
                                + "\nThe approved codex stays in force. Next: /codex ratify, or"
                                + " /codex drift --put-back",
                        document);
            }
            case Drift.NotACodex(_, _, var fault) -> {
                document.put(
                        "complaints", fault.complaints().stream().map(Object::toString).toList());
                yield CommandResult.done(fault.getMessage() + "\n" + drift.line(), document);
            }
        };
    }

    static String schema() {
        var lines = new StringBuilder("A proposal may name one of these keys:\n");
        CodexKey.all().stream()
                .filter(CodexKey::amendable)
                .forEach(key ->
                        lines.append(
                                String.format(
                                        "  %-28s %s%s%n",
                                        key.name(),
                                        key.what(),
                                        key.sort() == CodexKey.Sort.ITEMS
                                                ? ", one item a line"
                                                : "")));
        lines.append(
                "Not open to proposals, changed only by the Architect's own edit and codex"
                        + " ratify:\n");
        CodexKey.all().stream()
                .filter(key -> !key.amendable())
                .forEach(
                        key -> lines.append(String.format("  %-28s %s%n", key.name(), key.what())));
        return lines.append("A text has at most ")
                .append(CodexKey.LONGEST)
                .append(" characters, a list at most ")
                .append(CodexKey.MOST_ITEMS)
                .append(" items. The four are always BRICK, ROBIN, ALFRED and BABS.")
                .toString();
    }
}
