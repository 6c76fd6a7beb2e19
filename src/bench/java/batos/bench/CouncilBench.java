package batos.bench;

import batos.council.Council;
import batos.council.Outcome;
import batos.council.TurnLimits;
import batos.council.TurnSignal;
import batos.council.claims.ClaimCheck;
import batos.council.claims.ClaimLine;
import batos.council.claims.TurnReceipt;
import batos.crucible.Trial;
import batos.crucible.UnavailableCrucible;
import batos.image.Author;
import batos.image.Cause;
import batos.image.ImageLimits;
import batos.image.LivingImage;
import batos.image.Oid;
import batos.memory.Scrapbook;
import batos.mind.Embedder;
import batos.mind.OnnxEmbedder;
import batos.mind.Pin;
import batos.mind.PrefetchingEmbedder;
import batos.mind.WordsEmbedder;
import batos.nerve.PulseSink;
import batos.nerve.Pulses;
import batos.persona.Leases;
import batos.persona.Personas;
import batos.toolbox.Toolbox;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What the council costs apart from its models: the check of an answer's claims, and a whole turn
/// on an image on disk with the embedding model, whose minds take a while to answer, as models do.
/// The same turn with every text embedded when it is asked for, and with no model of vectors,
/// beside it.
///
/// Arguments: a file of claims as `batos council claims` reads it, how many turns, and how many
/// milliseconds a mind takes.
public final class CouncilBench {
    private static final int SENTENCES = 6;

    private CouncilBench() {}

    public static void main(String[] args) throws IOException {
        claims(
                Path.of(
                        args.length > 0
                                ? args[0]
                                : "src/test/resources/batos/council/claims-fresh.jsonl"));
        var turns = args.length > 1 ? Integer.parseInt(args[1]) : 200;
        var thinking = Duration.ofMillis(args.length > 2 ? Long.parseLong(args[2]) : 300);
        try (var model = new OnnxEmbedder()) {
            embedding(model, turns);
            turns("vectors of words", new WordsEmbedder(), turns, thinking);
            turns("embedding when asked", model, turns, thinking);
            turns("embedding ahead", new PrefetchingEmbedder(model), turns, thinking);
        }
    }

    private static void embedding(Embedder model, int texts) {
        var nanos = new ArrayList<Long>();
        for (int i = 0; i < texts; i++) {
            var start = System.nanoTime();
            model.embed("How should we store the " + i + "th list of addresses?");
            nanos.add(System.nanoTime() - start);
        }
        print("one text embedded, nothing beside it", nanos);
    }

    /// Answers of six sentences, each with the receipts of all six.
    private static void claims(Path file) throws IOException {
        var lines = new ArrayList<ClaimLine>();
        for (var line : Files.readAllLines(file)) {
            lines.add(ClaimLine.read(line, lines.size() + 1));
        }
        var check = new ClaimCheck("en");
        var nanos = new ArrayList<Long>();
        for (int round = 0; round < 4; round++) {
            for (int i = 0; i + SENTENCES <= lines.size(); i += SENTENCES) {
                var some = lines.subList(i, i + SENTENCES);
                var answer = String.join(" ", some.stream().map(ClaimLine::text).toList());
                var receipts = new ArrayList<TurnReceipt>();
                some.forEach(line -> receipts.addAll(line.receipts()));
                var start = System.nanoTime();
                check.check(answer, receipts);
                nanos.add(System.nanoTime() - start);
            }
        }
        print("claim check of an answer of six sentences", nanos);
    }

    private static void turns(String name, Embedder embedder, int turns, Duration thinking)
            throws IOException {
        var folder = Files.createTempDirectory("council-bench");
        var clock = InstantSource.system();
        var pulses = new Pulses(clock);
        var mind = new BriefMind(thinking);
        try (var image = LivingImage.open(folder, ImageLimits.standard(), clock, pulses)) {
            new Personas(image).awaken(cause(image));
            var memory = new Scrapbook(image, embedder, clock);
            var toolbox =
                    new Toolbox(
                            image,
                            new UnavailableCrucible("none here", "crucible check"),
                            () -> new Trial.Limits(Duration.ofSeconds(1), 1 << 20, 1 << 16),
                            PulseSink.NONE);
            var rules = new TurnLimits(2, 0.6, 4, 2, 10);
            var council = new Council(image, memory, embedder, toolbox, pulses, clock, () -> rules);
            var pin = new Pin("m", "d", 8192, new Pin.Sampling(0, 1, 1, 100), "");
            var leases = new Leases(image, () -> mind, each -> pin, each -> "You are " + each);
            var whole = new ArrayList<Long>();
            var toAnswer = new ArrayList<Long>();
            var busy = new ArrayList<Long>();
            var threads = ManagementFactory.getThreadMXBean();
            for (int i = 0; i < turns; i++) {
                var question = "How should we store the " + i + "th list of addresses?";
                var before = mind.nanos();
                var cpu = threads.getCurrentThreadCpuTime();
                var start = System.nanoTime();
                var answered = new long[1];
                var outcome =
                        council.carry(
                                council.convene(question),
                                leases.lease(),
                                cause(image),
                                signal -> {
                                    if (signal instanceof TurnSignal.Spoke spoke
                                            && spoke.persona().equals("ALFRED")) {
                                        answered[0] = System.nanoTime();
                                    }
                                });
                var thought = mind.nanos() - before;
                whole.add(System.nanoTime() - start - thought);
                busy.add(threads.getCurrentThreadCpuTime() - cpu);
                toAnswer.add(answered[0] - start - thought);
                if (!(outcome instanceof Outcome.Answered)) {
                    throw new IllegalStateException("the turn ended as " + outcome);
                }
            }
            print("a quiet turn, " + name + ": until the answer stands", toAnswer);
            print("  until it is checked and stored", whole);
            print("  processor time of its thread", busy);
            var commits = new ArrayList<Long>();
            for (int i = 0; i < turns; i++) {
                var salt = i;
                var start = System.nanoTime();
                image.update(
                        cause(image), change -> change.put(new Oid(1), ImageStore.form(1, salt)));
                commits.add(System.nanoTime() - start);
            }
            print("  one durable commit; a turn has six", commits);
        }
    }

    private static Cause cause(LivingImage image) {
        return new Cause(Author.ARCHITECT, "@ a question", image.now().number());
    }

    /// The first half warms up.
    private static void print(String name, List<Long> nanos) {
        var warm = nanos.subList(nanos.size() / 2, nanos.size()).stream().sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "%-60s p50 %7.2f ms  p95 %7.2f ms  (%d)%n",
                name,
                warm.get(warm.size() / 2) / 1e6,
                warm.get(warm.size() * 95 / 100) / 1e6,
                warm.size());
    }
}
