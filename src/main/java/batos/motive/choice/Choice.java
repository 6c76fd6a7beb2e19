package batos.motive.choice;

import java.util.List;
import java.util.Locale;

/// A goal that was drawn, with the numbers that it was drawn by.
///
/// @param among the odds of every candidate
public record Choice(Odds drawn, List<Odds> among) {
    public Choice {
        among = List.copyOf(among);
    }

    /// The odds of a candidate.
    ///
    /// @param exploration the part of the probability that did not come from progress
    public record Odds(
            Candidate candidate, Competence competence, double exploration, double probability) {
        /// For reading.
        public String line() {
            return String.format(
                    Locale.ROOT,
                    "goal %d: region %s, %d tried, success %.2f before and %.2f lately, progress"
                            + " %.2f, codex weight %.2f, exploration %.2f, probability %.2f",
                    candidate.goal(),
                    candidate.region(),
                    competence.tried(),
                    competence.earlier(),
                    competence.recent(),
                    competence.progress(),
                    candidate.weight(),
                    exploration,
                    probability);
        }
    }
}
