package batos.shell.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import batos.JavaProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

class VersionIT {
    /// A package has the manifest of the jar (or folder) that its first class came from.
    @Test
    void isTheJarsWhereverTheFirstClassOfItsPackageCameFrom() throws Exception {
        // an AOT cache remembers the package of its training
        var command = JavaProcess.command(List.of("-XX:AOTMode=off"), LoadedFirst.class);
        var process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        process.getOutputStream().close();
        var printed = new String(process.getInputStream().readAllBytes()).strip();
        assertEquals(0, process.waitFor());
        try (var jar = new JarFile(Path.of("target/batos.jar").toFile())) {
            var version = jar.getManifest().getMainAttributes().getValue("Implementation-Version");
            assertEquals("batos " + version + ", BAT OS Series IV, on Java 25", printed);
        }
    }

    /// Prints the version from a JVM in which a class of the tests came first.
    static final class LoadedFirst {
        private LoadedFirst() {}

        public static void main(String[] arguments) {
            System.out.println(new Version().getVersion()[0]);
        }
    }
}
