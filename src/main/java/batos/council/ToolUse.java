package batos.council;

import batos.mind.Message;
import batos.toolbox.CallResult;

/// One tool call of a turn and its outcome: the receipt for checking claims.
///
/// @param label the tool with the version that was called, for example `slugify@2`; its name where
///   there is none
/// @param outcome the result as JSON, or the fault in words
/// @param dissonance the dissonance that the tool's command added, 0 where it had none
/// @param note the command's note and its refused wishes, or empty
public record ToolUse(
        Message.ToolCall call,
        String label,
        String outcome,
        End end,
        double dissonance,
        String note) {
    public enum End {
        GAVE,
        BROKE,
        UNKNOWN
    }

    static ToolUse of(Message.ToolCall call, CallResult called) {
        return switch (called) {
            case CallResult.Gave gave ->
                    new ToolUse(
                            call,
                            gave.tool().label(),
                            gave.result(),
                            End.GAVE,
                            gave.command().map(command -> command.dissonance()).orElse(0.0),
                            gave.command().map(command -> command.note()).orElse("")
                                    + (gave.refused().isEmpty()
                                            ? ""
                                            : " refused: " + String.join("; ", gave.refused())));
            case CallResult.Broke broke ->
                    new ToolUse(
                            call,
                            broke.tool().label(),
                            broke.words(),
                            End.BROKE,
                            0,
                            broke.consequence().orElse(""));
            case CallResult.Misfit misfit ->
                    new ToolUse(call, misfit.tool().label(), misfit.why(), End.BROKE, 0, "");
            case CallResult.NoSuchTool(var name, var nearest) ->
                    new ToolUse(
                            call,
                            name,
                            "there is no such tool yet"
                                    + nearest.map(other -> "; nearest: " + other).orElse(""),
                            End.UNKNOWN,
                            0,
                            "");
            case CallResult.Interrupted() ->
                    new ToolUse(call, call.tool(), "interrupted", End.BROKE, 0, "");
        };
    }

    /// The receipt as one line.
    public String line() {
        return label
                + " "
                + call.arguments()
                + " -> "
                + outcome
                + (note.isBlank() ? "" : " (" + note.strip() + ")");
    }
}
