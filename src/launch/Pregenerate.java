import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
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
/// does.
///
/// `java -cp target/batos.jar src/launch/Pregenerate.java target/generated.jar`
public class Pregenerate {
    private static final String PACKAGE = "net.openhft.chronicle.hash";
    private static final String INTERFACE = "VanillaGlobalMutableState";
    private static final String FINDERS = "META-INF/services/java.lang.System$LoggerFinder";
    private static final String ABSENT = "groovy.lang";
    private static final String CLOSURE = "package groovy.lang; public abstract class Closure {}";

    public static void main(String[] args) throws Exception {
        var name = INTERFACE + "$$Native";
        var folder = Files.createTempDirectory("batos-generated");
        var said = new StringWriter();
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
                                List.of(
                                        new Source(PACKAGE, name, source(name)),
                                        new Source(ABSENT, "Closure", CLOSURE)));
        if (!task.call()) {
            throw new IllegalStateException("the generated class does not compile:\n" + said);
        }
        var files = List.of(path(PACKAGE, name) + ".class", path(ABSENT, "Closure") + ".class");
        try (var jar = new JarOutputStream(Files.newOutputStream(Path.of(args[0])))) {
            for (var file : files) {
                jar.putNextEntry(new JarEntry(file));
                Files.copy(folder.resolve(file), jar);
            }
            jar.putNextEntry(new JarEntry(FINDERS));
            try (var named = Pregenerate.class.getClassLoader().getResourceAsStream(FINDERS)) {
                named.transferTo(jar);
            }
        }
        try (var left = Files.walk(folder)) {
            for (var file : left.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static String path(String pack, String name) {
        return pack.replace('.', '/') + "/" + name;
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

        Source(String pack, String name, String text) {
            super(
                    URI.create("string:///" + path(pack, name) + ".java"),
                    JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
