package batos.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// The Living Image beside what one would take instead, in one run: objects of about 120 bytes,
/// commits of ten objects made durable. Each store has a process of its own, with the flags of this
/// one.
///
/// Arguments: number of objects (default 100,000; 10,000,000 work, in half an hour), seconds for
/// each rate (default 4), a folder on the disk to be measured (default a temporary one).
public final class ImageBench {
    private static final int BATCH = 1000;
    private static final int LARGE = 64 << 20;

    /// A commit lies in memory as a whole, so that a restore of more needs more than 1 GB.
    private static final int MOST_CHANGED = 100_000;

    /// What is resident is counted so long after the last read.
    private static final long REST_MILLIS = 2500;

    private final int objects;
    private final long seconds;
    private final PrintStream out;
    private final AtomicLong salt = new AtomicLong();

    private ImageBench(int objects, long seconds, PrintStream out) {
        this.objects = objects;
        this.seconds = seconds;
        this.out = out;
    }

    public static void main(String[] args) throws Exception {
        var objects = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        var seconds = args.length > 1 ? Long.parseLong(args[1]) : 4;
        var folder =
                args.length > 2
                        ? Files.createDirectories(Path.of(args[2]))
                        : Files.createTempDirectory("image-bench");
        var bench = new ImageBench(objects, seconds, System.out);
        var stores = List.of(new ImageStore(), new SqliteStore(), new MvStore());
        if (args.length > 3) {
            for (var store : stores) {
                if (store.name().equals(args[3])) {
                    bench.warmUp(store, folder.resolve("warm-up"));
                    bench.run(store, folder.resolve(store.name().replace(' ', '-')));
                }
            }
            return;
        }
        bench.head();
        for (var store : stores) {
            bench.apart(store, folder);
        }
        bench.pickle(folder);
        delete(folder);
    }

