package batos.nerve;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import jdk.net.ExtendedSocketOptions;

/// The owner's end of the wire: takes commands from processes of the same user and lets them follow
/// the pulses, over a Unix domain socket (mode 0600, in the image's home, which is 0700). No port
/// is opened.
public final class OwnerServer implements AutoCloseable {
    /// The fate of a command whose owner ended while carrying it out.
    ///
    /// @param exit the code for the client's process
    public record Fate(String words, int exit) {}

    /// The owner's services to its clients.
    public interface Handler {
        /// Carries a command out, on a thread of its own, which is interrupted when the client asks
        /// for it or goes away.
        ///
        /// @return the exit code for the client's process
        int carryOut(Command command, ReplyChannel reply);

        /// The fate of a command that an earlier owner began and did not end; empty where the image
        /// is as it was before, so that this owner may carry it out now.
        ///
        /// @param mark as given to [ReplyChannel#begins]
        default Optional<Fate> deed(Command command, long mark) {
            return Optional.empty();
        }

        /// Whether a client may speak this protocol over its connection, see [#converse].
        default boolean speaks(String protocol) {
            return false;
        }

        /// Speaks another protocol than frames with one client, on the thread of its connection,
        /// until that ends or the client has left.
        default void converse(String protocol, InputStream in, OutputStream out) {
            throw new IllegalArgumentException("no protocol " + protocol + " is spoken here");
        }

        /// A person is at a client, and asks for nothing yet. Must not block.
        default void noteActivity() {}

        /// Ends this owner, soon and in order.
        ///
        /// @return why it does not; empty where it does
        default Optional<String> end() {
            return Optional.of("it is a prompt. Next: Ctrl-D there");
        }
    }

    private static final int MOST_CLIENTS = 256;

    private final Path socket;
    private final ServerSocketChannel server;
    private final Handler handler;
    private final Pulses pulses;
    private final ReplyCache replies;
    private final String build;
    private final ConcurrentHashMap<String, Execution> executions = new ConcurrentHashMap<>();
    private final Set<OwnerSession> sessions = ConcurrentHashMap.newKeySet();

    private OwnerServer(
            Path socket,
            ServerSocketChannel server,
            Handler handler,
            Pulses pulses,
            ReplyCache replies,
            String build) {
        this.socket = socket;
        this.server = server;
        this.handler = handler;
        this.pulses = pulses;
        this.replies = replies;
        this.build = build;
    }

    /// Begins to take clients. Only the owner of the home may ask for it: what a dead owner left
    /// there is removed. Empty where the system cannot do it, for example under a path too long.
    public static Optional<OwnerServer> open(Path home, Pulses pulses, Handler handler) {
        return open(home, pulses, handler, Build.ID);
    }

    /// @param build the build that clients are sent, see [Build]
    static Optional<OwnerServer> open(Path home, Pulses pulses, Handler handler, String build) {
        var address = OwnerSocket.address(home);
        if (address.isEmpty()) {
            return Optional.empty();
        }
        try {
            var replies = ReplyCache.open(home);
            try {
                var socket = address.get().getPath();
                var server = bound(address.get(), socket);
                var opened = new OwnerServer(socket, server, handler, pulses, replies, build);
                Thread.ofPlatform().daemon().name("owner").start(opened::accept);
                return Optional.of(opened);
            } catch (IOException | UnsupportedOperationException e) {
                replies.close();
                throw e;
            }
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    /// Last of all: a client that finds the socket finds an owner behind it.
    private static ServerSocketChannel bound(UnixDomainSocketAddress address, Path socket)
            throws IOException {
        Files.deleteIfExists(socket);
        var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(address, 128);
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
            return server;
        } catch (IOException | UnsupportedOperationException e) {
            server.close();
            Files.deleteIfExists(socket);
            throw e;
        }
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                var client = server.accept();
                if (sessions.size() >= MOST_CLIENTS || !isOfTheSameUser(client)) {
                    client.close();
                    continue;
                }
                var session = new OwnerSession(this, new Connection(client));
                sessions.add(session);
                Thread.ofPlatform().daemon().name("client").start(session::run);
            } catch (IOException e) {
                // One client less; or the server was closed.
            }
        }
    }

    /// The execution of a command: the one that runs or has run already, or a new one.
    ///
    /// @param have the number of the last frame that the client holds
    Execution execution(Command command, long have) {
        return executions.computeIfAbsent(command.key(), key -> begun(command, have));
    }

    private Execution begun(Command command, long have) {
        var known = replies.find(command.key());
        if (known.isPresent()) {
            switch (known.get()) {
                case ReplyCache.Entry.Ended(var frames) -> {
                    return Execution.ended(command, replies, frames);
                }
                case ReplyCache.Entry.Begun(var mark) -> {
                    var deed = handler.deed(command, mark);
                    if (deed.isPresent()) {
                        return done(command, deed.get(), have);
                    }
                }
            }
        }
        var fresh = new Execution(command, replies);
        fresh.start(handler);
        return fresh;
    }

    private Execution done(Command command, Fate fate, long have) {
        var done = Execution.following(command, replies, have);
        done.say("err", (fate.words() + "\n").getBytes(StandardCharsets.UTF_8));
        done.end(fate.exit());
        return done;
    }

    /// The reply is in the cache; an execution without listeners need not be in memory twice.
    void forget(Command command, Execution execution) {
        if (execution.output().ended()) {
            executions.remove(command.key(), execution);
        }
    }

    void left(OwnerSession session) {
        sessions.remove(session);
    }

    String build() {
        return build;
    }

    Pulses pulses() {
        return pulses;
    }

    Handler handler() {
        return handler;
    }

    /// The names of the connected clients, for a line of state. One that follows while it runs a
    /// command has two connections.
    public List<String> clients() {
        return sessions.stream()
                .map(OwnerSession::line)
                .filter(line -> !line.isEmpty())
                .distinct()
                .toList();
    }

    /// Whether a client is connected or a command runs.
    public boolean isBusy() {
        return !sessions.isEmpty()
                || executions.values().stream().anyMatch(one -> !one.output().ended());
    }

    private static boolean isOfTheSameUser(SocketChannel client) throws IOException {
        return client.getOption(ExtendedSocketOptions.SO_PEERCRED)
                .user()
                .getName()
                .equals(System.getProperty("user.name"));
    }

    @Override
    public void close() {
        try {
            server.close();
            sessions.forEach(OwnerSession::close);
            replies.close();
            Files.deleteIfExists(socket);
        } catch (IOException e) {
            // The next owner removes it.
        }
    }
}
