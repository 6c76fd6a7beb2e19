package batos.council.claims;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// A claim that a model found in an answer.
///
/// @param sentence of the answer, word for word
/// @param kind `tool`, `value`, `forge`, `tests`, `recall`, `commit`, `snapshot`, `codex` or `act`
/// @param tool the tool, snapshot or amendment that it names; empty for none
/// @param value the result that the claim names, or how many; empty for none
public record ExtractedClaim(String sentence, String kind, String tool, String value) {
    /// As it stands in the resource of a language the same claim reads, so that both are checked
    /// alike; a kind that is unknown claims an act.
    Claim claim(Lexicon lexicon) {
        var name =
                tool.isBlank()
                        ? Optional.<String>empty()
                        : Optional.of(tool.strip().toLowerCase(Locale.ROOT));
        var values =
                Tokens.of(value, lexicon).stream().filter(each -> !each.isPunctuation()).toList();
        var count = values.stream().filter(ClauseView::whole).mapToInt(each -> (int) each.number());
        var first = count.findFirst().orElse(-1);
        return switch (kind) {
            case "tool", "value" ->
                    new Claim.Computed(name, 0, values, List.of(), 0, false, Set.of());
            case "forge" -> new Claim.Forged(name, 0, Math.max(0, first), false);
            case "tests" -> new Claim.Tested(name, first, -1, false);
            case "recall" -> new Claim.Recalled(first, List.of());
            case "commit" -> new Claim.Saved(first, Set.of());
            case "snapshot" -> new Claim.Snapshotted(name);
            case "codex" -> new Claim.Governed("", first);
            default ->
                    new Claim.Acted(
                            Collections.unmodifiableSet(
                                    new LinkedHashSet<>(name.stream().toList())));
        };
    }
}
