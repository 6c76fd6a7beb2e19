package batos.config;

import java.util.List;

/// An event of a configuration folder.
public sealed interface ConfigEvent {
    /// Other settings are in force from now on.
    ///
    /// @param keys those whose values differ, in the order of the file
    record Reloaded(Settings before, Settings now, List<String> keys) implements ConfigEvent {
        public Reloaded {
            keys = List.copyOf(keys);
        }
    }

    /// settings.toml cannot be taken as it stands; the last good settings stay in force.
    record Refused(ConfigFault fault) implements ConfigEvent {}

    /// codex.toml has changed since the last look.
    record CodexTouched(CodexFile.Found found) implements ConfigEvent {}
}
