package batos.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Takes a tree apart key by key, each checked against its range, and puts the records together.
final class SettingsReader {
    private final Map<String, Object> values;

    private SettingsReader(Map<String, Object> values) {
        this.values = values;
    }

    static Settings read(TomlTree tree) throws ConfigFault {
        var complaints = new ArrayList<ConfigProblem>();
        var found = new LinkedHashMap<String, Object>();
        walk(tree, "", tree.root(), found, complaints);
        if (!complaints.isEmpty()) {
            throw new ConfigFault(complaints);
        }
        return assemble(found);
    }

    private static void walk(
            TomlTree tree,
            String prefix,
            Map<?, ?> table,
            Map<String, Object> found,
            List<ConfigProblem> complaints) {
        table.forEach((step, value) -> {
            var name = prefix + step;
            var key = SettingsKeys.find(name);
            if (key.isPresent()) {
                key.get()
                        .range()
                        .accept(value)
                        .ifPresentOrElse(
                                good -> found.put(name, good),
                                () ->
                                        complaints.add(
                                                tree.complaint(name, refusal(key.get(), value))));
            } else if (value instanceof Map<?, ?> inner && isTable(name)) {
                walk(tree, name + ".", inner, found, complaints);
            } else {
                complaints.add(tree.complaint(name, SettingsKeys.unknown(name)));
            }
        });
    }

    static String refusal(SettingKey key, Object value) {
        return key.name()
                + " is "
                + shown(value)
                + ", expected "
                + key.range().expected(key.name(), value);
    }

    private static boolean isTable(String name) {
        return McpSettings.isTable(name)
                || SettingsKeys.keys().keySet().stream()
                        .anyMatch(key -> key.startsWith(name + "."));
    }

    private static String shown(Object value) {
        return switch (value) {
            case String text -> "\"" + text + "\"";
            case Map<?, ?> table -> "a table";
            default -> value.toString();
        };
    }

    /// @param found checked values; a key that is missing has its default
    static Settings assemble(Map<String, Object> found) {
        var values = new LinkedHashMap<String, Object>();
        SettingsKeys.keys()
                .forEach((name, key) -> values.put(name, found.getOrDefault(name, key.fallback())));
        found.forEach(values::putIfAbsent);
        return new SettingsReader(values).settings();
    }

    private Settings settings() {
        return new Settings(
                mind(),
                models(),
                new Settings.Budget(
                        whole("budget.tokens_per_turn"), whole("budget.tokens_per_day")),
                new Settings.Council(
                        text("council.mode"),
                        number("council.rounds"),
                        real("council.dissonance_threshold"),
                        number("council.history_turns"),
                        number("council.attachments_kb"),
                        shares("council.weights"),
                        flag("council.extract_claims"),
                        flag("council.early_end"),
                        real("council.drift_bound"),
                        number("council.drift_every")),
                new Settings.Memory(
                        number("memory.recall"),
                        text("memory.store"),
                        number("memory.index_from"),
                        Duration.ofMinutes(number("memory.idle_minutes")),
                        new Settings.RecallWeights(
                                real("memory.weights.dense"),
                                real("memory.weights.text"),
                                real("memory.weights.around"),
                                real("memory.weights.parent"),
                                real("memory.weights.speaker"),
                                real("memory.weights.substance"),
                                real("memory.weights.dated"))),
                crucible(),
                new Settings.Forge(
                        number("forge.attempts"),
                        number("forge.hidden_tests"),
                        words("forge.imports")),
                new Settings.Image(
                        number("image.segment_mb"),
                        number("image.memory_mb"),
                        number("image.checkpoint_mb"),
                        number("image.keep_commits"),
                        number("image.keep_days"),
                        number("image.journal_mb"),
                        number("image.snapshots"),
                        number("image.heap_mb"),
                        number("image.largest_mb"),
                        number("image.reserve_mb"),
                        number("image.wait_seconds")),
                new Settings.Language(
                        whole("language.steps"),
                        seconds("language.seconds"),
                        number("language.memory_mb"),
                        number("language.depth"),
                        text("language.files"),
                        text("language.folders")),
                new Settings.Codex(number("codex.backups")),
                new Settings.Loops(
                        number("loops.tactical_after"),
                        number("loops.strategic_after"),
                        number("loops.philosophical_after"),
                        number("loops.measured_turns"),
                        number("loops.quiet_turns")),
                new Settings.Owner(number("owner.linger_minutes")),
                new Settings.Display(text("display.theme")),
                new Settings.Serve(number("serve.port"), number("serve.clients")),
                TuningSettings.of(values),
                McpSettings.of(values),
                IdleSettings.of(values),
                new Settings.Log(text("log.level"), number("log.trace_kb")),
                new LinkedHashMap<>(values));
    }

    private Settings.Mind mind() {
        return new Settings.Mind(
                text("mind.prefer"),
                text("mind.ollama_url"),
                text("mind.openai_url"),
                text("mind.openai_key_env"),
                text("mind.openai_key_file"),
                text("mind.rehearsal"),
                text("mind.thinking").equals("model"),
                text("mind.local_models"),
                text("mind.local_python"),
                (int) whole("mind.local_threads"),
                seconds("mind.first_token_seconds"),
                seconds("mind.idle_timeout_seconds"),
                seconds("mind.call_timeout_seconds"),
                Duration.ofMillis(whole("mind.start_probe_ms")));
    }

    private Settings.Models models() {
        var of = new LinkedHashMap<String, Settings.Model>();
        for (var persona : SettingsKeys.PERSONAS) {
            var model = "models." + persona + ".";
            of.put(
                    persona,
                    new Settings.Model(
                            text(model + "tag"),
                            number(model + "context"),
                            real(model + "temperature"),
                            real(model + "top_p"),
                            whole(model + "seed"),
                            number(model + "max_tokens")));
        }
        return new Settings.Models(
                number("models.resident"), real("models.vram_gb"), text("models.embedding"), of);
    }

    private Settings.Crucible crucible() {
        return new Settings.Crucible(
                text("crucible.prefer"),
                text("crucible.docker_host"),
                text("crucible.runtime"),
                text("crucible.image"),
                seconds("crucible.wall_seconds"),
                number("crucible.memory_mb"),
                real("crucible.cpus"),
                number("crucible.pids"),
                number("crucible.output_kb"),
                number("crucible.tmp_mb"),
                number("crucible.pool"));
    }

    private Object value(String name) {
        var value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("SettingsKeys has no key " + name);
        }
        return value;
    }

    private long whole(String name) {
        return (Long) value(name);
    }

    private int number(String name) {
        return Math.toIntExact(whole(name));
    }

    private double real(String name) {
        return (Double) value(name);
    }

    private boolean flag(String name) {
        return (Boolean) value(name);
    }

    private String text(String name) {
        return (String) value(name);
    }

    private Duration seconds(String name) {
        return Duration.ofSeconds(whole(name));
    }

    private Map<String, Double> shares(String name) {
        var shares = new LinkedHashMap<String, Double>();
        for (var entry : words(name)) {
            var equals = entry.indexOf('=');
            shares.put(entry.substring(0, equals), Double.valueOf(entry.substring(equals + 1)));
        }
        return shares;
    }

    private List<String> words(String name) {
        return ((List<?>) value(name)).stream().map(String::valueOf).toList();
    }
}
