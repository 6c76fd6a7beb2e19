package batos.config;

/// One key of settings.toml.
///
/// @param name dotted, for example `models.BRICK.tag`
/// @param fallback the value in force where the file does not have the key
/// @param what its effect, in one line
public record SettingKey(String name, ValueRange range, Object fallback, String what) {
    public SettingKey {
        if (range.accept(fallback).isEmpty()) {
            throw new IllegalArgumentException(
                    name + ": the default " + fallback + " is not " + range.expected());
        }
    }
}
