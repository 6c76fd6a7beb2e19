package batos.config;

import batos.text.NearestName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Every key that settings.toml may have, in the order in which the file presents them.
public final class SettingsKeys {
    /// The four, in the order in which they speak.
    public static final List<String> PERSONAS = List.of("BRICK", "ROBIN", "ALFRED", "BABS");

    private static final SequencedMap<String, SettingKey> ALL = all();

    private SettingsKeys() {}

    public static SequencedMap<String, SettingKey> keys() {
        return ALL;
    }

    public static Optional<SettingKey> find(String name) {
        return Optional.ofNullable(ALL.get(name)).or(() -> McpSettings.serverKey(name));
    }

    /// The error for an unknown key or table, with the nearest known one.
    public static String unknown(String name) {
        var tables = ALL.keySet().stream().map(key -> key.substring(0, key.lastIndexOf('.')));
        var names = Stream.concat(ALL.keySet().stream(), tables.distinct()).toList();
        return "there is no key " + name + NearestName.hint(name, names);
    }

    private static SequencedMap<String, SettingKey> all() {
        var keys = new ArrayList<SettingKey>();
        minds(keys);
        models(keys);
        limits(keys);
        crucible(keys);
        image(keys);
        owner(keys);
        keys.addAll(TuningSettings.keys());
        keys.addAll(McpSettings.keys());
        keys.addAll(IdleSettings.keys());
        var all = new LinkedHashMap<String, SettingKey>();
        keys.forEach(key -> all.put(key.name(), key));
        return Collections.unmodifiableSequencedMap(all);
    }

    private static void minds(List<SettingKey> keys) {
        var web = new ValueRange.Address(List.of("http://", "https://"));
        var prefer =
                new ValueRange.Choice(List.of("auto", "ollama", "openai", "local", "rehearsal"));
        keys.add(new SettingKey("mind.prefer", prefer, "auto", "which mind the four think with"));
        keys.add(
                new SettingKey(
                        "mind.ollama_url", web, "http://127.0.0.1:11434", "the Ollama server"));
        keys.add(new SettingKey("mind.openai_url", web, "", "an OpenAI-compatible server"));
        keys.add(
                new SettingKey(
                        "mind.openai_key_env",
                        new ValueRange.Line(100),
                        "OPENAI_API_KEY",
                        "the environment variable that holds its key"));
        keys.add(
                new SettingKey(
                        "mind.openai_key_file",
                        new ValueRange.Line(1_000),
                        "",
                        "a file with its key, of mode 600"));
        keys.add(
                new SettingKey(
                        "mind.rehearsal",
                        new ValueRange.Line(1_000),
                        "",
                        "the rehearsal script; empty is the shipped one"));
        keys.add(
                new SettingKey(
                        "mind.thinking",
                        new ValueRange.Choice(List.of("no", "model")),
                        "no",
                        "whether reasoning models think before they answer"));
        keys.add(
                new SettingKey(
                        "mind.local_models",
                        new ValueRange.Line(1_000),
                        "",
                        "the folder of installed GGUF files; empty is the user's data folder"));
        keys.add(
                new SettingKey(
                        "mind.local_python",
                        new ValueRange.Line(1_000),
                        "python3",
                        "the interpreter that serves them"));
        keys.add(whole("mind.local_threads", 0, 256, 0, "threads that compute; 0 leaves one core"));
        keys.add(
                whole(
                        "mind.first_token_seconds",
                        1,
                        86_400,
                        180,
                        "wait for the first token of a reply"));
        keys.add(whole("mind.idle_timeout_seconds", 1, 3_600, 120, "silence that ends a call"));
        keys.add(whole("mind.call_timeout_seconds", 1, 86_400, 600, "length that ends a call"));
        keys.add(whole("mind.start_probe_ms", 10, 60_000, 400, "wait for a server at start"));
    }

    private static void models(List<SettingKey> keys) {
        keys.add(whole("models.resident", 1, 16, 1, "models kept in graphics memory at once"));
        keys.add(real("models.vram_gb", 0, 1_024, 8.0, "graphics memory, in GB"));
        keys.add(
                new SettingKey(
                        "models.embedding",
                        new ValueRange.Line(200),
                        "bge-small-en-v1.5-q",
                        "the embedding model"));
        var temperatures = List.of(0.2, 0.7, 0.4, 0.1);
        for (int i = 0; i < PERSONAS.size(); i++) {
            var model = "models." + PERSONAS.get(i) + ".";
            keys.add(
                    new SettingKey(
                            model + "tag",
                            new ValueRange.Line(200),
                            "qwen3:4b",
                            "the model's name"));
            keys.add(whole(model + "context", 512, 1_048_576, 8_192, "context length in tokens"));
            keys.add(
                    real(model + "temperature", 0, 2, temperatures.get(i), "how freely it speaks"));
            keys.add(real(model + "top_p", 0, 1, 0.9, "share of likely words it chooses from"));
            keys.add(whole(model + "seed", 0, Integer.MAX_VALUE, 4, "seed of its sampling"));
            keys.add(whole(model + "max_tokens", 16, 131_072, 1_024, "longest reply in tokens"));
        }
    }

