package batos.codex;

import batos.config.ConfigFault;

/// A difference between codex.toml on disk and the codex in force. None of these has any effect on
/// it.
public sealed interface Drift {
    /// codex.toml is the codex in force.
    record None() implements Drift {}

    /// Another codex stands there, one that could be ratified.
    record Edited(String text, String hash) implements Drift {}

    /// Something stands there that is no codex.
    record NotACodex(String text, String hash, ConfigFault fault) implements Drift {}

    record Gone() implements Drift {}

    /// A link stands there; batos does not read its target.
    record Linked(String target) implements Drift {}

    record Unreadable(String why) implements Drift {}

    /// The found state, for the ledger: a hash where there is a text.
    default String found() {
        return switch (this) {
            case None _ -> "";
            case Edited(_, var hash) -> hash;
            case NotACodex(_, var hash, _) -> hash;
            case Gone _ -> "nothing";
            case Linked(var target) -> "a link to " + target;
            case Unreadable(var why) -> why;
        };
    }

    /// Whether this is the same drift again; each reading of the file makes another object for a
    /// fault.
    default boolean isSameAs(Drift other) {
        return getClass() == other.getClass() && found().equals(other.found());
    }

    /// One line for the prompt.
    default String line() {
        return switch (this) {
            case None _ -> "codex.toml is the codex in force";
            case Edited _ ->
                    "codex.toml was edited outside the protocol; the approved codex stays in force."
                            + " Next: /codex drift";
            case NotACodex(_, _, var fault) ->
                    "codex.toml was edited and is no codex; the approved one stays in force: "
                            + fault.complaints().getFirst()
                            + ". Next: /codex drift";
            case Gone _ ->
                    "codex.toml is gone; the approved codex stays in force. Next: /codex drift --put-back";
            case Linked(var target) ->
                    "codex.toml was replaced by a link to "
                            + target
                            + "; the approved codex stays in force. Next: /codex drift --put-back";
            case Unreadable(var why) ->
                    "codex.toml cannot be read ("
                            + why
                            + "); the approved codex stays in force. Next: /codex drift --put-back";
        };
    }
}
