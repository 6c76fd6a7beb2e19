package batos.config;

/// The author of a setting's change.
public sealed interface SettingsOrigin {
    /// The Architect, by a command.
    SettingsOrigin ARCHITECT = Known.ARCHITECT;

    enum Known implements SettingsOrigin {
        ARCHITECT,
        /// An edit of settings.toml.
        FILE,
        /// batos takes back a permitted change that could not be written.
        UNWRITTEN
    }

    /// Another author of the image.
    ///
    /// @param author the text of it, as the ledger has it, for example `TUNER`
    record Other(String author) implements SettingsOrigin {}
}
