package batos.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.TreeMap;

/// The structure of the system at one moment: models, thresholds, limits. settings.toml explains
/// each key and its default; [SettingsKeys] has the ranges.
///
/// @param values every key with its value in force, in the order of the file
public record Settings(
        Mind mind,
        Models models,
        Budget budget,
        Council council,
        Memory memory,
        Crucible crucible,
        Forge forge,
        Image image,
        Language language,
        Codex codex,
        Loops loops,
        Owner owner,
        Display display,
        Serve serve,
        TuningSettings tuning,
        McpSettings mcp,
        IdleSettings motive,
        Log log,
        SequencedMap<String, Object> values) {

    /// @param prefer `auto`, `ollama`, `openai`, `local` or `rehearsal`
    /// @param rehearsal path of a script; empty means the shipped one
    /// @param thinking whether a model that can reason before it answers does so
    public record Mind(
            String prefer,
            String ollamaUrl,
            String openaiUrl,
            String openaiKeyEnv,
            String openaiKeyFile,
            String rehearsal,
            boolean thinking,
            String localModels,
            String localPython,
            int localThreads,
            Duration firstToken,
            Duration idleTimeout,
            Duration callTimeout,
            Duration startProbe) {}

    /// @param level `error`, `warning`, `info` or `debug`
    /// @param traceKb size at which trace.log is renamed, in kB
    public record Log(String level, int traceKb) {}

    /// @param resident how many models are kept in graphics memory at once
    /// @param of by the persona's name, upper case
    public record Models(int resident, double vramGb, String embedding, Map<String, Model> of) {
        public Models {
            of = Collections.unmodifiableMap(new TreeMap<>(of));
        }
    }

    /// @param context in tokens
    /// @param temperature 0 to 2
    /// @param topP 0 to 1
    /// @param maxTokens the longest reply
    public record Model(
            String tag, int context, double temperature, double topP, long seed, int maxTokens) {}

    public record Budget(long tokensPerTurn, long tokensPerDay) {}

    /// @param mode `full`, `lean` or `auto`
    /// @param dissonanceThreshold 0 to 1
    /// @param attachmentsKb how much may be attached to one question, in KiB
    /// @param weights of the parts of dissonance, by name; they add up to 1
    /// @param driftBound a persona recognised less often than this has drifted, 0 to 1
    /// @param driftEvery after so many turns drift is measured; 0 for never
    public record Council(
            String mode,
            int rounds,
            double dissonanceThreshold,
            int historyTurns,
            int attachmentsKb,
            Map<String, Double> weights,
            boolean extractClaims,
            boolean earlyEnd,
            double driftBound,
            int driftEvery) {
        public Council {
            weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
        }
    }

    /// @param recall how many turns BABS brings to a turn of the council
    /// @param store where the index of vectors is: `image`, or `pgvector:` and a JDBC URL
    /// @param indexFrom how many vectors there must be for an index
    /// @param idle how long nothing was added to a session before idle time consolidates it; zero
    ///   for never
    public record Memory(
            int recall, String store, int indexFrom, Duration idle, RecallWeights weights) {}

    /// The weight of each signal in the ranking of turns; each is a z-score.
    public record RecallWeights(
            double dense,
            double text,
            double around,
            double parent,
            double speaker,
            double substance,
            double dated) {}

    /// @param prefer `auto`, `gvisor` or `polyglot`
    public record Crucible(
            String prefer,
            String dockerHost,
            String runtime,
            String image,
            Duration wall,
            int memoryMb,
            double cpus,
            int pids,
            int outputKb,
            int tmpMb,
            int pool) {}

    /// @param imports the Python modules that a tool may import
    public record Forge(int attempts, int hiddenTests, List<String> imports) {
        public Forge {
            imports = List.copyOf(imports);
        }
    }

    /// @param memoryMb for commits until they are in the heap file, and for the mapped part of that
    /// @param keepCommits can be undone, whatever their age and size
    /// @param journalMb a longer journal is condensed, as is one older than `keepDays`
    /// @param reserveMb commits are refused while less than this is free
    public record Image(
            int segmentMb,
            int memoryMb,
            int checkpointMb,
            int keepCommits,
            int keepDays,
            int journalMb,
            int snapshots,
            int heapMb,
            int largestMb,
            int reserveMb,
            int waitSeconds) {}

    /// @param files `off`, `read` or `write`: what programs may do with files
    /// @param folders paths, separated by commas, under which they may; empty for the working
    ///   folder
    public record Language(
            long steps, Duration wall, int memoryMb, int depth, String files, String folders) {}

    /// @param backups how many timestamped backups of codex.toml are kept
    public record Codex(int backups) {}

    /// The troubled turns on a theme that lead to each loop.
    ///
    /// @param measured so many turns show the effect of a loop
    /// @param quiet so many turns in a row without trouble end it
    public record Loops(
            int tacticalAfter,
            int strategicAfter,
            int philosophicalAfter,
            int measured,
            int quiet) {}

    /// @param lingerMinutes how long an owner stays behind that a one-shot command left; 0 for none
    public record Owner(int lingerMinutes) {}

    /// @param theme of the terminal: dark, light or none
    public record Display(String theme) {}

    /// @param port of the API server on loopback; 0 for a free one
    /// @param clients requests that may run or wait at once
    public record Serve(int port, int clients) {}

    public Settings {
        values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
    }

    public static Settings defaults() {
        return SettingsReader.assemble(new LinkedHashMap<>());
    }

    /// @throws ConfigFault with one complaint for each key that is unknown or out of range
    public static Settings of(TomlTree tree) throws ConfigFault {
        return SettingsReader.read(tree);
    }

    /// @throws ConfigFault as [#of(TomlTree)], or when the file is missing or is not TOML
    public static Settings read(Path file) throws ConfigFault {
        return of(TomlTree.parse(file, TomlTree.readText(file)));
    }

    /// The keys whose values differ, in the order of the file.
    public List<String> differing(Settings other) {
        return values.keySet().stream()
                .filter(key -> !Objects.equals(values.get(key), other.values.get(key)))
                .toList();
    }
}
