package batos.mind;

import java.time.Duration;
import java.util.List;

/// The outcome of a call to a mind: always exactly one of these.
public sealed interface Reply {
    /// @param text the model's words; of a reply that went round in circles, each sentence once
    record Answered(String text, List<Message.ToolCall> calls, Usage usage, Ending ending)
            implements Reply {
        public Answered {
            calls = List.copyOf(calls);
        }

        /// A reply that came to its own end.
        public Answered(String text, List<Message.ToolCall> calls, Usage usage) {
            this(text, calls, usage, Ending.DONE);
        }
    }

    /// The reason why an answer stops where it stops.
    enum Ending {
        /// The model had said all that it had to say.
        DONE("answered"),
        /// The reply was as long as allowed.
        CUT("answered, cut at its token limit"),
        /// The reply went round in circles and was ended.
        REPEATED("answered, then repeated itself");

        private final String words;

        Ending(String words) {
            this.words = words;
        }

        /// As a receipt says it.
        public String words() {
            return words;
        }
    }

    /// The model declined to answer.
    record Refused(String why) implements Reply {}

    /// @param retry whether trying again can help
    /// @param why the fault, its place and the next step
    record Failed(boolean retry, String why, Fault fault) implements Reply {
        public Failed(boolean retry, String why) {
            this(retry, why, Fault.OTHER);
        }
    }

    record Interrupted() implements Reply {}

    /// Token counts are 0 where the server tells none.
    record Usage(int promptTokens, int replyTokens, Duration took) {
        public static final Usage NONE = new Usage(0, 0, Duration.ZERO);

        public int tokens() {
            return promptTokens + replyTokens;
        }
    }

    /// The sort of a failure.
    enum Fault {
        /// Nobody listens at the address, or the connection broke.
        AWAY,
        /// Nothing came within the time allowed.
        SILENT,
        /// The answer breaks the protocol: a malformed line, an end without `done`, HTML.
        GARBLED,
        /// The server has no such model.
        UNKNOWN_MODEL,
        /// The prompt is longer than the requested context.
        TRUNCATED,
        /// The model called a tool with arguments that are not a JSON object.
        ARGUMENTS,
        /// The reply is longer than allowed.
        TOO_LONG,
        /// The token budget is spent.
        BUDGET,
        /// No rule of the rehearsal fits a prompt that needs a JSON document.
        UNREHEARSED,
        OTHER
    }
}
