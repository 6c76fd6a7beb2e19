package batos.shell.command;

import batos.codex.Proposal;
import batos.codex.ProposalState;
import batos.image.Cause;
import batos.persona.Persona;
import batos.shell.session.CommandContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// The parts of an import that would govern if it were taken at its word: the manners of the
/// personas, and decisions of elsewhere. Manners are set aside unless the Architect takes them;
/// decisions of another home stay claims.
final class ImportedGovernance {
    private final CommandContext context;
    private final Map<String, String> own;

    /// Notes the present manners before the import.
    ImportedGovernance(CommandContext context) {
        this.context = context;
        this.own =
                context.house().personas().all().stream()
                        .collect(Collectors.toMap(Persona::name, Persona::manner));
    }

    /// Settles what came, and tells it, one line each.
    ///
    /// @param cause of the import, whose deed this belongs to
    List<String> settle(Cause cause) {
        var lines = new ArrayList<String>();
        for (var persona : context.house().personas().all()) {
            var before = own.getOrDefault(persona.name(), "");
            if (!persona.manner().isEmpty() && !persona.manner().equals(before)) {
                lines.add(manner(persona, before, cause));
            }
        }
        var claims =
                context.house().codex().codex().proposals().stream()
                        .filter(proposal -> proposal.state() instanceof ProposalState.Claimed)
                        .map(ImportedGovernance::claim)
                        .toList();
        lines.addAll(claims);
        return lines;
    }

    private String manner(Persona persona, String before, Cause cause) {
        var name = persona.name();
        var quoted = "'" + persona.manner().replace("'", "''") + "'";
        if (context.agreed("%s has this manner there: %s. Take it?".formatted(name, quoted))) {
            return "foreign: %s speaks like this now: %s".formatted(name, quoted);
        }
        context.house().personas().change(name, each -> each.with(before), cause);
        return "foreign: %s was told there to speak like this, which is not taken: %s. Next: %s manner: %s"
                .formatted(name, quoted, name.toLowerCase(Locale.ROOT), quoted);
    }

    private static String claim(Proposal proposal) {
        var state = proposal.state() instanceof ProposalState.Claimed(var is) ? is : "";
        return "foreign: proposal %d, of %s by %s, claims to be %s; this home's ledger has no line of it"
                .formatted(
                        proposal.number(),
                        proposal.target().equals(Proposal.ROLLBACK)
                                ? "the whole codex"
                                : proposal.target(),
                        proposal.author(),
                        state);
    }
}
