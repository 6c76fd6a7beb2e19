package batos;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A process with the Java of the one in which the test runs, and the classes of the product and of
/// the tests. Where the jar is as new as the classes, it starts as `./batos` does, from the jar and
/// its AOT cache: in a third of the processor's time.
public final class JavaProcess {
    private static final Path ROOT = Path.of("").toAbsolutePath();
    private static final Path TARGET = ROOT.resolve("target");
    private static final Path JAR = TARGET.resolve("batos.jar");
    private static final Path CACHE = TARGET.resolve("batos.aot");
    private static final List<String> START = start();
    private static final String CLASS_PATH = classPath();

    private JavaProcess() {}

    /// The start of a command; the name of a class and its arguments follow.
    ///
    /// @param flags of the JVM, in addition
    public static List<String> command(String... flags) {
        var command = new ArrayList<>(START);
        command.addAll(List.of(flags));
        command.addAll(List.of("-cp", CLASS_PATH));
        return command;
    }

    /// A command that runs a class.
    ///
    /// @param flags of the JVM, in addition
    public static List<String> command(List<String> flags, Class<?> main, String... arguments) {
        var command = command(flags.toArray(String[]::new));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return command;
    }

    /// A command that runs batos.
    public static List<String> batos(String... words) {
        return command(List.of(), Main.class, words);
    }

    private static List<String> start() {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("--") || flag.startsWith("-Djdk."))
                .forEach(command::add);
        command.addAll(List.of("-Xmx2g", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(List.of("-Xlog:disable", "-Dslf4j.internal.verbosity=ERROR"));
        command.addAll(
                List.of(
                        "-Dchronicle.analytics.disable=true",
                        "-Dchronicle.disk.monitor.disable=true"));
        command.add("-Dbatos.root=" + ROOT);
        if (isPackaged()) {
            command.addAll(List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTReplayTraining"));
            command.add("-XX:ArchiveRelocationMode=0");
            command.add("-XX:AOTCache=" + CACHE);
        }
        return command;
    }

    /// The classes of a cache are found only where the class path begins as it did at its making.
    private static String classPath() {
        var path =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        return isPackaged()
                ? String.join(
                        File.pathSeparator,
                        TARGET.resolve("generated.jar").toString(),
                        JAR.toString(),
                        path)
                : path;
    }

    private static boolean isPackaged() {
        try {
            return Files.exists(JAR)
                    && Files.exists(CACHE)
                    && newest(Stream.of(CACHE)) >= newest(Stream.of(JAR))
                    && newest(Stream.of(JAR)) >= newest(classes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> classes() throws IOException {
        return Files.walk(TARGET.resolve("classes")).filter(Files::isRegularFile);
    }

    private static long newest(Stream<Path> files) throws IOException {
        try (files) {
            return files.mapToLong(file -> file.toFile().lastModified()).max().orElse(0);
        }
    }
}
