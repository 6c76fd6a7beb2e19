package batos.bench;

import batos.council.Council;
import batos.council.TurnLimits;
import batos.crucible.Trial;
import batos.crucible.UnavailableCrucible;
import batos.image.Author;
import batos.image.Cause;
import batos.image.Image;
import batos.image.ImageLimits;
import batos.image.LivingImage;
import batos.memory.Level;
import batos.memory.Scrapbook;
import batos.mind.Embedder;
import batos.mind.Pin;
import batos.nerve.PulseSink;
import batos.nerve.Pulses;
import batos.persona.Leases;
import batos.persona.Personas;
import batos.toolbox.Admission;
import batos.toolbox.Example;
import batos.toolbox.Tool;
import batos.toolbox.ToolDraft;
import batos.toolbox.Toolbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/// A home after a month of ordinary use: turns of the whole council, tools, and memories with
/// vectors of 384 components, by the rooms that a session uses. Its parts on disk, before and after
/// `image compact`, and how long the image takes to open beside an empty one.
///
/// Arguments: turns (default 3000), tools (40), memories in all (20,000), a folder.
public final class MonthBench {
    private static final int DAYS = 30;
    private static final int OPENINGS = 11;

    private MonthBench() {}

    public static void main(String[] args) throws IOException {
        var turns = args.length > 0 ? Integer.parseInt(args[0]) : 3000;
        var tools = args.length > 1 ? Integer.parseInt(args[1]) : 40;
        var memories = args.length > 2 ? Integer.parseInt(args[2]) : 20_000;
        var folder = args.length > 3 ? Path.of(args[3]) : Files.createTempDirectory("month-bench");
        var home = folder.resolve("month");
        var empty = folder.resolve("empty");
        open(empty).close();
        for (int day = 0; day < DAYS; day++) {
            day(home, day, turns / DAYS, tools, memories);
        }
        parts("after the month", home);
        openings(empty, home);
        try (var image = open(home)) {
            image.compact(cause(image), false);
        }
        parts("after image compact", home);
        openings(empty, home);
    }

    /// One session: opened, used, closed.
    private static void day(Path home, int day, int turns, int tools, int memories)
            throws IOException {
        var clock = InstantSource.system();
        try (var image = open(home);
                var memory = new Scrapbook(image, new RandomVectors(), clock)) {
            if (day == 0) {
                new Personas(image).awaken(cause(image));
            }
            var toolbox =
                    new Toolbox(
                            image,
                            new UnavailableCrucible("none here", "crucible check"),
                            () -> new Trial.Limits(Duration.ofSeconds(1), 1 << 20, 1 << 16),
                            PulseSink.NONE);
            for (int i = day * tools / DAYS; i < (day + 1) * tools / DAYS; i++) {
                bind(toolbox, image, "tool_" + i);
            }
            var rules = new TurnLimits(2, 0.6, 4, 2, 10);
            var embedder = new RandomVectors();
            var pulses = new Pulses(clock);
            var council = new Council(image, memory, embedder, toolbox, pulses, clock, () -> rules);
            var pin = new Pin("m", "d", 8192, new Pin.Sampling(0, 1, 1, 100), "");
            var mind = new BriefMind(Duration.ZERO);
            var leases = new Leases(image, () -> mind, each -> pin, each -> "You are " + each);
            for (int i = 0; i < turns; i++) {
                council.carry(
                        council.convene("On day %d, how do we store list %d?".formatted(day, i)),
                        leases.lease(),
                        cause(image),
                        signal -> {});
            }
            var wanted = (day + 1L) * memories / DAYS;
            for (long i = memory.size(Level.TURN); i < wanted; i++) {
                memory.note(sentence(i), cause(image));
            }
            memory.reembed(cause(image), (done, all) -> {});
            System.out.printf(
                    Locale.ROOT,
                    "day %d: %d memories, %d objects, commit %d%n",
                    day + 1,
                    memory.size(),
                    image.now().size(),
                    image.now().number());
        }
    }

