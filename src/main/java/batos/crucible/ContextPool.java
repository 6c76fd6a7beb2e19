package batos.crucible;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.EnvironmentAccess;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotAccess;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.io.IOAccess;

/// Prepares GraalPy contexts in a worker, one ahead: a context takes more than a second, the first
/// one of a machine ten. A worker for one context makes no other.
final class ContextPool {
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());
    private final Engine engine =
            Engine.newBuilder()
                    .option("engine.WarnInterpreterOnly", "false")
                    .out(OutputStream.nullOutputStream())
                    .err(OutputStream.nullOutputStream())
                    .build();
    private final boolean alone;
    private Future<Room> next = thread.submit(this::make);

    /// @param alone whether one context is all that is ever taken
    ContextPool(boolean alone) {
        this.alone = alone;
    }

    /// A context in which the harness is loaded.
    record Room(Context context, Value serve) {}

    synchronized Room take() throws Exception {
        try {
            return next.get();
        } finally {
            next =
                    alone
                            ? CompletableFuture.failedFuture(
                                    new IllegalStateException("this worker is for one context"))
                            : thread.submit(this::make);
        }
    }

    private Room make() {
        var context =
                Context.newBuilder("python")
                        .engine(engine)
                        .allowAllAccess(false)
                        .allowHostAccess(HostAccess.NONE)
                        .allowIO(IOAccess.NONE)
                        .allowPolyglotAccess(PolyglotAccess.NONE)
                        .allowEnvironmentAccess(EnvironmentAccess.NONE)
                        .allowCreateThread(false)
                        .allowCreateProcess(false)
                        .allowNativeAccess(false)
                        .allowHostClassLoading(false)
                        .allowInnerContextOptions(false)
                        .in(InputStream.nullInputStream())
                        .out(OutputStream.nullOutputStream())
                        .err(OutputStream.nullOutputStream())
                        .build();
        var harness =
                Source.newBuilder("python", PythonResources.harness(), "<harness>").buildLiteral();
        context.eval(harness);
        context.eval(
                "python",
                "import inspect, re, math, collections, random, string, datetime, itertools,"
                        + " functools, typing, operator");
        return new Room(context, context.getBindings("python").getMember("serve"));
    }
}
