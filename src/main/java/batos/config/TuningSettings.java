package batos.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The table `tuning`: how a persona's model is made better.
///
/// @param examples fewer golden examples than this are not trained on
/// @param heldOut share of the examples that is measured and never learned, 0 to 1
/// @param promote `ask` or `auto`
/// @param judge `auto`, `architect` or the tag of a model
/// @param probationTurns so many turns decide whether a promoted model stays; 0 for none
/// @param trainer `auto`, `mlx`, `unsloth`, `trl` or `rehearsal`
/// @param base a file with the base's weights, or the empty string
/// @param rank of the two factors that stand for a change of weights
/// @param layers the last so many layers are changed
/// @param longestTokens of one example
/// @param seconds wall clock of one training
/// @param answerTokens the longest answer of a model that is measured
/// @param themeShare of the examples that one theme may fill, 0 to 1
/// @param skillsDrop how far the share of old skills may fall, 0 to 1
/// @param distinctDrop how far a persona may come nearer to the others, 0 to 1
/// @param keepTextsDays prompts and replies of older calls are let go
/// @param keepTextsMb compressed texts of calls beyond this are let go, the oldest first
public record TuningSettings(
        int examples,
        double heldOut,
        String promote,
        String judge,
        int probationTurns,
        String trainer,
        String base,
        int steps,
        int rank,
        int layers,
        double learningRate,
        int longestTokens,
        int checkpointSteps,
        int seconds,
        int memoryMb,
        int diskMb,
        int answerTokens,
        double themeShare,
        double skillsDrop,
        double distinctDrop,
        int keepTextsDays,
        int keepTextsMb) {
    static List<SettingKey> keys() {
        var keys = new ArrayList<SettingKey>();
        whole(keys, "examples", 4, 100_000, 24, "fewest golden examples to train on");
        real(keys, "held_out", 0.05, 0.5, 0.2, "share of examples that is measured, not learned");
        choice(keys, "promote", List.of("ask", "auto"), "ask", "who puts a passed model into use");
        line(keys, "judge", "auto", "auto, architect, or a model's tag");
        whole(keys, "probation_turns", 0, 1_000, 5, "turns that decide whether a model stays");
        choice(
                keys,
                "trainer",
                List.of("auto", "mlx", "unsloth", "trl", "rehearsal"),
                "auto",
                "who trains");
        line(keys, "base", "", "a file with the base's weights");
        whole(keys, "steps", 1, 1_000_000, 60, "steps of one training");
        whole(keys, "rank", 1, 256, 8, "rank of the change of weights");
        whole(keys, "layers", 1, 1_000, 8, "last layers that are changed");
        real(keys, "learning_rate", 0.000001, 0.1, 0.0005, "size of a step");
        whole(keys, "longest_tokens", 32, 131_072, 512, "longest example");
        whole(keys, "checkpoint_steps", 1, 100_000, 10, "steps between two checkpoints");
        whole(keys, "seconds", 10, 1_000_000, 7_200, "wall clock of one training");
        whole(keys, "memory_mb", 64, 1_048_576, 4_096, "memory of one training");
        whole(keys, "disk_mb", 16, 10_485_760, 20_000, "disk of one training");
        whole(keys, "answer_tokens", 16, 4_096, 96, "longest answer when models are measured");
        real(keys, "theme_share", 0.05, 1, 0.5, "share of the examples that one theme may fill");
        real(keys, "skills_drop", 0, 1, 0.15, "how far old skills may fall");
        real(keys, "distinct_drop", 0, 1, 0.1, "how far a persona may come nearer to the others");
        whole(keys, "keep_texts_days", 0, 36_500, 90, "days for which texts of calls are kept");
        whole(keys, "keep_texts_mb", 0, 1_048_576, 256, "compressed texts of calls that are kept");
        return keys;
    }

    static TuningSettings of(Map<String, Object> values) {
        return new TuningSettings(
                number(values, "examples"),
                real(values, "held_out"),
                text(values, "promote"),
                text(values, "judge"),
                number(values, "probation_turns"),
                text(values, "trainer"),
                text(values, "base"),
                number(values, "steps"),
                number(values, "rank"),
                number(values, "layers"),
                real(values, "learning_rate"),
                number(values, "longest_tokens"),
                number(values, "checkpoint_steps"),
                number(values, "seconds"),
                number(values, "memory_mb"),
                number(values, "disk_mb"),
                number(values, "answer_tokens"),
                real(values, "theme_share"),
                real(values, "skills_drop"),
                real(values, "distinct_drop"),
                number(values, "keep_texts_days"),
                number(values, "keep_texts_mb"));
    }

    private static void whole(
            List<SettingKey> keys, String name, long least, long most, long fallback, String what) {
        keys.add(
                new SettingKey(
                        "tuning." + name, new ValueRange.Whole(least, most), fallback, what));
    }

    private static void real(
            List<SettingKey> keys,
            String name,
            double least,
            double most,
            double fallback,
            String what) {
        keys.add(
                new SettingKey("tuning." + name, new ValueRange.Real(least, most), fallback, what));
    }

    private static void choice(
            List<SettingKey> keys, String name, List<String> all, String fallback, String what) {
        keys.add(new SettingKey("tuning." + name, new ValueRange.Choice(all), fallback, what));
    }

    private static void line(List<SettingKey> keys, String name, String fallback, String what) {
        keys.add(new SettingKey("tuning." + name, new ValueRange.Line(1_000), fallback, what));
    }

    private static int number(Map<String, Object> values, String name) {
        return Math.toIntExact((Long) value(values, name));
    }

    private static double real(Map<String, Object> values, String name) {
        return (Double) value(values, name);
    }

    private static String text(Map<String, Object> values, String name) {
        return (String) value(values, name);
    }

    private static Object value(Map<String, Object> values, String name) {
        var value = values.get("tuning." + name);
        if (value == null) {
            throw new IllegalArgumentException("no value for tuning." + name);
        }
        return value;
    }
}
