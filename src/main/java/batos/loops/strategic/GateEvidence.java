package batos.loops.strategic;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// All that was measured on a candidate and on its base, before it answers any turn.
///
/// @param base tag and digest of the model under training
/// @param candidate tag of the trained model
/// @param judge tag and digest of the judge's model, or `the Architect`
/// @param lossBefore by example
/// @param lossAfter by example
/// @param distinctBefore how far the base's answers are from the other personas', 0 to 1; NaN where
///   nobody else was asked
public record GateEvidence(
        SealedDataset dataset,
        String base,
        String candidate,
        String judge,
        Map<String, Double> lossBefore,
        Map<String, Double> lossAfter,
        JudgeSheet sheet,
        List<Answered> heldOut,
        List<Skill> skills,
        List<Format> formats,
        double distinctBefore,
        double distinctAfter) {
    public GateEvidence {
        lossBefore = Collections.unmodifiableMap(new LinkedHashMap<>(lossBefore));
        lossAfter = Collections.unmodifiableMap(new LinkedHashMap<>(lossAfter));
        heldOut = List.copyOf(heldOut);
        skills = List.copyOf(skills);
        formats = List.copyOf(formats);
    }

    /// A held-out question, answered by both.
    public record Answered(String question, String base, String candidate) {}

    /// An old skill, answered by both.
    public record Skill(
            String question,
            String base,
            String candidate,
            boolean baseHolds,
            boolean candidateHolds) {}

    /// @param name `tool call`, `document`
    public record Format(String name, boolean baseParses, boolean candidateParses) {}

    GateEvidence with(JudgeSheet judged) {
        return new GateEvidence(
                dataset,
                base,
                candidate,
                judge,
                lossBefore,
                lossAfter,
                judged,
                heldOut,
                skills,
                formats,
                distinctBefore,
                distinctAfter);
    }
}
