package batos;

import batos.app.Application;
import batos.app.ExitCode;
import batos.app.TraceLog;
import batos.faces.acp.AcpFace;
import batos.faces.acp.AcpReplay;
import batos.faces.http.HttpFace;
import batos.faces.http.LoopbackServer;
import batos.faces.mcp.McpFace;
import batos.faces.mcp.McpHttpFace;
import batos.faces.mcp.McpReplay;
import batos.faces.mcp.guests.GuestServers;
import batos.faces.openai.OpenAiFace;
import batos.faces.openai.OpenAiReplay;
import batos.shell.OwnerFaces;
import batos.shell.Shell;
import batos.shell.command.Commands;
import batos.shell.session.ProcessEnvironment;
import batos.shell.session.ProcessOutput;
import batos.web.WorkbenchServer;
import java.io.Console;
import java.io.FileDescriptor;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/// The only place where the rooms are put together.
public final class Main {
    /// The protocols of the HTTP server.
    private static final List<HttpFace.Maker> HTTP = List.of(OpenAiFace::new, McpHttpFace::new);

    private Main() {}

    /// Held, so that its level is not forgotten when the logger is collected.
    private static final Logger LIBRARIES = Logger.getLogger("");

    public static void main(String[] args) {
        LIBRARIES.setLevel(Level.OFF);
        Thread.setDefaultUncaughtExceptionHandler(Main::ended);
        var out = new ProcessOutput(FileDescriptor.out);
        var around =
                new ProcessEnvironment(
                        Path.of(System.getProperty("batos.root", "")).toAbsolutePath(),
                        System.getenv(),
                        System.in,
                        out.stream(),
                        new ProcessOutput(FileDescriptor.err).stream(),
                        InstantSource.system(),
                        Optional.ofNullable(System.console())
                                .map(Console::isTerminal)
                                .orElse(false),
                        !ProcessOutput.leadsToTerminal(0),
                        !ProcessOutput.leadsToTerminal(1));
        var exit =
                new Shell(
                                opening ->
                                        GuestServers.admittedTo(
                                                new Application(opening), System.getenv()),
                                Commands.ALL,
                                around,
                                new OwnerFaces.Openers(
                                        WorkbenchServer::open, LoopbackServer.offering(HTTP)))
                        .replaying(
                                Map.of(
                                        "openai",
                                        OpenAiReplay::new,
                                        "acp",
                                        AcpReplay::new,
                                        "mcp",
                                        McpReplay::new))
                        .speaking(Map.of("mcp", McpFace::new, "acp", AcpFace::new))
                        .run(args);
        var lost = out.failure();
        lost.ifPresent(why -> {
            around.err()
                    .println(
                            "standard output cannot be written: %s. Next: make room, or write elsewhere"
                                    .formatted(why));
            around.err().flush();
        });
        var code = lost.isPresent() && exit == 0 ? ExitCode.FAILED.code() : exit;
        if (code != 0 || othersRun()) {
            System.exit(code);
        }
    }

    /// Whether a thread would keep the process alive. Where none does, main returns: `System.exit`
    /// first finds a logger for itself, which costs more than a short command.
    private static boolean othersRun() {
        var threads = new Thread[Thread.activeCount() + 64];
        var found = Thread.enumerate(threads);
        for (int i = 0; i < found; i++) {
            if (!threads[i].isDaemon() && threads[i] != Thread.currentThread()) {
                return true;
            }
        }
        return found == threads.length;
    }

    /// No thread ends in silence: where no trace is written, standard error has a line.
    private static void ended(Thread thread, Throwable thrown) {
        LIBRARIES.log(Level.SEVERE, "thread " + thread.getName() + " ended", thrown);
        if (!TraceLog.isOpen()) {
            System.err.println(
                    "internal error: thread %s ended: %s".formatted(thread.getName(), thrown));
        }
    }
}
