package batos.trainer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A trainer's process, started by this batos or by one that is gone. It writes its process id into
/// the folder it works on, and that folder stands in its command line: a number that was given to
/// another process meanwhile is not mistaken for it.
final class ChildProcess {
    private static final String PID = "pid";
    private static final long KILL_MILLIS = 700;

    /// The exit value of a process that a signal ended is this and the signal's number.
    private static final int SIGNALLED = 128;

    private final ProcessHandle handle;
    private final Optional<Process> own;

    private ChildProcess(ProcessHandle handle, Optional<Process> own) {
        this.handle = handle;
        this.own = own;
    }

    static ChildProcess of(Process process) {
        return new ChildProcess(process.toHandle(), Optional.of(process));
    }

    /// The process that works on the folder, if it lives.
    static Optional<ChildProcess> on(Path folder) {
        try {
            var pid = Long.parseLong(Files.readString(folder.resolve(PID)).strip());
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .filter(handle -> worksOn(handle, folder))
                    .map(found -> new ChildProcess(found, Optional.empty()));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static boolean worksOn(ProcessHandle handle, Path folder) {
        return handle.info()
                .arguments()
                .map(arguments -> arguments[arguments.length - 1].equals(folder.toString()))
                .orElse(false);
    }

    boolean alive() {
        return handle.isAlive();
    }

    /// The signal that ended it; 0 where none did, or where another batos started it.
    int signal() {
        return own.filter(process -> !process.isAlive())
                .map(process -> Math.max(0, process.exitValue() - SIGNALLED))
                .orElse(0);
    }

    long pid() {
        return handle.pid();
    }

    /// Ends it with all that it started: politely, then within a second by force.
    void end() {
        var children = handle.descendants().toList();
        resume();
        handle.destroy();
        try {
            handle.onExit().get(KILL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException
                | java.util.concurrent.TimeoutException e) {
            // it does not listen
        }
        handle.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    /// It keeps its memory and takes no processor time.
    void pause() {
        signal("-STOP");
    }

    void resume() {
        signal("-CONT");
    }

    private void signal(String which) {
        try {
            new ProcessBuilder("kill", which, Long.toString(handle.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            // no `kill` on this machine: the training goes on beside the turn
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
