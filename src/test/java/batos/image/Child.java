package batos.image;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/// How to start a process that runs a class of the tests: small, and quick if it was trained.
public final class Child {
    private final String classPath;
    private final List<String> flags;

    private Child(String classPath, List<String> flags) {
        this.classPath = classPath;
        this.flags = flags;
    }

    static Child plain() {
        return new Child(
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path")),
                List.of());
    }

    /// Starts in a quarter of the time, as `./batos` does: from a cache of loaded classes that a
    /// first run leaves in the folder, and with the class that Chronicle Map would else compile at
    /// each start. The cache takes classes from jars only, so the folders of classes are packed.
    public static Child trained(Path folder, Class<?> main, String... args)
            throws IOException, InterruptedException {
        var jars = new ArrayList<String>();
        for (var element : plain().classPath.split(File.pathSeparator)) {
            var path = Path.of(element);
            if (Files.isDirectory(path)) {
                var jar = folder.resolve(jars.size() + ".jar");
                pack(path, jar);
                jars.add(jar.toString());
            } else {
                jars.add(element);
            }
        }
        var generated = folder.resolve("generated.jar");
        run(
                folder,
                new Child(String.join(File.pathSeparator, jars), List.of())
                        .command("src/launch/Pregenerate.java", generated.toString()));
        jars.add(generated.toString());
        var classPath = String.join(File.pathSeparator, jars);
        var cache = folder.resolve("classes.aot");
        var training = new Child(classPath, List.of("-XX:AOTCacheOutput=" + cache));
        run(folder, training.command(main, args));
        return new Child(
                classPath, Files.exists(cache) ? List.of("-XX:AOTCache=" + cache) : List.of());
    }

    private static void run(Path folder, List<String> command)
            throws IOException, InterruptedException {
        new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("training").toFile())
                .start()
                .waitFor();
    }

    private static void pack(Path classes, Path jar) throws IOException {
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                var files = Files.walk(classes)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, out);
            }
        }
    }

    public List<String> command(Class<?> main, String... args) {
        return command(main.getName(), args);
    }

    private List<String> command(String main, String... args) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(arg -> arg.startsWith("--") || arg.startsWith("-Dchronicle"))
                .forEach(command::add);
        command.addAll(flags);
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx200m", "-cp"));
        command.add(classPath);
        command.add(main);
        command.addAll(List.of(args));
        return command;
    }
}
