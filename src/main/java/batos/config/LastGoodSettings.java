package batos.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.logging.Level;
import java.util.logging.Logger;

/// The last settings that could be taken, kept beside settings.toml, so that a start with a broken
/// file has them. A folder that cannot be written has none.
///
/// @param file `.settings.toml.good`
record LastGoodSettings(Path file) {
    private static final Logger LOG = Logger.getLogger(LastGoodSettings.class.getName());

    boolean isKept() {
        return Files.isRegularFile(file);
    }

    /// The defaults where none were kept, or where they cannot be read.
    Settings settings() {
        try {
            return Settings.read(file);
        } catch (ConfigFault e) {
            return Settings.defaults();
        }
    }

    /// The text from which a lost settings.toml is written again.
    String text() {
        try {
            var text = TomlTree.readText(file);
            Settings.of(TomlTree.parse(file, text));
            return text;
        } catch (ConfigFault e) {
            return ShippedConfig.settings();
        }
    }

    void keep(byte[] content) {
        try {
            if (!isKept() || !Arrays.equals(RegularFile.read(file), content)) {
                AtomicFile.write(file, content);
            }
        } catch (IOException e) {
            LOG.log(Level.FINE, "the last good settings cannot be kept", e);
        }
    }
}
