package batos.faces;

import java.util.List;

/// Ends a text at the first of some sequences. It takes pieces, and holds back the possible
/// beginning of a sequence until the next piece decides. For one thread.
public final class StopSequences {
    private final List<String> stops;
    private final StringBuilder held = new StringBuilder();
    private boolean stopped;

    public StopSequences(List<String> stops) {
        this.stops = stops;
    }

    /// The part of the text so far that the caller may pass on now.
    public String feed(String piece) {
        if (stopped) {
            return "";
        }
        held.append(piece);
        var first = -1;
        for (var stop : stops) {
            var at = held.indexOf(stop);
            if (at >= 0 && (first < 0 || at < first)) {
                first = at;
            }
        }
        if (first >= 0) {
            stopped = true;
            return take(first);
        }
        return take(held.length() - beginning());
    }

    /// The rest, when nothing follows.
    public String end() {
        return stopped ? "" : take(held.length());
    }

    public boolean isStopped() {
        return stopped;
    }

    private String take(int length) {
        var text = held.substring(0, length);
        held.delete(0, length);
        return text;
    }

    /// The number of characters at the end that may begin a sequence.
    private int beginning() {
        var longest = 0;
        for (var stop : stops) {
            for (var n = Math.min(stop.length() - 1, held.length()); n > longest; n--) {
                if (stop.startsWith(held.substring(held.length() - n))) {
                    longest = n;
                    break;
                }
            }
        }
        return longest;
    }
}
