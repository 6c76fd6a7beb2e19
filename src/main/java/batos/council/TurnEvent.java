package batos.council;

import batos.mind.Message;
import java.util.List;

/// Something that happened in a turn.
public sealed interface TurnEvent {
    /// @param lines what came to mind, each a line for a prompt
    /// @param recurrence how troubled the turn's theme was before; NaN where it is new
    /// @param episodes numbers of the episodes that came to mind
    /// @param history the turns before this one as prompts show them, the oldest first
    /// @param advice of a loop above, for BRICK; may be empty
    record Recalled(
            List<String> lines,
            double recurrence,
            Theme theme,
            List<Long> episodes,
            List<Exchange> history,
            String advice)
            implements TurnEvent {
        public Recalled {
            lines = List.copyOf(lines);
            episodes = List.copyOf(episodes);
            history = List.copyOf(history);
        }
    }

    /// ROBIN's first impression of the question, formed without BRICK's thesis.
    ///
    /// @param score how far she expects trouble, 0 to 1
    /// @param distance from the thesis, 0 to 1
    record Impressed(String text, String why, double score, double distance) implements TurnEvent {
        /// Of a turn that goes without.
        static final Impressed NONE = new Impressed("", "", 1, Double.NaN);
    }

    /// BRICK spoke, perhaps asking for tools.
    record Thought(String text, List<Message.ToolCall> calls) implements TurnEvent {
        public Thought {
            calls = List.copyOf(calls);
        }
    }

    record Used(List<ToolUse> uses) implements TurnEvent {
        public Used {
            uses = List.copyOf(uses);
        }
    }

    /// @param tool the name of the tool that is bound now
    /// @param words its signature and what it does, for BRICK
    /// @param tests how many tests it passed, 0 where that is not known
    record Forged(String tool, String words, int tests) implements TurnEvent {}

    /// @param tool the name that was asked for, may be empty
    record NotForged(String tool, String why) implements TurnEvent {}

    /// ROBIN spoke.
    ///
    /// @param score 0 to 1
    /// @param distance from the thesis, 0 to 1
    record Objected(String antithesis, String why, double score, double distance)
            implements TurnEvent {}

    /// ALFRED spoke.
    record Concluded(String synthesis) implements TurnEvent {}
}
