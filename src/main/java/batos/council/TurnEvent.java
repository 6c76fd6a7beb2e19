package batos.council;

import batos.council.claims.ExtractedClaim;
import batos.memory.Contradiction;
import batos.mind.Message;
import java.util.List;

/// Something that happened in a turn.
public sealed interface TurnEvent {
    /// @param lines the recalled memories, each a line for a prompt
    /// @param recurrence how troubled the turn's theme was before; NaN where it is new
    /// @param episodes numbers of the episodes that came to mind
    /// @param history the turns before this one as prompts show them, the oldest first
    /// @param advice of a loop above, for BRICK; may be empty
    /// @param dropped the parts that prompts had no room for, in the order of dropping
    record Recalled(
            List<String> lines,
            double recurrence,
            Theme theme,
            List<Long> episodes,
            List<Exchange> history,
            String advice,
            List<String> dropped)
            implements TurnEvent {
        public Recalled {
            dropped = List.copyOf(dropped);
            lines = List.copyOf(lines);
            episodes = List.copyOf(episodes);
            history = List.copyOf(history);
        }
    }

    /// ROBIN's first impression of the question, formed without BRICK's thesis.
    ///
    /// @param score how far she expects trouble, 0 to 1
    /// @param distance from the thesis, 0 to 1; NaN where it is measured when ALFRED has spoken
    record Impressed(String text, String why, double score, double distance) implements TurnEvent {
        /// Of a turn that goes without.
        static final Impressed NONE = new Impressed("", "", 1, Double.NaN);
    }

    /// BRICK spoke, perhaps asking for tools.
    ///
    /// @param dropped the parts that his prompt had no room for
    record Thought(String text, List<Message.ToolCall> calls, List<String> dropped)
            implements TurnEvent {
        public Thought {
            calls = List.copyOf(calls);
            dropped = List.copyOf(dropped);
        }

        /// With a prompt that had room for all.
        public Thought(String text, List<Message.ToolCall> calls) {
            this(text, calls, List.of());
        }
    }

    record Used(List<ToolUse> uses) implements TurnEvent {
        public Used {
            uses = List.copyOf(uses);
        }
    }

    /// @param tool the name of the tool that is bound now
    /// @param words its signature and description, for BRICK
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

    /// ALFRED has decided whether another round may be left out.
    ///
    /// @param reason why it is left out; never empty where it is
    record Ruled(boolean end, String reason) implements TurnEvent {
        static final Ruled GO_ON = new Ruled(false, "");
    }

    /// ALFRED spoke.
    ///
    /// @param against the memories that contradict the answer
    /// @param claims the claims that BABS found in it, where she was asked
    /// @param distance of thesis and antithesis, where it was not measured before; else NaN
    record Concluded(
            String synthesis,
            List<Contradiction> against,
            List<ExtractedClaim> claims,
            double distance)
            implements TurnEvent {
        public Concluded {
            against = List.copyOf(against);
            claims = List.copyOf(claims);
        }

        /// With nothing in memory against it.
        public Concluded(String synthesis) {
            this(synthesis, List.of(), List.of(), Double.NaN);
        }
    }
}
