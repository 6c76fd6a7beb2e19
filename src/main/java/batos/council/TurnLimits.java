package batos.council;

/// The bounds of a turn, from settings.
///
/// @param rounds how often BRICK may speak to ROBIN's objection, 1 and more
/// @param threshold above this total dissonance there is another round, 0 to 1
/// @param calls how many replies with tool calls a turn may have
/// @param forgings how many missing tools a turn may ask for
/// @param recall how many episodes come to mind
/// @param history how many past turns stand in a prompt as a conversation
/// @param weights of the parts of dissonance
/// @param options calls that a turn may make beyond the usual ones
public record TurnLimits(
        int rounds,
        double threshold,
        int calls,
        int forgings,
        int recall,
        int history,
        Dissonance.Weights weights,
        Options options) {
    /// The same with one round: a small model has nothing to add in a second.
    TurnLimits once() {
        return new TurnLimits(1, threshold, calls, forgings, recall, history, weights, options);
    }

    /// @param extractClaims whether BABS lists the claims of each answer
    /// @param earlyEnd whether ALFRED is asked before each further round if it may be left out
    public record Options(boolean extractClaims, boolean earlyEnd) {
        public static final Options NONE = new Options(false, false);
    }

    /// Without calls beyond the usual ones.
    public TurnLimits(
            int rounds,
            double threshold,
            int calls,
            int forgings,
            int recall,
            int history,
            Dissonance.Weights weights) {
        this(rounds, threshold, calls, forgings, recall, history, weights, Options.NONE);
    }

    /// With the usual weights and no past turns in its prompts.
    public TurnLimits(int rounds, double threshold, int calls, int forgings, int recall) {
        this(rounds, threshold, calls, forgings, recall, 0, Dissonance.Weights.USUAL);
    }
}
