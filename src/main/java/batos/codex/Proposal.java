package batos.codex;

import batos.image.Author;
import batos.text.Sha256;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A change of the codex that waits for the Architect's decision. Its words never change: an edit
/// or a rebase makes another proposal in its place.
///
/// @param number from 1, never used twice in one home
/// @param author `architect` or a persona's name
/// @param target the key, for example `personas.ROBIN.voice`; [#ROLLBACK] for the whole text
/// @param base the hash of the codex it was written against
/// @param oldText the text of the key there; a list has one item a line
/// @param newText the text to stand there, likewise
/// @param evidence ids of memories that speak for it
/// @param dissonance the dissonance that led to it, 0 to 1
public record Proposal(
        int number,
        Author author,
        String target,
        String base,
        String oldText,
        String newText,
        String rationale,
        List<String> evidence,
        List<PersonaPosition> deliberation,
        double dissonance,
        Instant at,
        ProposalState state) {
    /// The target of a proposal to put back a whole earlier codex.
    public static final String ROLLBACK = "*";

    public Proposal {
        evidence = List.copyOf(evidence);
        deliberation = List.copyOf(deliberation);
    }

    /// SHA-256 over all that is being approved and all that speaks for it: number, author, target,
    /// base, both texts, the rationale, and the evidence, the positions and the dissonance where
    /// there are any; each with its length before it. This is what an approval names.
    public String hash() {
        var parts =
                new ArrayList<>(
                        List.of(
                                String.valueOf(number),
                                author.toString(),
                                target,
                                base,
                                oldText,
                                newText,
                                rationale));
        if (!evidence.isEmpty() || !deliberation.isEmpty() || dissonance != 0) {
            parts.add(String.valueOf(evidence.size()));
            parts.addAll(evidence);
            for (var position : deliberation) {
                parts.addAll(List.of(position.persona(), position.stance(), position.text()));
            }
            parts.add(String.valueOf(dissonance));
        }
        var all = new StringBuilder();
        parts.forEach(part -> all.append(part.length()).append(':').append(part));
        return Sha256.of(all.toString());
    }

    public Proposal in(ProposalState other) {
        return new Proposal(
                number,
                author,
                target,
                base,
                oldText,
                newText,
                rationale,
                evidence,
                deliberation,
                dissonance,
                at,
                other);
    }

    /// A proposal as its proposer hands it in.
    ///
    /// @param newText for a list one item a line
    public record Draft(
            Author author,
            String target,
            String newText,
            String rationale,
            List<String> evidence,
            List<PersonaPosition> deliberation,
            double dissonance) {
        public Draft {
            evidence = List.copyOf(evidence);
            deliberation = List.copyOf(deliberation);
        }

        /// Without deliberation and evidence.
        public static Draft of(Author author, String target, String newText, String rationale) {
            return new Draft(author, target, newText, rationale, List.of(), List.of(), 0);
        }
    }
}
