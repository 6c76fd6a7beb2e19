package batos.crucible;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// Each interpreter in a gVisor container of its own, without network, capabilities, or anything to
/// write but a small /tmp; used once and gone.
final class GVisorCrucible extends InterpreterCrucible {
    private static final Duration GRACE = Duration.ofMillis(1500);

    /// The time that the pool waits before it fills itself: loading the Docker client keeps a
    /// processor busy for half a second, just when a prompt is to be drawn. A trial does not wait
    /// for it.
    private static final Duration SETTLING = Duration.ofMillis(700);

    private final CrucibleOptions wanted;
    private final DockerProbe docker;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ContainerRemover removals = new ContainerRemover();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Lazy lazy;
    private final ContainerPool pool;
    private final TrialRunner runs;

    GVisorCrucible(CrucibleOptions wanted, DockerProbe docker) {
        this.wanted = wanted;
        this.docker = docker;
        this.lazy = new Lazy(wanted);
        int longest = 6 * (2 * wanted.limits().output() + (64 << 10));
        this.pool =
                new ContainerPool(
                        new ContainerPool.Starter() {
                            @Override
                            public ContainerInterpreter start()
                                    throws Interpreter.Unready, InterruptedException {
                                return ContainerInterpreter.start(
                                        lazy.containers(), removals, longest);
                            }

                            @Override
                            public void demandAnswer() throws Interpreter.Unready {
                                lazy.containers().demandAnswer();
                            }
                        },
                        wanted.pool(),
                        threads);
        this.runs = new TrialRunner(pool, GRACE);
        threads.execute(() -> {
            try {
                if (closing.await(SETTLING.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                lazy.containers().reap();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                // The first start names dockerd's fault.
                return;
            }
            pool.fill();
        });
    }

    /// The Docker client, made by whoever needs it first.
    private static final class Lazy {
        private final CrucibleOptions wanted;
        private volatile @org.jspecify.annotations.Nullable Containers made;

        Lazy(CrucibleOptions wanted) {
            this.wanted = wanted;
        }

        Containers containers() {
            var known = made;
            if (known == null) {
                synchronized (this) {
                    known = made;
                    if (known == null) {
                        known = new Containers(wanted, ProcessIdentity.self());
                        made = known;
                    }
                }
            }
            return known;
        }

        void close() {
            var known = made;
            if (known != null) {
                known.close();
            }
        }
    }

    @Override
    public String name() {
        return "gvisor";
    }

    @Override
    public String line() {
        return "gvisor (dockerd %s, runsc, image %s)".formatted(docker.version(), wanted.image());
    }

    @Override
    TrialRunner runs() {
        return runs;
    }

    @Override
    public List<Finding> check() {
        var findings = new ArrayList<Finding>();
        var now = DockerProbe.probe(wanted);
        findings.addAll(now.missing());
        if (!now.missing().isEmpty()) {
            return findings;
        }
        findings.add(
                new Finding(true, "dockerd", now.version() + " at " + wanted.dockerHost(), ""));
        findings.add(new Finding(true, "runtime", String.join(", ", now.runtimes()), ""));
        findings.add(new Finding(true, "image", wanted.image(), ""));
        var verdict =
                run(
                        new Trial(
                                "def kernel():\n    return open('/proc/cmdline').read()\n",
                                "kernel",
                                "{}",
                                wanted.limits()));
        boolean real =
                verdict instanceof Verdict.Survived(String result, _, _)
                        && result.contains("gvisor");
        findings.add(Finding.ofCall(real, verdict, "ran in gVisor: " + verdict.words()));
        findings.add(
                new Finding(
                        true,
                        "does not protect from",
                        "a bug in gVisor itself, and from what a tool's answer says: it is data",
                        ""));
        return findings;
    }

    /// For tests and the benchmark: containers that this process owns.
    List<String> containers() {
        return lazy.containers().own();
    }

    /// For tests: how many of them are warm.
    int waiting() {
        return pool.warm();
    }

    @Override
    public void close() {
        closing.countDown();
        pool.close();
        threads.shutdown();
        try {
            if (!threads.awaitTermination(20, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
        removals.close();
        lazy.close();
    }
}
