package batos.shell.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IVersionProvider;

/// The text of `batos --version`.
public final class Version implements IVersionProvider {
    /// Maven writes it into the jar. The manifest's version is no substitute: it belongs to the
    /// package, which takes it from whichever jar gives its first class, and `generated.jar` comes
    /// before `batos.jar`.
    private static final String PROPERTIES = "/META-INF/maven/batos/batos/pom.properties";

    @Override
    public String[] getVersion() {
        var version = built();
        return new String[] {
            "batos "
                    + (version == null ? "(built from source)" : version)
                    + ", BAT OS Series IV, on Java "
                    + Runtime.version().feature()
        };
    }

    /// Returns the version of the jar, null where batos runs from its classes.
    private static @Nullable String built() {
        try (var in = Version.class.getResourceAsStream(PROPERTIES)) {
            if (in == null) {
                return null;
            }
            var properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
