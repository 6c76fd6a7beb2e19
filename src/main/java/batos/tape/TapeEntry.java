package batos.tape;

import java.util.List;

/// One answer of the outside world.
///
/// @param channel who asked, for example `mind.ollama`, `clock.turn`, `crucible`
/// @param request the request; empty where the channel alone says it
/// @param answer the pieces in which the answer came
record TapeEntry(String channel, String request, List<String> answer) {
    private static final String MARK = "mark.";

    TapeEntry {
        answer = List.copyOf(answer);
    }

    static TapeEntry mark(String kind, String text) {
        return new TapeEntry(MARK + kind, "", List.of(text));
    }

    boolean isMark(String kind) {
        return channel.equals(MARK + kind);
    }

    String text() {
        return String.join("", answer);
    }
}
