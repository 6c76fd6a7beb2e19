package batos.nerve;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// The kind of event that a pulse reports. Its word ([#word]) stands on the wire and in the log of
/// pulses; [#of] reads every word, also one that a newer owner sends.
///
/// A kind carries no payload: a pulse says in one line of text what happened, and a client that
/// needs more reads the image at the pulse's place. So a client of another version loses no pulse.
public sealed interface PulseKind {
    /// For example `tool.bound`.
    String word();

    enum Image implements PulseKind {
        COMMIT("commit"),
        COMPACTED("image.compacted"),
        SNAPSHOT("image.snapshot"),
        TROUBLE("image.trouble");

        private final String word;

        Image(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }

    enum Governance implements PulseKind {
        /// News that the Architect did not ask for: drift, a proposal of a persona.
        CODEX("codex"),
        LEDGER("ledger"),
        SETTINGS_RELOADED("settings.reloaded"),
        SETTINGS_REFUSED("settings.refused");

        private final String word;

        Governance(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }

    enum Model implements PulseKind {
        /// Another mind answers than the one that settings name.
        FALLBACK("mind.fallback"),
        /// A pinned tag has another digest at the server.
        CHANGED("model.changed"),
        PINNED("model.pinned"),
        SWAPPED("model.swapped");

        private final String word;

        Model(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }

    enum Tool implements PulseKind {
        BOUND,
        RETIRED,
        QUARANTINED,
        ROLLEDBACK,
        PINNED;

        @Override
        public String word() {
            return "tool." + name().toLowerCase(Locale.ROOT);
        }
    }

    /// Servers of others whose tools are guests of the toolbox.
    enum Guest implements PulseKind {
        ENABLED,
        DISABLED,
        /// It offers something else than was agreed to, and is disabled.
        CHANGED;

        @Override
        public String word() {
            return "guest." + name().toLowerCase(Locale.ROOT);
        }
    }

    enum Memory implements PulseKind {
        /// Vectors of another embedding model.
        FOREIGN,
        /// The embedding model does not answer: recall goes by words alone.
        WORDLESS,
        /// The index over the vectors is rewritten, or cannot be.
        INDEX,
        /// Work on memory in the background has ended.
        WORK;

        @Override
        public String word() {
            return "memory." + name().toLowerCase(Locale.ROOT);
        }
    }

    enum Council implements PulseKind {
        DISSONANCE,
        CLIMB,
        /// A persona is no longer recognised by its style.
        DRIFT;

        @Override
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// A turn while it runs.
    enum Turn implements PulseKind {
        BEGAN,
        STREAMED,
        SPOKE,
        REMEMBERED,
        CALLED,
        RETURNED,
        FELT,
        WORKED;

        @Override
        public String word() {
            return "turn." + name().toLowerCase(Locale.ROOT);
        }
    }

    /// Idle work.
    enum Motive implements PulseKind {
        IMAGINED,
        STEP,
        /// A line about work done while nobody was there.
        REPORT;

        @Override
        public String word() {
            return "motive." + name().toLowerCase(Locale.ROOT);
        }
    }

    /// A training, by its step or its new state.
    record Tuning(String stage) implements PulseKind {
        static final String PREFIX = "tuning.";

        @Override
        public String word() {
            return PREFIX + stage;
        }
    }

    /// A kind that this version does not know.
    record Other(String word) implements PulseKind {}

    /// The part of the word before the first dot.
    default String topic() {
        var dot = word().indexOf('.');
        return dot < 0 ? word() : word().substring(0, dot);
    }

    /// The kind whose word this is.
    static PulseKind of(String word) {
        if (word.startsWith(Tuning.PREFIX)) {
            return new Tuning(word.substring(Tuning.PREFIX.length()));
        }
        var known = Known.BY_WORD.get(word);
        return known == null ? new Other(word) : known;
    }

    /// The kinds of this version, but for those with a stage of their own.
    final class Known {
        private static final Map<String, PulseKind> BY_WORD = new TreeMap<>();

        static {
            add(Image.values());
            add(Governance.values());
            add(Model.values());
            add(Tool.values());
            add(Guest.values());
            add(Memory.values());
            add(Council.values());
            add(Turn.values());
            add(Motive.values());
        }

        private Known() {}

        private static void add(PulseKind[] kinds) {
            for (var kind : kinds) {
                BY_WORD.put(kind.word(), kind);
            }
        }
    }
}