    private static void limits(List<SettingKey> keys) {
        keys.add(whole("budget.tokens_per_turn", 1_000, 10_000_000, 60_000, "tokens of one turn"));
        keys.add(whole("budget.tokens_per_day", 0, 1_000_000_000, 10_000_000, "tokens of one day"));
        keys.add(
                new SettingKey(
                        "council.mode",
                        new ValueRange.Choice(List.of("auto", "full", "lean")),
                        "auto",
                        "how much the four are told in a turn"));
        keys.add(whole("council.rounds", 1, 8, 2, "rounds of thesis and antithesis"));
        keys.add(real("council.dissonance_threshold", 0, 1, 0.6, "dissonance that asks for more"));
        keys.add(
                whole(
                        "council.history_turns",
                        0,
                        100,
                        0,
                        "past turns in a prompt, as a conversation"));
        keys.add(whole("council.attachments_kb", 1, 8192, 256, "KiB attached to one question"));
        keys.add(
                new SettingKey(
                        "council.weights",
                        new ValueRange.Shares(
                                List.of(
                                        "disagreement",
                                        "distance",
                                        "failure",
                                        "unverified",
                                        "contradiction",
                                        "recurrence",
                                        "reported")),
                        List.of(
                                "disagreement=0.45",
                                "distance=0.05",
                                "failure=0.1",
                                "unverified=0.15",
                                "contradiction=0.1",
                                "recurrence=0.05",
                                "reported=0.1"),
                        "what the parts of dissonance weigh"));
        keys.add(
                new SettingKey(
                        "council.extract_claims",
                        new ValueRange.Flag(),
                        false,
                        "whether BABS lists the claims of each answer"));
        keys.add(
                new SettingKey(
                        "council.early_end",
                        new ValueRange.Flag(),
                        false,
                        "whether ALFRED may leave out a round, with a reason"));
        keys.add(real("council.drift_bound", 0, 1, 0.5, "recognised less often: drifted"));
        keys.add(whole("council.drift_every", 0, 1000, 25, "turns between measurements of drift"));
        keys.add(whole("memory.recall", 0, 100, 10, "memories that BABS brings to a turn"));
        keys.add(
                new SettingKey(
                        "memory.store",
                        new ValueRange.Line(1_000),
                        "image",
                        "where the index of memory is: image, or pgvector:URL"));
        keys.add(
                whole("memory.index_from", 0, 10_000_000, 12_000, "vectors from which it is used"));
        keys.add(whole("memory.idle_minutes", 0, 10_080, 10, "until a session is consolidated"));
        keys.add(real("memory.weights.dense", 0, 10, 1.0, "weight of the nearest vector"));
        keys.add(real("memory.weights.text", 0, 10, 0.15, "weight of a turn's own words"));
        keys.add(real("memory.weights.around", 0, 10, 0.3, "weight of words of its neighbours"));
        keys.add(real("memory.weights.parent", 0, 10, 1.0, "weight of its session"));
        keys.add(real("memory.weights.speaker", 0, 10, 0.6, "weight of its speaker being named"));
        keys.add(real("memory.weights.substance", 0, 10, 0.4, "weight of how much it states"));
        keys.add(real("memory.weights.dated", 0, 10, 0.4, "weight of a time, if one is asked for"));
        keys.add(whole("forge.attempts", 1, 10, 3, "drafts of a tool before giving up"));
        keys.add(whole("forge.hidden_tests", 0, 20, 3, "tests that a tool's author never sees"));
        keys.add(
                new SettingKey(
                        "forge.imports",
                        new ValueRange.Words(Pattern.compile("[A-Za-z_][A-Za-z0-9_.]*"), 200),
                        List.of(
                                "__future__",
                                "base64",
                                "bisect",
                                "collections",
                                "copy",
                                "csv",
                                "dataclasses",
                                "datetime",
                                "decimal",
                                "difflib",
                                "enum",
                                "fractions",
                                "functools",
                                "hashlib",
                                "heapq",
                                "itertools",
                                "json",
                                "math",
                                "operator",
                                "random",
                                "re",
                                "statistics",
                                "string",
                                "textwrap",
                                "typing",
                                "unicodedata"),
                        "modules that a tool may import"));
        keys.add(whole("loops.tactical_after", 1, 1_000, 1, "troubles on a theme before tools"));
        keys.add(whole("loops.strategic_after", 1, 1_000, 3, "troubles on a theme before tuning"));
        keys.add(
                whole(
                        "loops.philosophical_after",
                        1,
                        1_000,
                        5,
                        "troubles on a theme before the codex itself is questioned"));
        keys.add(whole("loops.measured_turns", 1, 100, 2, "turns that show what a loop changed"));
        keys.add(whole("loops.quiet_turns", 1, 100, 2, "turns without trouble that end it"));
        keys.add(whole("codex.backups", 1, 10_000, 20, "backups of codex.toml that are kept"));
    }

