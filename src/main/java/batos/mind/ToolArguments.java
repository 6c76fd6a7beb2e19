package batos.mind;

import java.util.ArrayList;
import java.util.function.Function;

/// Arguments of a tool call that are not one JSON object: told to the model once, never replaced by
/// an empty object.
final class ToolArguments {
    private ToolArguments() {}

    static Reply.Failed fault(String where, String tool, String arguments) {
        return new Reply.Failed(
                true,
                "%s: the model called %s with arguments that are not a JSON object: %s"
                        .formatted(where, tool, StreamProtocol.cut(arguments)),
                Reply.Fault.ARGUMENTS);
    }

    /// Calls, and after such a fault once more, quoting it to the model.
    static Reply onceMore(Prompt prompt, Function<Prompt, Reply> call) {
        var reply = call.apply(prompt);
        if (!(reply instanceof Reply.Failed(var retry, var why, var fault))
                || fault != Reply.Fault.ARGUMENTS) {
            return reply;
        }
        var again = new ArrayList<>(prompt.messages());
        again.add(
                new Message.Asked(
                        "That call could not be made. "
                                + why
                                + "\nCall again; the arguments are one JSON object."));
        return call.apply(prompt.with(again));
    }
}
