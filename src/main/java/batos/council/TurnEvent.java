package batos.council;

import batos.mind.Message;
import java.util.List;

/// Something that happened in a turn.
public sealed interface TurnEvent {
    /// @param lines what came to mind, each a line for a prompt
    /// @param troubled the mean dissonance of the episodes that came to mind
    record Recalled(List<String> lines, double troubled) implements TurnEvent {
        public Recalled {
            lines = List.copyOf(lines);
        }
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
    record Forged(String tool, String words) implements TurnEvent {}

    record NotForged(String why) implements TurnEvent {}

    /// ROBIN spoke.
    ///
    /// @param score 0 to 1
    record Objected(String antithesis, String why, double score) implements TurnEvent {}

    /// ALFRED spoke.
    record Concluded(String synthesis) implements TurnEvent {}
}
