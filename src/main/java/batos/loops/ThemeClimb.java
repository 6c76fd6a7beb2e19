package batos.loops;

import batos.council.Theme;

/// The rung that the trouble on one theme has reached, and whether the Architect holds it there.
public record ThemeClimb(Theme theme, Ascent ascent, boolean held) {
    /// The state in a few words, for reading.
    public String state() {
        return switch (ascent) {
            case Ascent.Calm() -> "calm";
            case Ascent.Troubled(var turns, _) -> "troubled by " + count(turns.size());
            case Ascent.Pending(var act, _) ->
                    act.rung() + ": " + act.what() + ", not in force yet";
            case Ascent.Measuring(var act, _, var since) ->
                    act.rung() + ": " + act.what() + ", measured over " + count(since.size());
            case Ascent.Measured(var act, _, var effect) ->
                    act.rung() + " did not help enough (" + words(effect) + ")";
            case Ascent.Settled(var act, var effect) ->
                    "settled after " + act.rung() + " (" + words(effect) + ")";
        };
    }

    private static String count(int turns) {
        return turns + (turns == 1 ? " turn" : " turns");
    }

    public static String words(Ascent.Effect effect) {
        return effect.turns() == 0
                ? "nothing to measure"
                : String.format(
                        java.util.Locale.ROOT,
                        "dissonance %.2f -> %.2f over %s",
                        effect.before(),
                        effect.after(),
                        count(effect.turns()));
    }
}
