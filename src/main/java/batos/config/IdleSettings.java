package batos.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The table `motive`: goals of its own, in idle time.
///
/// @param idle `off` or `on`
/// @param tools `quarantine` or `bind`
/// @param quietSeconds nobody must have done anything for so long
/// @param attempts of one goal before it is given up
/// @param ideas goals that one persona may imagine at a time
/// @param exploration share of the draw that does not follow learning progress, 0 to 1
/// @param callSeconds the loop interrupts a call that takes longer
/// @param perGoal the spending of one goal in all
public record IdleSettings(
        String idle,
        String tools,
        int quietSeconds,
        int lookMinutes,
        int attempts,
        int ideas,
        double exploration,
        int callSeconds,
        Spending perGoal,
        Spending perHour,
        Spending perDay) {
    public static final String IDLE = "motive.idle";

    /// @param modelSeconds of models
    /// @param sandboxSeconds of the crucible
    public record Spending(long tokens, long modelSeconds, long sandboxSeconds) {}

    static List<SettingKey> keys() {
        var keys = new ArrayList<SettingKey>();
        choice(keys, IDLE, List.of("off", "on"), "whether the four have goals in idle time");
        choice(
                keys,
                "motive.tools",
                List.of("quarantine", "bind"),
                "whether turns see its tools before you accept them");
        whole(keys, "quiet_seconds", 1, 86_400, 60, "how long nobody must have done anything");
        whole(keys, "look_minutes", 1, 1_440, 10, "time between two looks");
        whole(keys, "attempts", 1, 10, 2, "attempts before a goal is given up");
        whole(keys, "ideas", 1, 10, 3, "goals that one persona may imagine at a time");
        keys.add(
                new SettingKey(
                        "motive.exploration",
                        new ValueRange.Real(0, 1),
                        0.2,
                        "share of the draw that does not follow learning progress"));
        whole(keys, "call_seconds", 1, 3_600, 120, "longest call of idle work");
        spending(keys, "goal", 20_000, 900, 600);
        spending(keys, "hour", 40_000, 1_800, 1_200);
        spending(keys, "day", 200_000, 14_400, 7_200);
        return keys;
    }

    private static void spending(
            List<SettingKey> keys, String per, long tokens, long models, long sandbox) {
        whole(keys, "tokens_per_" + per, 0, 1_000_000_000, tokens, "tokens of idle work, a " + per);
        whole(
                keys,
                "model_seconds_per_" + per,
                0,
                1_000_000,
                models,
                "seconds of models, a " + per);
        whole(
                keys,
                "sandbox_seconds_per_" + per,
                0,
                1_000_000,
                sandbox,
                "seconds of the crucible, a " + per);
    }

    private static void whole(
            List<SettingKey> keys, String name, long least, long most, long usual, String what) {
        keys.add(new SettingKey("motive." + name, new ValueRange.Whole(least, most), usual, what));
    }

    private static void choice(
            List<SettingKey> keys, String name, List<String> words, String what) {
        keys.add(new SettingKey(name, new ValueRange.Choice(words), words.getFirst(), what));
    }

    static IdleSettings of(Map<String, Object> values) {
        return new IdleSettings(
                String.valueOf(values.get(IDLE)),
                String.valueOf(values.get("motive.tools")),
                number(values, "quiet_seconds"),
                number(values, "look_minutes"),
                number(values, "attempts"),
                number(values, "ideas"),
                values.get("motive.exploration") instanceof Double share ? share : 0,
                number(values, "call_seconds"),
                spending(values, "goal"),
                spending(values, "hour"),
                spending(values, "day"));
    }

    private static Spending spending(Map<String, Object> values, String per) {
        return new Spending(
                number(values, "tokens_per_" + per),
                number(values, "model_seconds_per_" + per),
                number(values, "sandbox_seconds_per_" + per));
    }

    private static int number(Map<String, Object> values, String name) {
        return values.get("motive." + name) instanceof Long value ? Math.toIntExact(value) : 0;
    }
}