    private void apart(Store store, Path folder) throws Exception {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx1g");
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        ImageBench.class.getName(),
                        "" + objects,
                        "" + seconds,
                        folder.toString(),
                        store.name()));
        var process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        process.getInputStream().transferTo(out);
        if (process.waitFor() != 0) {
            out.println("| " + store.name() + " ended with " + process.exitValue() + " |");
        }
    }

    private void head() {
        out.printf(
                "%,d objects of ~120 bytes, commits of 10; java %s, %d processors%n",
                objects, Runtime.version(), Runtime.getRuntime().availableProcessors());
        var columns =
                List.of(
                        "store",
                        "load s",
                        "commits/s, 1",
                        "p50/p99/most ms",
                        "CPU ms each",
                        "commits/s, 8",
                        "p50/p99/most ms",
                        "CPU ms each",
                        "reads/s",
                        "reads/s at 1 commit/s",
                        "MB resident then",
                        "full save s, longest stop ms",
                        "restore of a tenth s",
                        "of 10 objects ms",
                        "open clean ms",
                        "open after kill ms",
                        "MB on disk",
                        "MB resident",
                        "64 MB written, read ms");
        out.println("| " + String.join(" | ", columns) + " |");
        out.println("|" + "---|".repeat(columns.size()));
    }

    private void warmUp(Store store, Path folder) throws Exception {
        var small = new ImageBench(2_000, 1, out);
        store.open(folder);
        small.load(store);
        small.commits(store, 2);
        small.reads(store, true);
        store.close();
        delete(folder);
    }

    private void run(Store store, Path folder) throws Exception {
        store.open(folder);
        var row = new ArrayList<String>();
        row.add(store.name());
        row.add("%.1f".formatted(timed(() -> load(store)) / 1e9));
        row.addAll(commits(store, 1));
        row.addAll(commits(store, 8));
        row.add("%,d".formatted(reads(store, false)));
        row.add("%,d".formatted(reads(store, true)));
        Thread.sleep(REST_MILLIS);
        row.add("%,d".formatted(resident()));
        System.err.printf(
                "%s by then: %,d MB resident, %,d MB on disk%n",
                store.name(), resident(), size(folder) >> 20);
        row.add(save(store, folder.resolveSibling("save-" + folder.getFileName())));
        row.add(restored(store, () -> change(store), 1e9));
        row.add(restored(store, () -> store.put(some(new Random(3), 10), 7), 1e6));
        change(store);
        var killed = folder.resolveSibling("killed-" + folder.getFileName());
        copy(folder, killed);
        store.close();
        row.add("%.0f".formatted(timed(() -> store.open(folder)) / 1e6));
        var size = size(folder);
        var resident = resident();
        var large = "large".repeat(LARGE / 5);
        var written = timed(() -> store.putLarge(large));
        var read = timed(() -> same(store.readLarge(), large.length()));
        store.close();
        row.add("%.0f".formatted(timed(() -> store.open(killed)) / 1e6));
        store.close();
        row.add("%,d".formatted(size >> 20));
        row.add("%,d".formatted(resident));
        row.add("%.0f, %.0f".formatted(written / 1e6, read / 1e6));
        out.println("| " + String.join(" | ", row) + " |");
        delete(folder);
        delete(killed);
    }

    private static void same(long found, long expected) {
        if (found != expected) {
            throw new IllegalStateException(found + " read, " + expected + " written");
        }
    }

    /// How long it takes to undo a work, in units of so many nanoseconds.
    private static String restored(Store store, Work work, double unit) throws Exception {
        store.mark();
        work.run();
        var restored = new AtomicBoolean();
        var time = timed(() -> restored.set(store.restore()));
        return restored.get() ? "%.2f".formatted(time / unit) : "–";
    }

    private void load(Store store) throws Exception {
        for (int from = 1; from <= objects; from += BATCH) {
            var oids = new long[Math.min(BATCH, objects - from + 1)];
            for (int i = 0; i < oids.length; i++) {
                oids[i] = from + i;
            }
            store.put(oids, salt.incrementAndGet());
        }
    }

    /// A tenth of the objects anew, up to a hundred thousand.
    private void change(Store store) throws Exception {
        var random = new Random(9);
        for (int i = 0; i < Math.min(objects / 10, MOST_CHANGED); i += BATCH) {
            store.put(some(random, BATCH), salt.incrementAndGet());
        }
    }

    private long[] some(Random random, int count) {
        return random.longs(1, objects + 1L).distinct().limit(count).toArray();
    }

    private List<String> commits(Store store, int committers) throws Exception {
        var busy = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
        var end = System.nanoTime() + seconds * 1_000_000_000L;
        try (var threads = Executors.newFixedThreadPool(committers)) {
            var tasks = new ArrayList<Callable<long[]>>();
            for (int i = 0; i < committers; i++) {
                var random = new Random(i);
                tasks.add(() -> {
                    var times = new long[1 << 17];
                    var count = 0;
                    while (System.nanoTime() < end && count < times.length) {
                        var began = System.nanoTime();
                        store.put(some(random, 10), salt.incrementAndGet());
                        times[count++] = System.nanoTime() - began;
                    }
                    return Arrays.copyOf(times, count);
                });
            }
            var all = new ArrayList<long[]>();
            for (var result : threads.invokeAll(tasks)) {
                all.add(result.get());
            }
            var times = all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
            var after = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
            return List.of(
                    "%,d".formatted(times.length / seconds),
                    "%.2f/%.2f/%.0f"
                            .formatted(
                                    times[times.length / 2] / 1e6,
                                    times[(int) (times.length * 0.99)] / 1e6,
                                    times[times.length - 1] / 1e6),
                    "%.2f".formatted(after.minus(busy).toNanos() / 1e6 / times.length));
        }
    }

    private long reads(Store store, boolean writing) throws Exception {
        var random = new Random(1);
        long sum = 0;
        for (int i = 0; i < 50_000; i++) {
            sum += store.read(1 + random.nextInt(objects));
        }
        var began = System.nanoTime();
        var next = began;
        var end = began + seconds * 1_000_000_000L;
        long count = 0;
        while (System.nanoTime() < end) {
            if (writing && System.nanoTime() > next) {
                store.put(some(random, 10), salt.incrementAndGet());
                next += 1_000_000_000L;
            }
            for (int i = 0; i < 1000; i++) {
                sum += store.read(1 + random.nextInt(objects));
            }
            count += 1000;
        }
        if (sum == 42) {
            out.println();
        }
        return count * 1_000_000_000L / (System.nanoTime() - began);
    }

    /// A full save, while one thread commits and one reads; the longest that either was stopped.
    private String save(Store store, Path file) throws Exception {
        var done = new AtomicBoolean();
        var longest = new AtomicLong();
        try (var threads = Executors.newFixedThreadPool(2)) {
            var random = new Random(4);
            var writer =
                    threads.submit(() -> {
                        while (!done.get()) {
                            var began = System.nanoTime();
                            store.put(some(random, 10), salt.incrementAndGet());
                            longest.accumulateAndGet(System.nanoTime() - began, Math::max);
                            Thread.sleep(5);
                        }
                        return true;
                    });
            var reading = new Random(5);
            var reader =
                    threads.submit(() -> {
                        while (!done.get()) {
                            var began = System.nanoTime();
                            store.read(1 + reading.nextInt(objects));
                            longest.accumulateAndGet(System.nanoTime() - began, Math::max);
                            Thread.sleep(1);
                        }
                        return true;
                    });
            Thread.sleep(200);
            longest.set(0);
            var time = timed(() -> store.save(file));
            done.set(true);
            writer.get();
            reader.get();
            return "%.2f, %.0f".formatted(time / 1e9, longest.get() / 1e6);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    interface Work {
        void run() throws Exception;
    }

    private static long timed(Work work) throws Exception {
        var began = System.nanoTime();
        work.run();
        return System.nanoTime() - began;
    }

    /// CPython's pickle, the whole graph for each commit.
    private void pickle(Path folder) throws Exception {
        var script =
                """
                import os, pickle, random, sys, time
                n, path = int(sys.argv[1]), sys.argv[2]
                def thing(i, s): return {'asked': 'what is %d plus %d, and why so?' % (i, s), 'score': i * .5, 'salt': s, 'next': i + 1, 'tags': 'bench,small,object'}
                graph = {i: thing(i, 0) for i in range(1, n + 1)}
                def commit():
                    with open(path + '.new', 'wb') as f:
                        pickle.dump(graph, f, protocol=5); f.flush(); os.fsync(f.fileno())
                    os.replace(path + '.new', path)
                times = []
                for k in range(5):
                    for i in random.sample(range(1, n + 1), 10): graph[i] = thing(i, k)
                    t = time.time(); commit(); times.append(time.time() - t)
                times.sort()
                t = time.time(); pickle.load(open(path, 'rb')); load = time.time() - t
                ids = [random.randint(1, n) for _ in range(1000000)]
                t = time.time()
                for i in ids: graph[i]['salt']
                reads = 1e6 / (time.time() - t)
                print('| CPython pickle | – | %.1f | %.0f/–/%.0f | – | – | – | – | %s | – | – | %.2f, %.0f | %.2f | – | %.0f | %.0f | %d | – | – |' % (1 / times[2], times[2] * 1e3, times[-1] * 1e3, format(int(reads), ','), times[2], times[2] * 1e3, load, load * 1e3, load * 1e3, os.path.getsize(path) >> 20))
                """;
        try {
            var process =
                    new ProcessBuilder(
                                    "python3",
                                    "-c",
                                    script,
                                    "" + objects,
                                    folder.resolve("graph.pickle").toString())
                            .redirectErrorStream(true)
                            .start();
            out.print(new String(process.getInputStream().readAllBytes()));
            process.waitFor();
        } catch (IOException e) {
            out.println("no python3 here: " + e.getMessage());
        }
    }

    private static long resident() throws IOException {
        for (var line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmRSS")) {
                return Long.parseLong(line.replaceAll("\\D", "")) >> 10;
            }
        }
        return -1;
    }

    private static long size(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).mapToLong(f -> f.toFile().length()).sum();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                var target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else if (!file.endsWith("owner")) {
                    Files.copy(file, target);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
