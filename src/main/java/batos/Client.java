package batos;

import batos.nerve.Command;
import batos.nerve.Input;
import batos.nerve.OwnerClient;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// The process of a one-shot command where an owner runs already: the wire and nothing else. The
/// launcher starts it from a jar of its own with the few classes that it loads.
///
/// Arguments: the home, `input` where standard input goes with the command and `-` where it does
/// not, then the words. Exits with [#NO_OWNER] where nobody owns the home, for the launcher to
/// start the whole.
public final class Client {
    /// No command of batos exits so.
    static final int NO_OWNER = 111;

    private static final int USAGE = 2;
    private static final int NO_IMAGE = 3;
    private static final int INTERRUPTED = 130;

    private Client() {}

    public static void main(String[] args) {
        Runtime.getRuntime()
                .halt(
                        run(
                                args,
                                new FileOutputStream(FileDescriptor.out),
                                new FileOutputStream(FileDescriptor.err)));
    }

    static int run(String[] args, OutputStream out, OutputStream err) {
        var home = Path.of(args[0]);
        var words = List.of(args).subList(2, args.length);
        Input input;
        try {
            input = args[1].equals("input") ? input(System.in) : Input.NONE;
        } catch (IOException e) {
            return unusable(err, String.valueOf(e.getMessage()));
        }
        var pid = OwnerClient.pid();
        // Unique while any reply is remembered: the process and the moment.
        var name = Long.toString(pid, 36) + "-" + Long.toString(System.currentTimeMillis(), 36);
        var command = Command.ofArguments(name, 1, words, input);
        var client = new OwnerClient(home, "command", out, err, question -> "");
        stopOnInterrupt(client, command);
        try {
            var outcome = client.carryOut(command);
            if (outcome instanceof OwnerClient.Outcome.Ended ended) {
                return ended.exit();
            }
            if (outcome instanceof OwnerClient.Outcome.Lost lost) {
                var text =
                        "batos: the command was handed over, and "
                                + lost.why()
                                + ". Next: batos status, then batos image log shows whether it was"
                                + " done\n";
                err.write(text.getBytes(StandardCharsets.UTF_8));
                return NO_IMAGE;
            }
            return NO_OWNER;
        } catch (IOException e) {
            return NO_IMAGE;
        }
    }

    /// All of standard input.
    private static Input input(InputStream in) throws IOException {
        var bytes = in.readNBytes(Input.MOST + 1);
        if (bytes.length > Input.MOST) {
            throw new IOException(
                    "standard input is longer than "
                            + (Input.MOST >> 20)
                            + " MiB. Next: give a part of it, for example tail -c 200000");
        }
        return Input.of(bytes);
    }

    private static int unusable(OutputStream err, String why) {
        try {
            err.write((why + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // Nobody reads it; the exit code says it, too.
        }
        return USAGE;
    }

    /// Ctrl-C stops the work in the owner, and this process still prints its end. The main thread
    /// goes on while this process shuts down, and ends it.
    private static void stopOnInterrupt(OwnerClient client, Command command) {
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> {
                            client.stop(command);
                            try {
                                Thread.sleep(5_000);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            Runtime.getRuntime().halt(INTERRUPTED);
                        }));
    }
}
