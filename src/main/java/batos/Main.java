package batos;

import batos.app.Application;
import batos.shell.Shell;
import batos.shell.command.Commands;
import batos.shell.session.ProcessEnvironment;
import batos.web.WorkbenchServer;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/// The only place where the rooms are put together.
public final class Main {
    private Main() {}

    /// Held, so that its level is not forgotten when the logger is collected.
    private static final Logger LIBRARIES = Logger.getLogger("");

    public static void main(String[] args) {
        LIBRARIES.setLevel(Level.OFF);
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) ->
                LIBRARIES.log(Level.SEVERE, "thread " + thread.getName() + " ended", thrown));
        var around =
                new ProcessEnvironment(
                        Path.of(System.getProperty("batos.root", "")).toAbsolutePath(),
                        System.getenv(),
                        System.in,
                        stream(FileDescriptor.out),
                        stream(FileDescriptor.err),
                        InstantSource.system(),
                        Optional.ofNullable(System.console())
                                .map(Console::isTerminal)
                                .orElse(false));
        System.exit(
                new Shell(Application::new, Commands.ALL, around, WorkbenchServer::open).run(args));
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }
}
