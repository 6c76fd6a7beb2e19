package batos.codex;

import batos.codex.LedgerLine.Deed;
import batos.config.CodexFile;
import batos.config.ConfigFault;
import batos.image.Author;
import batos.image.Cause;
import batos.image.ImageFault;
import batos.text.NextStep;
import batos.text.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Puts another codex in force, in four steps that a crash may fall between:
///
/// 1. the ledger gets the intent, with the whole new text, and the image takes note of the line;
/// 2. codex.toml is replaced, which is the moment of truth: before the rename the old codex is in
///    force, after it the new one;
/// 3. the image gets its copy and the proposal's new state, in one commit;
/// 4. the ledger gets the result.
///
/// At the next start an intent without a result is carried through when the image knows it and the
/// rename happened, and abandoned otherwise.
final class CodexActivation {
    private final CodexState standing;

    CodexActivation(CodexState standing) {
        this.standing = standing;
    }

    /// @param found the present codex.toml, as the caller judged it
    /// @param proposal the one that is approved, or null when a drift is ratified
    Decision apply(
            Authorization hand,
            Amendment.Way way,
            @Nullable Proposal proposal,
            String text,
            CodexFile.Found found) {
        var before = standing.inForce();
        var facts = new LinkedHashMap<String, String>();
        facts.put("way", way.name());
        facts.put("proposal", proposal == null ? "" : String.valueOf(proposal.number()));
        facts.put("hash", proposal == null ? "" : proposal.hash());
        facts.put("target", proposal == null ? Proposal.ROLLBACK : proposal.target());
        facts.put("from", before.hash());
        facts.put("to", Sha256.of(text));
        facts.put("text", text);
        var intent = standing.ledger.append(Deed.INTENT, Author.ARCHITECT, hand.line(), facts);
        Path backup;
        try {
            standing.image.update(
                    new Cause(Author.ARCHITECT, hand.line(), hand.deed()), standing::witness);
            backup =
                    standing.file()
                            .replace(
                                    found,
                                    before.text(),
                                    text,
                                    standing.clock.instant(),
                                    standing.folder.settings().codex().backups());
        } catch (IOException | ImageFault e) {
            abandon(intent, e.getMessage());
            return standing.refuse(
                    Author.ARCHITECT,
                    hand.line(),
                    NextStep.in("codex.toml could not be replaced: " + e.getMessage())
                            .or("codex drift")
                            .with(""));
        }
        try {
            return new Decision.Amended(
                    conclude(intent, new Cause(Author.ARCHITECT, hand.line(), hand.deed())),
                    backup);
        } catch (LedgerFault | ImageFault e) {
            return new Decision.Refused(
                    "codex.toml is replaced and the new codex is in force, but that could not be entered: %s. It is entered before the next decision, or at the next start"
                            .formatted(e.getMessage()));
        }
    }

    /// Steps 3 and 4.
    private Amendment conclude(LedgerLine intent, Cause cause) {
        var number = standing.history().size();
        try {
            var preview =
                    new Amendment(
                            number,
                            standing.clock.instant(),
                            Amendment.Way.valueOf(intent.fact("way")),
                            intent.fact("proposal").isEmpty()
                                    ? 0
                                    : Integer.parseInt(intent.fact("proposal")),
                            intent.fact("target"),
                            intent.fact("from"),
                            intent.fact("to"),
                            intent.fact("text"));
            var inForce = standing.enforceable(preview);
            standing.enforce(inForce);
            commit(preview, inForce, cause);
            standing.ledger.append(
                    Deed.APPLIED,
                    Author.ARCHITECT,
                    "amendment " + number + " of " + preview.target() + " is in force",
                    Map.of(
                            "intent",
                            String.valueOf(intent.seq()),
                            "proposal",
                            intent.fact("proposal"),
                            "amendment",
                            String.valueOf(number),
                            "to",
                            preview.to()));
            standing.tell(new CodexEvent.Amended(preview));
            return preview;
        } catch (ConfigFault e) {
            throw new IllegalStateException("a codex was validated and yet is none", e);
        }
    }

    private void commit(Amendment amendment, CodexInForce inForce, Cause cause) {
        standing.image.update(
                cause,
                change -> {
                    change.put(CodexState.form(inForce));
                    standing.witness(change);
                    for (var name : change.base().named(ProposalForm.KIND).keySet()) {
                        var number = name.matches("[0-9]{1,9}") ? Integer.parseInt(name) : 0;
                        var form = change.get(ProposalForm.oid(number));
                        if (form.isEmpty()) {
                            continue;
                        }
                        var proposal = ProposalForm.read(number, form.get());
                        if (number == amendment.proposal()) {
                            var approved =
                                    new ProposalState.Approved(amendment.at(), amendment.number());
                            change.put(ProposalForm.write(proposal.in(approved)));
                        } else if (proposal.state() instanceof ProposalState.Waiting) {
                            var stale = new ProposalState.Stale(amendment.to());
                            change.put(ProposalForm.write(proposal.in(stale)));
                        }
                    }
                });
    }

    private void abandon(LedgerLine intent, @Nullable String why) {
        standing.ledger.append(
                Deed.ABANDONED,
                Author.Part.SYSTEM,
                "the amendment was not applied: " + why,
                Map.of("intent", String.valueOf(intent.seq())));
    }

    /// Carries through or abandons what a crash, or a full disk, left open.
    ///
    /// @return a line for the Architect; empty when nothing was left open
    Optional<String> recover() {
        var open = openIntent();
        if (open.isEmpty()) {
            return Optional.empty();
        }
        var intent = open.get();
        var to = intent.fact("to");
        var renamed =
                standing.file().look() instanceof CodexFile.Found.Text(_, var hash)
                        && hash.equals(to);
        var committed = standing.imaged().filter(form -> form.text("hash").equals(to)).isPresent();
        var known =
                LedgerAnchor.in(standing.image).filter(w -> w.knows(String.valueOf(intent.seq())));
        if (committed || (renamed && known.isPresent())) {
            var number = standing.image.now().number();
            var amendment =
                    conclude(
                            intent,
                            new Cause(Author.Part.SYSTEM, "recovered: " + intent.what(), number));
            return Optional.of(
                    "the last session ended while `%s` was being applied; it is applied: amendment %d is in force"
                            .formatted(intent.what(), amendment.number()));
        }
        abandon(intent, "the session ended before codex.toml was replaced");
        return Optional.of(
                "the last session ended while `%s` was being applied; nothing was changed, the old codex is in force. Next: codex proposals"
                        .formatted(intent.what()));
    }

    private Optional<LedgerLine> openIntent() {
        LedgerLine open = null;
        for (var line : standing.ledger.lines()) {
            if (line.deed() == Deed.INTENT) {
                open = line;
            } else if (open != null && line.fact("intent").equals(String.valueOf(open.seq()))) {
                open = null;
            }
        }
        return Optional.ofNullable(open);
    }
}
