package batos.nerve;

/// A place in the sequence of pulses: `epoch:seq`.
///
/// @param epoch names one sequence; numbers of different epochs say nothing about each other
/// @param seq the last pulse seen, 0 before the first
public record Position(String epoch, long seq) {
    /// Before everything: whoever asks from here gets the whole state.
    public static final Position NONE = new Position("", 0);

    @Override
    public String toString() {
        return epoch + ":" + seq;
    }

    /// Reads what [#toString()] writes; anything else is [#NONE].
    public static Position of(String text) {
        var colon = text.lastIndexOf(':');
        if (colon < 0) {
            return NONE;
        }
        try {
            return new Position(
                    text.substring(0, colon), Long.parseLong(text.substring(colon + 1)));
        } catch (NumberFormatException e) {
            return NONE;
        }
    }
}
