package batos;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A process with the Java, the flags and the class path of the one in which the test runs.
public final class JavaProcess {
    private JavaProcess() {}

    /// The start of a command; the name of a class and its arguments follow.
    ///
    /// @param flags of the JVM, in addition
    public static List<String> command(String... flags) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("--") || flag.startsWith("-X"))
                .forEach(command::add);
        command.addAll(
                List.of("-Dchronicle.analytics.disable=true", "-Dslf4j.internal.verbosity=ERROR"));
        command.addAll(List.of(flags));
        command.add("-Dbatos.root=" + Path.of("").toAbsolutePath());
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        return command;
    }

    /// A command that runs batos.
    public static List<String> batos(String... words) {
        var command = command();
        command.add(Main.class.getName());
        command.addAll(List.of(words));
        return command;
    }
}
