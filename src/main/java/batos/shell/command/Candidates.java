package batos.shell.command;

import batos.config.CodexKey;
import batos.config.SettingsKeys;
import batos.persona.Persona;
import batos.shell.terminal.ColourTheme;
import java.util.ArrayList;
import java.util.Locale;
import java.util.stream.Stream;

/// The candidates that Tab offers for a parameter; picocli makes each list when it is asked for.
final class Candidates {
    private Candidates() {}

    /// Keys of the codex that a proposal may name.
    static final class AmendableKeys extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        AmendableKeys() {
            super(CodexKey.all().stream().filter(CodexKey::amendable).map(CodexKey::name).toList());
        }
    }

    static final class Themes extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        Themes() {
            super(Stream.of(ColourTheme.values()).map(ColourTheme::word).toList());
        }
    }

    static final class Personas extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        Personas() {
            super(Persona.NAMES.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList());
        }
    }

    static final class SettingKeys extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        SettingKeys() {
            super(SettingsKeys.keys().keySet());
        }
    }
}
