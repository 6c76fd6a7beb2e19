package batos.image;

import batos.nerve.Pulses;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;

/// A process that works on an image until it is killed, and tells on its output what was
/// acknowledged: `c NUMBER ROOT WHAT`.
final class MixedLoad {
    static final ImageLimits LIMITS =
            new ImageLimits(
                    64 << 10,
                    64 << 20,
                    32 << 10,
                    64 << 10,
                    512,
                    1 << 20,
                    1 << 20,
                    new ImageLimits.Retention(200, Duration.ofDays(1), 128 << 10, 4));

    private final LivingImage image;
    private final PrintStream out;
    private final long seed;

    private MixedLoad(LivingImage image, PrintStream out, long seed) {
        this.image = image;
        this.out = out;
        this.seed = seed;
    }

    /// @param args the home, a seed, the last number acknowledged to the one who asks
    public static void main(String[] args) throws Exception {
        var clock = InstantSource.system();
        var image = LivingImage.open(Path.of(args[0]), LIMITS, clock, new Pulses(clock));
        if (image.now().number() < Long.parseLong(args[2])) {
            System.out.println("lost: " + image.now().number() + " instead of " + args[2]);
            return;
        }
        System.out.println("ready " + image.opened());
        var load = new MixedLoad(image, System.out, Long.parseLong(args[1]));
        var steps =
                List.<Step>of(
                        load::single,
                        load::pair,
                        load::notes,
                        load::reshape,
                        load::past,
                        load::compact);
        for (int i = 0; i < steps.size(); i++) {
            var step = steps.get(i);
            var random = new Random(load.seed * 31 + i);
            Thread.ofPlatform().start(() -> load.forever(step, random));
        }
    }

    interface Step {
        void run(Random random) throws Exception;
    }

    private void forever(Step step, Random random) {
        try {
            while (true) {
                step.run(random);
            }
        } catch (Exception e) {
            out.println("failed: " + e);
            e.printStackTrace(out);
        }
    }

    private Cause cause(String line) {
        return new Cause(Author.of("load"), line, image.now().number());
    }

    private void told(Commit commit) {
        out.println("c " + commit.number() + " " + commit.root() + " " + commit.cause().line());
    }

    private void commit(String line, java.util.function.Consumer<Change> edit) throws Exception {
        var change = Change.on(image.now());
        edit.accept(change);
        try {
            told(image.commit(cause(line), change));
        } catch (Conflict e) {
            Thread.yield();
        }
    }

    private void single(Random random) throws Exception {
        commit("single", change -> change.put(Notes.note("single", "" + random.nextInt())));
    }

    /// Two objects that are always equal, and many that come and go.
    private void pair(Random random) throws Exception {
        var value = "" + random.nextLong();
        commit(
                "pair",
                change -> {
                    change.put(Notes.note("left", value)).put(Notes.note("right", value));
                    for (int i = 0; i < 30; i++) {
                        var oid = new Oid(1 + random.nextInt(2_000));
                        if (random.nextInt(8) == 0) {
                            change.remove(oid);
                        } else {
                            change.put(oid, Notes.counter(random.nextInt()));
                        }
                    }
                });
    }

    private void notes(Random random) throws Exception {
        commit(
                "notes",
                change -> {
                    for (int i = 0; i < 5; i++) {
                        var name = "note" + random.nextInt(400);
                        if (random.nextInt(3) == 0) {
                            change.remove(Oid.named("note", name));
                        } else {
                            var size = random.nextInt(10) == 0 ? 3000 : 20;
                            var letter = String.valueOf((char) ('a' + random.nextInt(26)));
                            change.put(Notes.note(name, letter.repeat(size)));
                        }
                    }
                });
    }

    /// A class gets another slot, and all its instances change with it.
    private void reshape(Random random) throws Exception {
        Thread.sleep(random.nextInt(10));
        commit(
                "reshape",
                change -> {
                    var shape = Oid.named("class", "shape");
                    var version = change.get(shape).map(Form::version).orElse(0) + 1;
                    var slots = new LinkedHashMap<String, Datum>();
                    slots.put("slot" + version, new Datum.Whole(random.nextInt()));
                    change.put(Form.named("class", version, "shape", slots));
                    for (int i = 0; i < 12; i++) {
                        change.put(Form.named("shape", version, "shape" + i, slots));
                    }
                });
    }

    private void past(Random random) throws Exception {
        Thread.sleep(random.nextInt(20));
        switch (random.nextInt(6)) {
            case 0, 1 -> image.save("s" + random.nextInt(6));
            case 2 -> {
                var snapshots = image.snapshots();
                if (snapshots.size() > 2) {
                    image.delete(snapshots.get(random.nextInt(snapshots.size())).name());
                }
            }
            case 3 -> {
                var snapshots = image.snapshots();
                if (!snapshots.isEmpty()) {
                    var name = snapshots.get(random.nextInt(snapshots.size())).name();
                    told(image.restore(name, cause("restore")));
                }
            }
            default -> {
                var deeds = image.deeds(3).size();
                if (deeds > 0) {
                    told(image.undo(1 + random.nextInt(deeds), cause("undo")));
                }
            }
        }
    }

    private void compact(Random random) throws Exception {
        Thread.sleep(20 + random.nextInt(150));
        image.compact(cause("compact"), false);
    }
}
