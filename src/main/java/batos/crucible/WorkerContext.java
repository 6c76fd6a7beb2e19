package batos.crucible;

import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.jspecify.annotations.Nullable;

/// One context of a worker and the code in it, on a thread of its own. The code gets three
/// functions: send a text, receive a text, set the clock.
final class WorkerContext {
    private static final long STACK = 64L << 20;
    private static final String END = "";

    private final int channel;
    private final Worker worker;
    private final ContextPool rooms;
    private final LinkedBlockingQueue<String> given = new LinkedBlockingQueue<>();
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
    private @Nullable ScheduledFuture<?> alarm;
    private ContextPool.@Nullable Room room;
    private boolean ended;
    private boolean late;

    WorkerContext(int channel, Worker worker, ContextPool rooms) {
        this.channel = channel;
        this.worker = worker;
        this.rooms = rooms;
    }

    void start() {
        Thread.ofPlatform().daemon().name("guest " + channel).stackSize(STACK).start(this::live);
    }

    void give(String text) {
        given.add(text);
    }

    /// Cancels whatever runs. Does not wait.
    synchronized void end() {
        if (!ended) {
            ended = true;
            given.add(END);
            var here = room;
            if (here != null) {
                Thread.ofPlatform().daemon().start(() -> here.context().close(true));
            }
        }
    }

    private void live() {
        int code = 0;
        try {
            if (enter(rooms.take())) {
                code = serve();
            }
        } catch (PolyglotException e) {
            code = e.isExit() ? e.getExitStatus() : 1;
            worker.tell(channel, Worker.MURMUR, murmur(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception | StackOverflowError e) {
            code = 1;
            worker.tell(channel, Worker.MURMUR, String.valueOf(e));
        } catch (OutOfMemoryError e) {
            code = 137;
        } finally {
            worker.gone(channel);
            worker.tell(channel, Worker.ENDED, Integer.toString(code));
            end();
            clock.shutdownNow();
        }
    }

    private synchronized boolean enter(ContextPool.Room taken) {
        room = taken;
        if (ended) {
            taken.context().close(true);
        }
        return !ended;
    }

    /// One request after another, until the end.
    private int serve() throws InterruptedException {
        ProxyExecutable send = this::send;
        ProxyExecutable receive = this::receive;
        ProxyExecutable arm = this::arm;
        while (true) {
            var request = given.take();
            if (request.equals(END)) {
                return 0;
            }
            var here = room;
            if (here != null) {
                worker.tell(channel, Worker.BEGUN, "");
                here.serve().execute(request, send, receive, arm);
            }
        }
    }

    private Object send(Value... arguments) {
        worker.tell(channel, Worker.DATA, arguments[0].asString());
        return true;
    }

    private Object receive(Value... arguments) {
        try {
            return given.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return END;
        }
    }

    private synchronized Object arm(Value... arguments) {
        if (alarm != null) {
            alarm.cancel(false);
        }
        if (!arguments[0].isNull() && !ended) {
            long nanos = (long) (arguments[0].asDouble() * 1e9);
            alarm = clock.schedule(this::ring, nanos, TimeUnit.NANOSECONDS);
        }
        return true;
    }

    private synchronized void ring() {
        late = true;
        end();
    }

    /// Written as CPython's faulthandler would.
    private synchronized String murmur(PolyglotException e) {
        if (!late) {
            return e.isCancelled() ? "cancelled" : String.valueOf(e.getMessage());
        }
        for (var frame : e.getPolyglotStackTrace()) {
            var place = frame.getSourceLocation();
            if (place != null && place.getSource().getName().equals("<tool>")) {
                return "Timeout (\n  File \"<tool>\", line %d in %s\n"
                        .formatted(place.getStartLine(), frame.getRootName());
            }
        }
        return "Timeout (";
    }
}
