package batos.faces.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.Request;

/// Notices clients that go away while their request is worked on: a server that neither reads nor
/// writes learns nothing of it.
///
/// A client that waits for its reply sends nothing, so that whatever can be read from its
/// connection is the end. (Requests sent ahead of a reply would be lost; no client of these
/// protocols sends any.)
public final class ClientWatch implements AutoCloseable {
    private static final long EACH_MS = 250;

    private final Map<SocketChannel, Runnable> watched = new ConcurrentHashMap<>();
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("client watch").factory());

    private final ScheduledFuture<?> looking;

    public ClientWatch() {
        looking = clock.scheduleWithFixedDelay(this::look, EACH_MS, EACH_MS, TimeUnit.MILLISECONDS);
    }

    /// Watches the client of a request until the handle is closed.
    ///
    /// @param gone runs once, on a thread of this watch, when the client has gone
    public Handle watch(HttpServletRequest request, Runnable gone) {
        var endPoint = Request.getBaseRequest(request).getHttpChannel().getEndPoint();
        if (!(endPoint instanceof SocketChannelEndPoint socket) || socket.getChannel() == null) {
            return () -> {};
        }
        var channel = socket.getChannel();
        watched.put(channel, gone);
        return () -> watched.remove(channel);
    }

    /// Ends the watch over one client.
    @FunctionalInterface
    public interface Handle extends AutoCloseable {
        @Override
        void close();
    }

    private void look() {
        for (var channel : List.copyOf(watched.keySet())) {
            var gone = isGone(channel) ? watched.remove(channel) : null;
            if (gone != null) {
                gone.run();
            }
        }
    }

    private static boolean isGone(SocketChannel channel) {
        try {
            return channel.read(ByteBuffer.allocate(1)) < 0;
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public void close() {
        looking.cancel(false);
        clock.shutdownNow();
    }
}
