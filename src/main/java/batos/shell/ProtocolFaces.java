package batos.shell;

import batos.app.CommandFailure;
import batos.app.DeedQueue;
import batos.app.ExitCode;
import batos.app.ProtocolFace;
import batos.app.Services;
import batos.nerve.ProtocolStream;
import batos.shell.session.ProcessEnvironment;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.utils.Signals;

/// The protocols that programs of others speak with the house: over the standard streams of the
/// process that owns it, or of one that hands the bytes on to the owner. Safe for use by any
/// thread.
public final class ProtocolFaces implements AutoCloseable {
    private final Map<String, ProtocolFace.Door> doors;
    private final DeedQueue deeds;
    private final Map<String, Opened> open = new LinkedHashMap<>();

    private record Opened(Services house, ProtocolFace face) {}

    ProtocolFaces(Map<String, ProtocolFace.Door> doors, DeedQueue deeds) {
        this.doors = doors;
        this.deeds = deeds;
    }

    public boolean speaks(String protocol) {
        return doors.containsKey(protocol);
    }

    /// The face of the house for a protocol, opened when it is first asked for.
    ///
    /// @throws CommandFailure for a protocol that this house does not speak
    @SuppressWarnings("ReferenceEquality") // one house after the other in a run of transcripts
    public synchronized ProtocolFace of(String protocol, Services house) {
        var known = open.get(protocol);
        if (known != null && known.house() == house) {
            return known.face();
        }
        if (known != null) {
            known.face().close();
        }
        var door = doors.get(protocol);
        if (door == null) {
            throw new CommandFailure(
                    ExitCode.USAGE, "this house does not speak %s".formatted(protocol));
        }
        var face = door.open(house, deeds);
        open.put(protocol, new Opened(house, face));
        return face;
    }

    @Override
    public synchronized void close() {
        open.values().forEach(opened -> opened.face().close());
        open.clear();
    }

    /// Serves the program at the standard streams of this process, which owns the house. SIGINT and
    /// SIGTERM end it in order.
    ExitCode serve(String protocol, Services house, ProcessEnvironment around) {
        var face = of(protocol, house);
        var serving = Thread.currentThread();
        Signals.register("INT", serving::interrupt);
        Signals.register("TERM", serving::interrupt);
        face.serve(around.in(), failing(around.out()));
        return Thread.interrupted() ? ExitCode.INTERRUPTED : ExitCode.DONE;
    }

    /// Hands the bytes of the standard streams on to the owner of a home, and back.
    ///
    /// @return how it ended; empty where there is no owner
    static Optional<ExitCode> relay(String protocol, Path home, ProcessEnvironment around) {
        return switch (ProtocolStream.open(home, OwnerAccess.clientName(around), protocol)) {
            case ProtocolStream.Opened.NoOwner() -> Optional.empty();
            case ProtocolStream.Opened.Refused(var why) -> {
                around.err().println(why + ". Next: end the owner, then batos " + protocol);
                yield Optional.of(ExitCode.NO_IMAGE);
            }
            case ProtocolStream.Opened.Speaking(var stream) ->
                    Optional.of(relayed(stream, home, around));
        };
    }

    private static ExitCode relayed(ProtocolStream stream, Path home, ProcessEnvironment around) {
        var allSent = new AtomicBoolean();
        Thread.ofPlatform()
                .daemon()
                .name("protocol input")
                .start(() -> send(around.in(), stream, allSent));
        var out = failing(around.out());
        var left = false;
        try (stream) {
            copy(stream.in(), out);
        } catch (IOException e) {
            left = around.out().checkError();
        }
        if (!allSent.get() && !left) {
            around.err().println("the owner of " + home + " has ended. Next: the same again");
            return ExitCode.NO_IMAGE;
        }
        return ExitCode.DONE;
    }

    /// @param allSent set before the owner learns that nothing more comes, for it ends then
    private static void send(InputStream from, ProtocolStream to, AtomicBoolean allSent) {
        try {
            copy(from, to.out());
            allSent.set(true);
            to.endOutput();
        } catch (IOException e) {
            // The owner has left; the other direction says so.
        }
    }

    private static void copy(InputStream from, OutputStream to) throws IOException {
        var bytes = new byte[1 << 16];
        for (var read = from.read(bytes); read >= 0; read = from.read(bytes)) {
            to.write(bytes, 0, read);
            to.flush();
        }
    }

    /// A print stream says only when asked that nobody reads it any more.
    private static OutputStream failing(PrintStream stream) {
        return new FilterOutputStream(stream) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                stream.write(bytes, offset, length);
                check();
            }

            @Override
            public void write(int b) throws IOException {
                stream.write(b);
                check();
            }

            private void check() throws IOException {
                if (stream.checkError()) {
                    throw new IOException("standard output cannot be written");
                }
            }
        };
    }
}
