package batos.crucible;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What this process and its containers hold on the host at one moment. Others may work on the same
/// machine and under the same dockerd, so each measure counts what can be ours only, or has a
/// tolerance below what eighty leaks would leave.
///
/// @param kernel bytes that no process's heap accounts for: shared memory (gVisor's sentry keeps a
///   sandbox's memory there, as tmpfs keeps its files), unreclaimable slab, page tables, stacks
/// @param heap bytes of this JVM that a collection leaves
/// @param disk bytes free where dockerd and temporary files live
/// @param children this process's descendants that live
/// @param left processes, control groups and folders of containers that dockerd no longer knows
/// @param volumes names
/// @param files size and time of each host path that an attack names
record Footprint(
        long kernel,
        long heap,
        long disk,
        Set<Long> children,
        Set<String> left,
        Set<String> volumes,
        Map<String, String> files) {
    private static final long KERNEL = 512L << 20;
    private static final long HEAP = 64L << 20;
    private static final long DISK = 1L << 30;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern NAMED = Pattern.compile("\"(/[^\"{}$]+)\"");

    /// @param docker a client, or nothing where there is no dockerd
    static Footprint of(List<Containers> docker) throws IOException {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        var runtime = Runtime.getRuntime();
        return new Footprint(
                kernelMemory(),
                runtime.totalMemory() - runtime.freeMemory(),
                Path.of(System.getProperty("java.io.tmpdir")).toFile().getUsableSpace(),
                living(),
                docker.isEmpty() ? Set.of() : left(docker.getFirst()),
                docker.isEmpty() ? Set.of() : volumes(docker.getFirst()),
                named());
    }

    /// What has grown since `before`, in words; empty when nothing did.
    List<String> beyond(Footprint before) {
        var grown = new ArrayList<String>();
        grew(grown, "kernel and shared memory", before.kernel, kernel, KERNEL);
        grew(grown, "heap of this JVM", before.heap, heap, HEAP);
        grew(grown, "disk", -before.disk, -disk, DISK);
        added(grown, "child process", before.children, children);
        added(grown, "left by a container", before.left, left);
        added(grown, "volume", before.volumes, volumes);
        if (!files.equals(before.files)) {
            grown.add("files: " + before.files + " became " + files);
        }
        return grown;
    }

    private static void grew(
            List<String> grown, String what, long before, long now, long tolerance) {
        if (now - before > tolerance) {
            grown.add("%s: %d MiB more".formatted(what, (now - before) >> 20));
        }
    }

    private static <T> void added(List<String> grown, String what, Set<T> before, Set<T> now) {
        now.stream()
                .filter(each -> !before.contains(each))
                .forEach(each -> grown.add(what + " " + each));
    }

    private static long kernelMemory() throws IOException {
        return Files.readAllLines(Path.of("/proc/meminfo")).stream()
                .map(line -> line.split("[: ]+"))
                .filter(words ->
                        Set.of("Shmem", "SUnreclaim", "PageTables", "KernelStack")
                                .contains(words[0]))
                .mapToLong(words -> Long.parseLong(words[1]) << 10)
                .sum();
    }

    private static Set<Long> living() {
        var alive = new TreeSet<Long>();
        ProcessHandle.current()
                .descendants()
                .filter(ProcessHandle::isAlive)
                .forEach(child -> alive.add(child.pid()));
        return alive;
    }

    /// By control group and by command line, so that a sandbox is seen whatever its process is
    /// called. The list of containers is asked for last: one that is born meanwhile is known.
    private static Set<String> left(Containers docker) throws IOException {
        var seen = new TreeMap<String, String>();
        try (var processes = Files.list(Path.of("/proc"))) {
            processes
                    .filter(path -> path.getFileName().toString().matches("[0-9]+"))
                    .forEach(path -> {
                        ids(seen, text(path.resolve("cgroup")), "process " + path);
                        ids(seen, text(path.resolve("cmdline")), "process " + path);
                    });
        }
        var root = String.valueOf(docker.client().infoCmd().exec().getDockerRootDir());
        var state = "/containerd/daemon/io.containerd.runtime.v2.task/moby";
        for (var folder :
                List.of(
                        root + "/containers",
                        root + "/image/overlay2/layerdb/mounts",
                        root + state,
                        "/run/docker" + state,
                        "/run/docker/runtime-runc/moby",
                        "/sys/fs/cgroup/memory/docker",
                        "/sys/fs/cgroup/pids/docker",
                        "/sys/fs/cgroup/docker")) {
            try (var inside = list(Path.of(folder))) {
                inside.forEach(path -> ids(seen, path.getFileName().toString(), path.toString()));
            }
        }
        docker.client()
                .listContainersCmd()
                .withShowAll(true)
                .exec()
                .forEach(container -> seen.remove(container.getId()));
        return new TreeSet<>(seen.values());
    }

    private static void ids(Map<String, String> seen, String text, String where) {
        var found = ID.matcher(text);
        while (found.find()) {
            seen.putIfAbsent(found.group(), where + " of " + found.group());
        }
    }

    private static Stream<Path> list(Path folder) {
        try {
            return Files.isReadable(folder) ? Files.list(folder) : Stream.of();
        } catch (IOException e) {
            return Stream.of();
        }
    }

    /// Empty where the process has ended meanwhile.
    private static String text(Path path) {
        try {
            return Files.readString(path, StandardCharsets.ISO_8859_1);
        } catch (IOException | UncheckedIOException e) {
            return "";
        }
    }

    private static Set<String> volumes(Containers docker) {
        var names = new TreeSet<String>();
        var volumes = docker.client().listVolumesCmd().exec().getVolumes();
        if (volumes != null) {
            volumes.forEach(volume -> names.add(volume.getName()));
        }
        return names;
    }

    private static Map<String, String> named() throws IOException {
        var states = new TreeMap<String, String>();
        for (var attack : Attack.all()) {
            var named = NAMED.matcher(attack.source());
            while (named.find()) {
                var path = Path.of(named.group(1));
                if (!path.startsWith("/proc") && !path.startsWith("/sys")) {
                    states.put(path.toString(), state(path));
                }
            }
        }
        return states;
    }

    private static String state(Path path) throws IOException {
        if (!Files.exists(path)) {
            return "absent";
        }
        return Files.isRegularFile(path)
                ? Files.size(path) + " bytes of " + Files.getLastModifiedTime(path)
                : "present";
    }
}
