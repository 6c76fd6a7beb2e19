package batos.faces.mcp;

import io.modelcontextprotocol.spec.McpError;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;

/// The calls of all clients: those of one client run one after the other, so that among many
/// clients each has one place in the queue for the image, whatever it asks for at once. Safe for
/// use by any thread.
final class CallLanes implements AutoCloseable {
    /// Calls of one client that may wait.
    static final int MOST = 64;

    private static final System.Logger LOG = System.getLogger("batos.faces");

    /// The error code of a server that is busy, within JSON-RPC's range for servers.
    static final int BUSY = -32000;

    private static final long PATIENCE_SECONDS = 30;

    private final ConcurrentHashMap<String, ThreadPoolExecutor> lanes = new ConcurrentHashMap<>();

    /// A call of one client. Cancelling the answer takes it out of the queue, or interrupts it.
    <T> Mono<T> call(String client, Callable<T> work) {
        return Mono.create(sink -> {
            var task =
                    new FutureTask<Void>(() -> {
                        try {
                            sink.success(work.call());
                        } catch (Exception e) {
                            if (!(e instanceof McpError || e instanceof InterruptedException)) {
                                LOG.log(System.Logger.Level.ERROR, "an MCP call failed", e);
                            }
                            sink.error(e);
                        }
                        return null;
                    });
            var lane = lanes.computeIfAbsent(client, CallLanes::lane);
            Runnable stop =
                    () -> {
                        lane.remove(task);
                        task.cancel(/* mayInterruptIfRunning= */ true);
                        sink.success();
                    };
            sink.onCancel(stop::run);
            var request = HttpCall.current();
            if (request != null) {
                request.whenCancelled(stop);
            }
            try {
                lane.execute(task);
            } catch (RejectedExecutionException e) {
                sink.error(
                        McpError.builder(BUSY)
                                .message(
                                        "%d calls of this client wait already; this one was not taken"
                                                .formatted(MOST))
                                .build());
            }
        });
    }

    private static ThreadPoolExecutor lane(String client) {
        var lane =
                new ThreadPoolExecutor(
                        1,
                        1,
                        5,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(MOST),
                        Thread.ofPlatform().daemon().name("mcp call").factory());
        lane.allowCoreThreadTimeOut(true);
        return lane;
    }

    /// Waits until what a client had under way, which is cancelled already, has ended and the image
    /// is as it was. Nothing is interrupted a second time: the first one may be undoing its turn.
    void leave(String client) {
        var lane = lanes.remove(client);
        if (lane == null) {
            return;
        }
        lane.getQueue().clear();
        lane.shutdown();
        var interrupted = Thread.interrupted();
        try {
            lane.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        lanes.keySet().forEach(this::leave);
    }
}
