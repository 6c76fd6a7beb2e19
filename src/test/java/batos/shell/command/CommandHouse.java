package batos.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import batos.Folders;
import batos.app.Application;
import batos.app.OpenOptions;
import batos.app.Services;
import batos.json.Json;
import batos.shell.Shell;
import batos.shell.session.ProcessEnvironment;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// One-shot commands over one whole house with the rehearsal mind, which stays open from one to the
/// next. It keeps what the last one printed.
///
/// A test class that shares one house registers it as an extension; one that needs a further house
/// opens it in a `try`.
final class CommandHouse implements AutoCloseable, BeforeAllCallback, AfterAllCallback {
    private final Path folder;
    private final Path root;
    private final Map<String, String> environment;
    private final List<Services> open = new ArrayList<>();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complained = new ByteArrayOutputStream();
    private final Shell shell;
    private Consumer<CommandHouse> first = house -> {};
    private String out = "";
    private String err = "";

    /// @param folder gets the home and the configuration
    CommandHouse(Path folder) {
        this(folder, Path.of("").toAbsolutePath(), Map.of());
    }

    /// @param root where batos is unpacked
    CommandHouse(Path folder, Path root, Map<String, String> environment) {
        this.folder = folder;
        this.root = root;
        this.environment = environment;
        this.shell = shell("");
    }

    /// A house in a folder of its own, for all tests of a class.
    static CommandHouse shared() {
        return shared(house -> {});
    }

    /// @param first what is done in it before the tests
    static CommandHouse shared(Consumer<CommandHouse> first) {
        try {
            var house = new CommandHouse(Files.createTempDirectory("batos-commands-"));
            house.first = first;
            return house;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (!isNested(context)) {
            first.accept(this);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (!isNested(context)) {
            close();
            Folders.delete(folder);
        }
    }

    private static boolean isNested(ExtensionContext context) {
        return context.getParent().flatMap(ExtensionContext::getTestClass).isPresent();
    }

    Path folder() {
        return folder;
    }

    int run(String... words) {
        return piped("", words);
    }

    int piped(String input, String... words) {
        var arguments =
                new ArrayList<>(
                        List.of(
                                "--home",
                                folder.resolve("home").toString(),
                                "--config",
                                folder.resolve("config").toString(),
                                "--mind",
                                "rehearsal"));
        arguments.addAll(List.of(words));
        printed.reset();
        complained.reset();
        var exit = (input.isEmpty() ? shell : shell(input)).run(arguments.toArray(String[]::new));
        out = printed.toString(StandardCharsets.UTF_8).strip();
        err = complained.toString(StandardCharsets.UTF_8).strip();
        return exit;
    }

    /// The options that choose this house, which messages repeat in each command that they name.
    String options() {
        return "--home %s --config %s ".formatted(folder.resolve("home"), folder.resolve("config"));
    }

    /// What the last command printed, without [#options].
    String out() {
        return out.replace(options(), "");
    }

    String err() {
        return err.replace(options(), "");
    }

    /// What a command prints that ends well.
    String done(String... words) {
        assertEquals(0, run(words), () -> String.join(" ", words) + ":\n" + out + err);
        return out();
    }

    /// What a command complains of that ends with this exit code.
    String refused(int exit, String... words) {
        assertEquals(exit, run(words), () -> String.join(" ", words) + ":\n" + out + err);
        return err();
    }

    /// The document of a command that ends well.
    JsonNode document(String... words) {
        var all = new ArrayList<>(List.of(words));
        all.add("--json");
        var text = done(all.toArray(String[]::new));
        return Json.tryRead(text).orElseThrow(() -> new AssertionError(text));
    }

    private Shell shell(String input) {
        return new Shell(
                this::door,
                Commands.ALL,
                new ProcessEnvironment(
                        root,
                        environment,
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        new PrintStream(printed, false, StandardCharsets.UTF_8),
                        new PrintStream(complained, false, StandardCharsets.UTF_8),
                        InstantSource.system(),
                        false));
    }

    private Services door(OpenOptions opening) {
        if (open.isEmpty()) {
            open.add(new Application(opening));
        }
        var house = open.getFirst();
        return (Services)
                Proxy.newProxyInstance(
                        Services.class.getClassLoader(),
                        new Class<?>[] {Services.class},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("close")) {
                                return null;
                            }
                            try {
                                return method.invoke(house, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    @Override
    public void close() {
        open.forEach(Services::close);
    }
}
