package batos.faces.mcp;

import batos.faces.http.ClientWatch;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One request that came by HTTP, as long as it is answered. It is cancelled when the client says
/// so, or when its answer can be sent no more. The thread that takes the request knows it, and so
/// do the handlers, which run on that thread.
final class HttpCall implements AsyncListener {
    private static final ThreadLocal<@Nullable HttpCall> CURRENT = new ThreadLocal<>();

    private final Runnable ended;
    private ClientWatch.Handle watch = () -> {};
    private final List<Runnable> stops = new ArrayList<>();
    private boolean cancelled;

    /// @param ended is run once the answer has ended, in whichever way
    HttpCall(Runnable ended) {
        this.ended = ended;
    }

    /// The request that this thread has taken; null where it has taken none.
    static @Nullable HttpCall current() {
        return CURRENT.get();
    }

    static void take(@Nullable HttpCall call) {
        CURRENT.set(call);
    }

    /// @param stop ends the work when the request is cancelled; at once where it is already
    synchronized void whenCancelled(Runnable stop) {
        stops.add(stop);
        if (cancelled) {
            stop.run();
        }
    }

    /// Its client is watched until it has ended.
    void watched(ClientWatch.Handle handle) {
        watch = handle;
    }

    synchronized void cancel() {
        cancelled = true;
        stops.forEach(Runnable::run);
        stops.clear();
    }

    void end() {
        watch.close();
        ended.run();
        cancel();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        end();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        end();
    }

    @Override
    public void onError(AsyncEvent event) {
        end();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // It is known already.
    }
}
