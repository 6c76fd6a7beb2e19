package batos.crucible;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
    private final Map<Integer, Wire> wires = new ConcurrentHashMap<>();
    private int channels;

    private WorkerProcess(Process process) {
        this.process = process;
        this.out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
    }

    /// @param heap bytes
    static WorkerProcess start(long heap) throws IOException {
        var builder =
                new ProcessBuilder(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx" + (heap >> 20) + "m",
                                "-XX:+UseSerialGC",
                                "-Xss2m",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-cp",
                                classPath(),
                                Worker.class.getName()));
        builder.environment().clear();
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        var worker = new WorkerProcess(builder.start());
        Thread.ofPlatform().daemon().name("polyglot worker").start(worker::listen);
        return worker;
    }

    /// An executable jar names its libraries in its manifest, from the folder `lib` beside it.
    private static String classPath() {
        var all = new ArrayList<Path>();
        for (var entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            var path = Path.of(entry).toAbsolutePath();
            all.add(path);
            var beside = path.resolveSibling("lib").toFile().listFiles();
            if (entry.endsWith("batos.jar") && beside != null) {
                Arrays.stream(beside).map(File::toPath).forEach(all::add);
            }
        }
        return all.stream()
                .filter(path -> NEEDED.matcher(String.valueOf(path.getFileName())).matches())
                .map(Path::toString)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    synchronized int open(Wire wire) throws IOException {
        int channel = ++channels;
        wires.put(channel, wire);
        tell(channel, Worker.OPEN, new byte[0]);
        return channel;
    }

    synchronized void tell(int channel, byte kind, byte[] bytes) throws IOException {
        out.writeInt(channel);
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
                var wire = wires.get(channel);
                if (wire == null) {
                    continue;
                }
                switch (kind) {
                    case Worker.DATA -> wire.arrived(new String(bytes, StandardCharsets.UTF_8));
                    case Worker.MURMUR -> wire.murmured(bytes, bytes.length);
                    case Worker.ENDED -> {
                        wires.remove(channel);
                        wire.ended(Integer.parseInt(new String(bytes, StandardCharsets.UTF_8)));
                    }
                    default -> throw new IOException("unknown packet " + kind);
                }
            }
        } catch (IOException | RuntimeException e) {
            process.destroyForcibly();
            wires.values().forEach(wire -> wire.ended(137));
            wires.clear();
        }
    }

    boolean alive() {
        return process.isAlive();
    }

    /// Whether the channel's context still runs or waits.
    boolean open(int channel) {
        return wires.containsKey(channel);
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