    private static void crucible(List<SettingKey> keys) {
        var prefer = new ValueRange.Choice(List.of("auto", "gvisor", "polyglot"));
        keys.add(new SettingKey("crucible.prefer", prefer, "auto", "where tools run"));
        keys.add(
                new SettingKey(
                        "crucible.docker_host",
                        new ValueRange.Address(List.of("unix://", "tcp://")),
                        "unix:///var/run/docker.sock",
                        "the Docker daemon"));
        keys.add(
                new SettingKey(
                        "crucible.runtime", new ValueRange.Line(200), "runsc", "the OCI runtime"));
        keys.add(
                new SettingKey(
                        "crucible.image",
                        new ValueRange.Line(200),
                        "batos-sandbox:4",
                        "the container image"));
        keys.add(whole("crucible.wall_seconds", 1, 600, 10, "wall clock of one call"));
        keys.add(whole("crucible.memory_mb", 64, 4_096, 256, "memory of one call"));
        keys.add(real("crucible.cpus", 0.1, 64, 1.0, "processors of one call"));
        keys.add(whole("crucible.pids", 64, 4_096, 512, "processes and threads of a container"));
        keys.add(whole("crucible.output_kb", 1, 16_384, 256, "output of one call"));
        keys.add(whole("crucible.tmp_mb", 1, 1_024, 16, "size of /tmp in a container"));
        keys.add(whole("crucible.pool", 1, 8, 2, "containers kept warm"));
    }

    private static void owner(List<SettingKey> keys) {
        keys.add(
                whole(
                        "owner.linger_minutes",
                        0,
                        10_080,
                        0,
                        "how long a one-shot command leaves an owner behind"));
        keys.add(whole("serve.port", 0, 65_535, 8_734, "the port of the API server; 0 for any"));
        keys.add(whole("serve.clients", 1, 150, 32, "requests of programs at once"));
        keys.add(
                new SettingKey(
                        "display.theme",
                        new ValueRange.Choice(List.of("dark", "light", "none")),
                        "dark",
                        "the colours of the terminal"));
        keys.add(
                new SettingKey(
                        "log.level",
                        new ValueRange.Choice(List.of("error", "warning", "info", "debug")),
                        "warning",
                        "what is written to trace.log in the home"));
        keys.add(whole("log.trace_kb", 16, 1_048_576, 1_024, "size of trace.log, in kB"));
    }

    private static void image(List<SettingKey> keys) {
        keys.add(whole("image.segment_mb", 1, 4_096, 16, "size of one journal segment"));
        keys.add(
                whole(
                        "image.memory_mb",
                        16,
                        65_536,
                        128,
                        "memory for commits and the mapped heap"));
        keys.add(whole("image.checkpoint_mb", 1, 65_536, 64, "journal between two checkpoints"));
        keys.add(
                whole(
                        "image.keep_commits",
                        0,
                        1_000_000_000,
                        1000,
                        "commits that can be undone, however old"));
        keys.add(whole("image.keep_days", 0, 36_500, 30, "days of journal that undo can reach"));
        keys.add(whole("image.journal_mb", 1, 1_048_576, 512, "journal that undo can reach"));
        keys.add(whole("image.snapshots", 1, 10_000, 50, "named snapshots that are kept"));
        keys.add(whole("image.heap_mb", 1, 1_048_576, 4, "first size of the heap file"));
        keys.add(whole("image.largest_mb", 1, 1_024, 80, "largest single object"));
        keys.add(whole("image.reserve_mb", 1, 1_048_576, 16, "disk space left alone"));
        keys.add(whole("image.wait_seconds", 0, 3_600, 10, "wait for another command to end"));
        keys.add(
                whole(
                        "language.steps",
                        1_000,
                        Long.MAX_VALUE,
                        10_000_000_000L,
                        "steps of one evaluation"));
        keys.add(whole("language.seconds", 1, 86_400, 600, "wall clock of one evaluation"));
        keys.add(whole("language.memory_mb", 16, 65_536, 512, "memory of one evaluation"));
        keys.add(whole("language.depth", 100, 10_000_000, 100_000, "calls within calls"));
        keys.add(
                new SettingKey(
                        "language.files",
                        new ValueRange.Choice(List.of("off", "read", "write")),
                        "off",
                        "what programs of the language may do with files"));
        keys.add(
                new SettingKey(
                        "language.folders",
                        new ValueRange.Line(4_000),
                        "",
                        "folders, separated by commas, that programs may touch"));
    }

    private static SettingKey whole(
            String name, long least, long most, long fallback, String what) {
        return new SettingKey(name, new ValueRange.Whole(least, most), fallback, what);
    }

    private static SettingKey real(
            String name, double least, double most, double fallback, String what) {
        return new SettingKey(name, new ValueRange.Real(least, most), fallback, what);
    }
}
