package batos.crucible;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The Python that ships with this room.
final class PythonResources {
    private PythonResources() {}

    /// The code that every interpreter runs before and around untrusted code.
    static String harness() {
        return Stream.of(
                        "harness",
                        "things",
                        "passage",
                        "lending",
                        "stage",
                        "fixtures",
                        "pytest_shim",
                        "court")
                .map(name -> read(name + ".py"))
                .collect(Collectors.joining("\n\n"));
    }

    static String read(String name) {
        try (var stream = PythonResources.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException(
                        "crucible: " + name + " is not on the class path. Next: ./mvnw package");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
