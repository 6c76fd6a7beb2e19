package batos.mind;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// One rule of a rehearsal: its conditions, and its words and acts. Patterns need to occur, not to
/// match in full.
///
/// @param personas who speaks; empty for anyone
/// @param purposes purposes of calls that it fits; empty for any
/// @param question on what the Architect asked
/// @param last on the text of the last message
/// @param anywhere on the texts of all messages, joined by line ends
/// @param tool on the name of some offered tool
/// @param noTool on no offered tool's name
/// @param gave on what the tools called in answer to the question gave back
/// @param afterTool whether such a result is there; empty for either
/// @param schema whether a JSON document is asked for; empty for either
/// @param times how often the rule may fit in the life of the mind; 0 for always
public record RehearsalRule(
        String name,
        Set<String> personas,
        Set<String> purposes,
        Optional<Pattern> question,
        Optional<Pattern> last,
        Optional<Pattern> anywhere,
        Optional<Pattern> tool,
        Optional<Pattern> noTool,
        Optional<Pattern> gave,
        Optional<Boolean> afterTool,
        Optional<Boolean> schema,
        int times,
        Line line) {

    /// The action of a fitting rule: pieces of text with captures, then an end.
    ///
    /// @param replies alternatives, one of them chosen by the question; empty for silence
    /// @param json a document with captures in its texts, said instead of a reply
    /// @param sample whether a document that fits the schema asked for is said instead of a reply
    /// @param delay before the first word
    /// @param pace between two words
    public record Line(
            List<String> replies,
            Optional<Map<String, Object>> json,
            boolean sample,
            List<Call> calls,
            Duration delay,
            Duration pace,
            End end) {}

    /// @param arguments a tree of JSON values with captures in its texts
    public record Call(String tool, Map<String, Object> arguments) {}

    public sealed interface End {
        record Answer() implements End {}

        record Refuse(String why) implements End {}

        record Fail(boolean retry, String why, Reply.Fault fault) implements End {}

        /// Says no more and does not end, until the idle limit or an interrupt ends it.
        record Hang() implements End {}
    }
}
