package batos.mind;

import java.time.Duration;
import java.util.List;

/// How a call to a mind ended: in exactly one of these ways, always.
public sealed interface Reply {
    record Answered(String text, List<Message.ToolCall> calls, Usage usage) implements Reply {
        public Answered {
            calls = List.copyOf(calls);
        }
    }

    /// The model declined to answer.
    record Refused(String why) implements Reply {}

    /// @param retry whether trying again can help
    /// @param why what failed, where, and what to do next
    record Failed(boolean retry, String why) implements Reply {}

    record Interrupted() implements Reply {}

    /// Token counts are 0 where the server tells none.
    record Usage(int promptTokens, int replyTokens, Duration took) {}
}
