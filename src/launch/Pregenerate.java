import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// Writes a jar with the one class that Chronicle Map would otherwise generate and compile with
/// `javac` at each start (more than a second); with the jar on the class path it finds the class
/// there. An empty class stands beside it under a name that picocli asks for at each start: a class
/// that is nowhere is looked for in every jar, which takes longer than all that a short command
/// does. The rest are classes of batos and of picocli in a form that an AOT cache keeps, see
/// [ArchivableClasses], and what makes the cache, [Training] and [TrainingTerminal]; these only
/// where the folder of these files is given.
///
/// `java -cp target/batos.jar src/launch/Pregenerate.java target/generated.jar src/launch`
public class Pregenerate {
    private static final String PACKAGE = "net.openhft.chronicle.hash";
    private static final String INTERFACE = "VanillaGlobalMutableState";
    private static final String FINDERS = "META-INF/services/java.lang.System$LoggerFinder";
    private static final List<String> TRAINING = List.of("Training", "TrainingTerminal");
    private static final String ABSENT = "groovy.lang";
    private static final String CLOSURE = "package groovy.lang; public abstract class Closure {}";

    public static void main(String[] args) throws Exception {
        var name = INTERFACE + "$$Native";
        var folder = Files.createTempDirectory("batos-generated");
        var said = new StringWriter();
        var sources = new ArrayList<Source>();
        sources.add(new Source(PACKAGE, name, source(name)));
        sources.add(new Source(ABSENT, "Closure", CLOSURE));
        if (args.length > 1) {
            for (var training : TRAINING) {
                var text = Files.readString(Path.of(args[1], training + ".java"));
                sources.add(new Source("", training, text));
            }
        }
        var task =
                ToolProvider.getSystemJavaCompiler()
                        .getTask(
                                said,
                                null,
                                null,
                                List.of(
                                        "-d",
                                        folder.toString(),
                                        "-proc:none",
                                        "-nowarn",
                                        "-cp",
                                        System.getProperty("java.class.path")),
                                null,
                                sources);
        if (!task.call()) {
            throw new IllegalStateException("the generated class does not compile:\n" + said);
        }
        try (var jar = new JarOutputStream(Files.newOutputStream(Path.of(args[0])))) {
            for (var source : sources) {
                var file = source.classFile;
                jar.putNextEntry(new JarEntry(file));
                Files.copy(folder.resolve(file), jar);
            }
            jar.putNextEntry(new JarEntry(FINDERS));
            try (var named = Pregenerate.class.getClassLoader().getResourceAsStream(FINDERS)) {
                named.transferTo(jar);
            }
            if (args.length > 1) {
                for (var one : List.of("picocli.CommandLine", "batos.Main")) {
                    for (var file : ArchivableClasses.of(jarOf(one)).entrySet()) {
                        jar.putNextEntry(new JarEntry(file.getKey()));
                        jar.write(file.getValue());
                    }
                }
            }
        }
        try (var left = Files.walk(folder)) {
            for (var file : left.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static Path jarOf(String type) throws ReflectiveOperationException, URISyntaxException {
        var source = Class.forName(type).getProtectionDomain().getCodeSource();
        return Path.of(source.getLocation().toURI());
    }

    private static String path(String pack, String name) {
        return pack.isEmpty() ? name : pack.replace('.', '/') + "/" + name;
    }

    /// What Chronicle Values' own generator says.
    private static String source(String name) throws ReflectiveOperationException {
        var modelType = Class.forName("net.openhft.chronicle.values.ValueModel");
        var acquire = modelType.getMethod("acquire", Class.class);
        var model = acquire.invoke(null, Class.forName(PACKAGE + "." + INTERFACE));
        var generators = Class.forName("net.openhft.chronicle.values.Generators");
        Method generate =
                generators.getDeclaredMethod("generateNativeClass", modelType, String.class);
        generate.setAccessible(true);
        return (String) generate.invoke(null, model, name);
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;
        private final String classFile;

        Source(String pack, String name, String text) {
            super(
                    URI.create("string:///" + path(pack, name) + ".java"),
                    JavaFileObject.Kind.SOURCE);
            this.text = text;
            this.classFile = path(pack, name) + ".class";
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
