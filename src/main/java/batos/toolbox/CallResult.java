package batos.toolbox;

import batos.crucible.Verdict;
import java.util.List;
import java.util.Optional;

/// The outcome of a tool's call.
public sealed interface CallResult {
    /// @param result one JSON document
    /// @param refused the tool's refused wishes, in words
    record Gave(Tool tool, String result, Optional<TurnCommand> command, List<String> refused)
            implements CallResult {
        public Gave {
            refused = List.copyOf(refused);
        }
    }

    /// It failed, was killed, or there was no crucible.
    ///
    /// @param words the fault and the next step, for a person
    /// @param consequence a note that the version was quarantined, with the version bound now
    record Broke(Tool tool, Verdict verdict, String words, Optional<String> consequence)
            implements CallResult {}

    /// The arguments do not fit the tool's schema; nothing ran.
    record Misfit(Tool tool, String why) implements CallResult {}

    /// @param nearest the most similar name that exists
    record NoSuchTool(String name, Optional<String> nearest) implements CallResult {}

    record Interrupted() implements CallResult {}

    /// Whether there was nowhere to run the tool: neither the tool nor whoever called it is to
    /// blame. A guest runs elsewhere.
    default boolean lacksCrucible() {
        return this instanceof Broke(var tool, Verdict.Unavailable _, _, _)
                && tool.origin() != Tool.Origin.GUEST;
    }

    /// The text for a model: the tool's output is fenced and marked as data.
    default String forModel() {
        return switch (this) {
            case Gave gave -> UntrustedText.around(gave.tool().label(), gave.result());
            case Broke broke ->
                    UntrustedText.around(broke.tool().label() + " failed", broke.words());
            case Misfit misfit -> "The arguments do not fit: " + misfit.why();
            case NoSuchTool none ->
                    "There is no tool '"
                            + none.name()
                            + "'."
                            + none.nearest()
                                    .map(name -> " The nearest is '" + name + "'.")
                                    .orElse("");
            case Interrupted _ -> "The call was interrupted.";
        };
    }
}
