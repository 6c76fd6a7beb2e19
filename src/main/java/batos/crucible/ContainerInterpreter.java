package batos.crucible;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import com.github.dockerjava.api.model.WaitResponse;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// One interpreter in one container, never used twice.
final class ContainerInterpreter implements Interpreter {
    private static final Duration START = Duration.ofSeconds(60);

    private final Containers containers;
    private final ContainerRemover removals;
    private final String id;
    private final QueuedInputStream feed = new QueuedInputStream();
    private final FrameReader wire;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean over;

    private ContainerInterpreter(
            Containers containers, ContainerRemover removals, String id, FrameReader wire) {
        this.containers = containers;
        this.removals = removals;
        this.id = id;
        this.wire = wire;
    }

    /// Starts a container and waits until its interpreter is warm.
    ///
    /// @throws Unready when dockerd refuses, or what started is not gVisor
    static ContainerInterpreter start(Containers containers, ContainerRemover removals, int longest)
            throws Unready, InterruptedException {
        try {
            var cell =
                    new ContainerInterpreter(
                            containers, removals, containers.create(), new FrameReader(longest));
            boolean begun = false;
            try {
                cell.begin();
                begun = true;
                return cell;
            } finally {
                if (!begun) {
                    cell.close();
                }
            }
        } catch (DockerException e) {
            throw containers.unready(e);
        } catch (RuntimeException e) {
            throw containers.silent(e);
        }
    }

    private void begin() throws Unready, InterruptedException {
        var listening = new Listening();
        containers
                .client()
                .attachContainerCmd(id)
                .withStdIn(feed)
                .withStdOut(true)
                .withStdErr(true)
                .withFollowStream(true)
                .exec(listening);
        listening.awaitAttached();
        containers.client().startContainerCmd(id).exec();
        try {
            send(PythonResources.read("cell.py").getBytes(StandardCharsets.UTF_8));
            send(PythonResources.harness().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new Unready("the container ended as it began", "crucible check");
        }
        attest(wire.next(START));
    }

    /// Code of ours is all that has run so far, so its word can be taken.
    private static void attest(Heard first) throws Unready {
        if (!(first instanceof Heard.Frame(String text))) {
            throw new Unready(
                    "the interpreter in the container did not start: " + first, "crucible check");
        }
        try {
            var ready = JsonBoundary.STRICT.readTree(text);
            var kernel = ready.path("kernel").asText();
            if (!kernel.contains("gvisor")) {
                throw new Unready(
                        "the container does not run in gVisor but on: "
                                + JsonBoundary.harmless(kernel.strip()),
                        "sandbox/README.md");
            }
        } catch (JsonProcessingException e) {
            throw new Unready(
                    "the image holds something else than a Python interpreter", "crucible build");
        }
    }

    String id() {
        return id;
    }

    boolean over() {
        return over;
    }

    @Override
    public void send(byte[] frame) throws IOException {
        feed.put(FrameReader.framed(frame));
    }

    @Override
    public Heard hear(Duration patience) throws InterruptedException, Unready {
        var heard = wire.next(patience);
        switch (heard) {
            case Heard.Silence _, Heard.Ended _ -> containers.demandAnswer();
            case Heard.Frame _, Heard.Garbled _, Heard.Flooded _ -> {}
        }
        return heard;
    }

    @Override
    public void spent() {}

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            feed.close();
            removals.remove(containers, id);
        }
    }

    private final class Listening extends ResultCallback.Adapter<Frame> {
        private final CountDownLatch attached = new CountDownLatch(1);

        /// Returns also where the connection broke before: then nothing is to be heard on it.
        void awaitAttached() throws InterruptedException, Unready {
            if (!attached.await(START.toSeconds(), TimeUnit.SECONDS)) {
                throw new Unready("dockerd attaches nobody to a container", "crucible check");
            }
        }

        @Override
        public void onStart(Closeable stream) {
            super.onStart(stream);
            attached.countDown();
        }

        @Override
        public void onNext(Frame frame) {
            var bytes = frame.getPayload();
            if (frame.getStreamType() == StreamType.STDOUT) {
                wire.arrived(bytes, 0, bytes.length);
            } else {
                wire.murmured(bytes, bytes.length);
            }
        }

        @Override
        public void onError(Throwable throwable) {
            finish();
        }

        @Override
        public void onComplete() {
            finish();
            super.onComplete();
        }

        private void finish() {
            over = true;
            attached.countDown();
            wire.ended(closed.get() ? -1 : exitCode());
        }
    }

    /// Docker removes the container by itself, so its exit code is there for a moment only, or not.
    private int exitCode() {
        var code = new CompletableFuture<Integer>();
        try {
            containers
                    .client()
                    .waitContainerCmd(id)
                    .exec(
                            new ResultCallback.Adapter<WaitResponse>() {
                                @Override
                                public void onNext(WaitResponse response) {
                                    code.complete(response.getStatusCode());
                                }

                                @Override
                                public void onError(Throwable throwable) {
                                    code.complete(-1);
                                }

                                @Override
                                public void onComplete() {
                                    code.complete(-1);
                                    super.onComplete();
                                }
                            });
            return code.get(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        } catch (java.util.concurrent.ExecutionException
                | java.util.concurrent.TimeoutException
                | RuntimeException e) {
            return -1;
        }
    }
}
