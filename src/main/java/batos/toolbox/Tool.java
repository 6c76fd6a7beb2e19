package batos.toolbox;

import batos.image.Author;

/// A tool as it is now: a version of it, its standing and its record.
///
/// @param version from 1
/// @param origin who made this version; the forge never changes what a human made
/// @param author who wrote this version
/// @param cause why this version exists: the gap, the edit, the import
/// @param pinned held at this version by the Architect: the forge makes no newer one
public record Tool(
        ToolDraft draft,
        int version,
        Origin origin,
        Author author,
        String cause,
        Standing standing,
        boolean pinned,
        Tally tally) {

    public String name() {
        return draft.name();
    }

    public String description() {
        return draft.description();
    }

    public String parameters() {
        return draft.parameters();
    }

    public String source() {
        return draft.source();
    }

    /// The name with the version, for example `slugify@2`.
    public String label() {
        return name() + "@" + version;
    }

    /// Whether an object of arguments, as JSON text, fits the parameters.
    public boolean takes(String arguments) {
        return ArgumentSchema.misfit(parameters(), arguments).isEmpty();
    }

    public enum Origin {
        FORGED,
        EDITED,
        IMPORTED,
        /// Of a third party's server, see [GuestBook]. It runs outside the crucible.
        GUEST
    }

    public enum Standing {
        /// Bound: models see it and it can be called.
        LIVE,
        /// Taken out after failing three times in a row, with no earlier version to go back to.
        QUARANTINED,
        /// Put away by the Architect.
        RETIRED
    }

    /// The host's counts for one version.
    ///
    /// @param calls ended calls, those that failed included
    /// @param failures those that failed outside the version's fault budget
    /// @param inARow failures since the last success
    /// @param lastFault in words, or empty
    public record Tally(long calls, long failures, int inARow, String lastFault) {
        public static final Tally NONE = new Tally(0, 0, 0, "");

        public Tally succeeded() {
            return new Tally(calls + 1, failures, 0, lastFault);
        }

        public Tally failed(String fault) {
            return new Tally(calls + 1, failures + 1, inARow + 1, fault);
        }

        /// The Architect bound the version again: a new row of failures begins.
        Tally boundAgain() {
            return new Tally(calls, failures, 0, lastFault);
        }
    }
}
