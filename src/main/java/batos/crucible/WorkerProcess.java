package batos.crucible;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The child JVM with its channels, seen from the host. It gets no environment, and only the
/// libraries that GraalPy needs.
final class WorkerProcess implements AutoCloseable {
    private static final Pattern NEEDED =
            Pattern.compile(
                    "(polyglot|python-|truffle-|regex|icu4j|json|xz|word|nativeimage|jniutils"
                            + "|collections|profiler-tool|bcp|bcutil|batos)[^/]*\\.jar|classes");

    private final Process process;
    private final DataOutputStream out;
    private final Map<Integer, Channel> open = new ConcurrentHashMap<>();
    private volatile int culprit;
    private int channels;
    private boolean ended;

    /// One context, as the process knows it.
    static final class Channel {
        private final int number;
        private final FrameReader wire;
        private final CountDownLatch begun = new CountDownLatch(1);
        private volatile boolean busy;
        private volatile boolean disturbed;
        private volatile boolean started;

        private Channel(int number, FrameReader wire) {
            this.number = number;
            this.wire = wire;
        }

        /// Waits until the context is made and has taken up its first request.
        boolean begins(Duration patience) throws InterruptedException {
            return begun.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        }

        /// Whether the context took up a request, so that code of a tool ran.
        boolean started() {
            return started;
        }

        private void starts() {
            started = true;
            begun.countDown();
        }

        /// True when the process ended under it and another context may have been the cause.
        boolean disturbed() {
            return disturbed;
        }

        /// Its request is answered.
        void rests() {
            busy = false;
        }

        private void ended(int code) {
            wire.ended(code);
            begun.countDown();
        }
    }

    private WorkerProcess(Process process) {
        this.process = process;
        this.out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
    }

    /// @param heap bytes
    /// @param cache where GraalPy unpacks its library; empty leaves it to the engine
    /// @param alone for one context
    static WorkerProcess start(long heap, Optional<Path> cache, boolean alone) throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx" + (heap >> 20) + "m",
                                "-XX:+UseSerialGC",
                                "-Xss2m",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(compilation());
        cache.ifPresent(folder -> command.add("-Dpolyglot.engine.userResourceCache=" + folder));
        command.addAll(List.of("-cp", classPath(), Worker.class.getName()));
        if (alone) {
            command.add(Worker.ALONE);
        }
        var builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        var worker = new WorkerProcess(builder.start());
        Thread.ofPlatform().daemon().name("polyglot worker").start(worker::listen);
        return worker;
    }

    /// A worker compiles as its owner does: one that runs for a short while says so with
    /// `-XX:TieredStopAtLevel`, and its worker starts with half the processor time.
    private static List<String> compilation() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("-XX:TieredStopAtLevel"))
                .toList();
    }

    /// An executable jar has its libraries in the folder `lib` beside it, those of the worker alone
    /// in `lib/polyglot`.
    private static String classPath() {
        var all = new ArrayList<Path>();
        for (var entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            var path = Path.of(entry).toAbsolutePath();
            all.add(path);
            if (entry.endsWith("batos.jar")) {
                for (var folder : List.of("lib", "lib/polyglot")) {
                    var beside = path.resolveSibling(folder).toFile().listFiles();
                    if (beside != null) {
                        Arrays.stream(beside).map(File::toPath).forEach(all::add);
                    }
                }
            }
        }
        return all.stream()
                .filter(path -> NEEDED.matcher(String.valueOf(path.getFileName())).matches())
                .map(Path::toString)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    synchronized Channel open(FrameReader wire) throws IOException {
        if (ended) {
            throw new IOException("it has ended");
        }
        var channel = new Channel(++channels, wire);
        open.put(channel.number, channel);
        tell(channel, Worker.OPEN, new byte[0]);
        return channel;
    }

    void ask(Channel channel, byte[] bytes) throws IOException {
        channel.busy = true;
        tell(channel, Worker.DATA, bytes);
    }

    /// Asks the context to end; [#runs] tells when it has.
    void leave(Channel channel) throws IOException {
        tell(channel, Worker.CLOSE, new byte[0]);
    }

    private synchronized void tell(Channel channel, byte kind, byte[] bytes) throws IOException {
        out.writeInt(channel.number);
        out.writeByte(kind);
        out.writeInt(bytes.length);
        out.write(bytes);
        out.flush();
    }

    private void listen() {
        try (var in = new DataInputStream(new BufferedInputStream(process.getInputStream()))) {
            while (true) {
                int channel = in.readInt();
                byte kind = in.readByte();
                var bytes = in.readNBytes(in.readInt());
                var known = open.get(channel);
                if (known == null) {
                    continue;
                }
                switch (kind) {
                    case Worker.BEGUN -> known.starts();
                    case Worker.DATA ->
                            known.wire.arrived(new String(bytes, StandardCharsets.UTF_8));
                    case Worker.MURMUR -> known.wire.murmured(bytes, bytes.length);
                    case Worker.ENDED -> {
                        open.remove(channel);
                        known.ended(Integer.parseInt(new String(bytes, StandardCharsets.UTF_8)));
                    }
                    default -> throw new IOException("unknown packet " + kind);
                }
            }
        } catch (IOException | RuntimeException e) {
            process.destroyForcibly();
            blame();
        }
    }

    /// Blames no context for a full heap where there ever was another one: the next may stumble
    /// over objects that an idle or closing one still holds.
    private synchronized void blame() {
        ended = true;
        for (var channel : open.values()) {
            channel.disturbed =
                    channel.busy && (culprit == 0 ? channels > 1 : culprit != channel.number);
        }
        open.values().forEach(channel -> channel.ended(137));
        open.clear();
    }

    boolean alive() {
        return process.isAlive();
    }

    /// Whether the channel's context still works or waits.
    boolean runs(Channel channel) {
        return process.isAlive() && open.containsKey(channel.number);
    }

    /// Ends the process because this context does not obey.
    void condemn(Channel channel) {
        culprit = channel.number;
        process.destroyForcibly();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
