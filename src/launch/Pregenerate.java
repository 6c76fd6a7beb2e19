import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// Writes a jar with the one class that Chronicle Map would otherwise generate and compile with `javac` at each
/// start (more than a second); with the jar on the class path it finds the class there.
///
/// `java -cp target/batos.jar src/launch/Pregenerate.java target/generated.jar`
public class Pregenerate {
    private static final String PACKAGE = "net.openhft.chronicle.hash";
    private static final String INTERFACE = "VanillaGlobalMutableState";

    public static void main(String[] args) throws Exception {
        var name = INTERFACE + "$$Native";
        var folder = Files.createTempDirectory("batos-generated");
        var said = new StringWriter();
        var task = ToolProvider.getSystemJavaCompiler().getTask(
                said,
                null,
                null,
                List.of("-d", folder.toString(), "-proc:none", "-nowarn", "-cp", System.getProperty("java.class.path")),
                null,
                List.of(new Source(name, source(name))));
        if (!task.call()) {
            throw new IllegalStateException("the generated class does not compile:\n" + said);
        }
        var file = PACKAGE.replace('.', '/') + "/" + name + ".class";
        try (var jar = new JarOutputStream(Files.newOutputStream(Path.of(args[0])))) {
            jar.putNextEntry(new JarEntry(file));
            Files.copy(folder.resolve(file), jar);
        }
        for (var left = folder.resolve(file); left.startsWith(folder); left = left.getParent()) {
            Files.delete(left);
        }
    }

    /// What Chronicle Values' own generator says.
    private static String source(String name) throws ReflectiveOperationException {
        var modelType = Class.forName("net.openhft.chronicle.values.ValueModel");
        var acquire = modelType.getMethod("acquire", Class.class);
        var model = acquire.invoke(null, Class.forName(PACKAGE + "." + INTERFACE));
        var generators = Class.forName("net.openhft.chronicle.values.Generators");
        Method generate = generators.getDeclaredMethod("generateNativeClass", modelType, String.class);
        generate.setAccessible(true);
        return (String) generate.invoke(null, model, name);
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String name, String text) {
            super(URI.create("string:///" + PACKAGE.replace('.', '/') + "/" + name + ".java"), JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