    private static void bind(Toolbox toolbox, Image image, String name) {
        var source = new StringBuilder("def " + name + "(n):\n    total = 0\n");
        for (int i = 0; i < 30; i++) {
            source.append("    total = total + n * ").append(i).append('\n');
        }
        var draft =
                ToolDraft.of(
                        name,
                        "Sums some multiples of a number",
                        "{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\"}}}",
                        source + "    return total\n",
                        List.of(Example.of("{\"n\":1}", "435", Author.of("BRICK"))));
        toolbox.bind(
                new Admission.Admitted(draft, List.of("1 test holds"), List.of()),
                Tool.Origin.FORGED,
                Author.of("BRICK"),
                "a month's work",
                cause(image));
    }

    private static final List<String> WORDS =
            List.of(
                    ("the list of addresses that we keep in the old file was sorted by town and"
                                    + " street before Monday when Robin asked Brick for a count of"
                                    + " invoices paid in spring and a chart with two axes")
                            .split(" "));

    /// About fifteen words.
    private static String sentence(long number) {
        var random = new Random(number);
        var words = new ArrayList<String>();
        for (int i = 0; i < 14; i++) {
            words.add(WORDS.get(random.nextInt(WORDS.size())));
        }
        return String.join(" ", words) + " " + number + ".";
    }

    private static LivingImage open(Path home) {
        var clock = InstantSource.system();
        return LivingImage.open(home, ImageLimits.standard(), clock, new Pulses(clock));
    }

    private static Cause cause(Image image) {
        return new Cause(Author.ARCHITECT, "a line of the month", image.now().number());
    }

    private static void parts(String when, Path home) throws IOException {
        long all = 0;
        var line = new StringBuilder();
        try (var parts = Files.list(home)) {
            for (var part : parts.sorted().toList()) {
                var bytes = size(part);
                all += bytes;
                if (bytes > 100_000) {
                    line.append(", %s %.1f".formatted(part.getFileName(), bytes / 1048576.0));
                }
            }
        }
        System.out.printf(Locale.ROOT, "%s: %.1f MB%s%n", when, all / 1048576.0, line);
    }

    private static long size(Path part) throws IOException {
        try (var files = Files.walk(part)) {
            return files.filter(Files::isRegularFile).mapToLong(f -> f.toFile().length()).sum();
        }
    }

    /// Opened and closed in turn, the first of each not counted.
    private static void openings(Path empty, Path home) {
        var times = List.of(new ArrayList<Long>(), new ArrayList<Long>());
        for (int i = 0; i < OPENINGS; i++) {
            for (int which = 0; which < 2; which++) {
                var began = System.nanoTime();
                var image = open(which == 0 ? empty : home);
                if (i > 0) {
                    times.get(which).add(System.nanoTime() - began);
                }
                image.close();
            }
        }
        var ours = times.get(1).stream().sorted().toList();
        var bare = times.get(0).stream().sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "opened in %.1f ms (median %.1f), an empty one in %.1f (%.1f): %.2f times (%.2f)%n",
                ours.getFirst() / 1e6,
                ours.get(ours.size() / 2) / 1e6,
                bare.getFirst() / 1e6,
                bare.get(bare.size() / 2) / 1e6,
                ours.getFirst() / (double) bare.getFirst(),
                ours.get(ours.size() / 2) / (double) bare.get(bare.size() / 2));
    }

    /// Vectors as long as those of the embedding model, which do not compress either; different for
    /// each text.
    private static final class RandomVectors implements Embedder {
        @Override
        public String name() {
            return "bge-small-en-v1.5-q"; // else each start of batos counts memories of another
            // model
        }

        @Override
        public int dimension() {
            return 384;
        }

        @Override
        public float[] embed(String text) {
            var random = new Random(text.hashCode());
            var vector = new float[dimension()];
            var sum = 0.0;
            for (int i = 0; i < vector.length; i++) {
                vector[i] = (float) random.nextGaussian();
                sum += vector[i] * vector[i];
            }
            for (int i = 0; i < vector.length; i++) {
                vector[i] /= (float) Math.sqrt(sum);
            }
            return vector;
        }

        @Override
        public boolean quick() {
            return true;
        }

        @Override
        public void close() {}
    }
}
