package batos.council;

import batos.mind.Message;

/// One tool call of a turn and what came of it: the receipt that claims are checked against.
///
/// @param outcome the result as JSON, or what went wrong in words
/// @param end how it ended
/// @param dissonance what the tool's command added, 0 where it had none
/// @param note the command's note, or empty
public record ToolUse(Message.ToolCall call, String outcome, End end, double dissonance, String note) {
    public enum End {
        GAVE,
        BROKE,
        UNKNOWN
    }
}
