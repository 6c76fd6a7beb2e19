package batos.bench;

import batos.codex.Codex;
import batos.codex.Decision;
import batos.codex.InputChannel;
import batos.codex.Proposal;
import batos.config.ConfigEvent;
import batos.config.ConfigFolder;
import batos.config.SettingsOrigin;
import batos.image.Author;
import batos.image.ImageLimits;
import batos.image.LivingImage;
import batos.nerve.Pulses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.SynchronousQueue;

/// How soon a change counts: from saving settings.toml to the value in force, in place and by
/// rename; from an approval to the codex in force, durable in file, ledger and image. Beside it
/// what one would use instead: a file that is looked at once a second, and `git commit` of the same
/// edit.
///
/// Arguments: rounds (default 100).
public final class CodexBench {
    private CodexBench() {}

    public static void main(String[] args) throws Exception {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 100;
        var dir = Files.createTempDirectory("batos-bench-");
        var clock = InstantSource.system();
        try (var folder = ConfigFolder.open(dir.resolve("config"));
                var image =
                        LivingImage.open(
                                dir.resolve("home"),
                                ImageLimits.standard(),
                                clock,
                                new Pulses(clock))) {
            var opened = Codex.open(dir.resolve("home"), image, folder, clock);
            try (var codex = opened.codex()) {
                folder.set(SettingsOrigin.ARCHITECT, "council.rounds", "2");
                report("settings.toml saved in place -> in force", saves(folder, rounds, false));
                report("settings.toml saved by rename -> in force", saves(folder, rounds, true));
                report("the same, looked at once a second", everySecond(folder, 10));
                approvals(opened, image, 5);
                report("approval -> the next turn speaks by it", approvals(opened, image, rounds));
                report("the same edit with git commit", commits(dir.resolve("git"), 20));
                System.out.println("codex.verify: " + codex.verify());
            }
        }
    }

    private static List<Double> saves(ConfigFolder folder, int rounds, boolean rename)
            throws Exception {
        var heard = new SynchronousQueue<Long>();
        var end =
                folder.listen(news -> {
                    if (news instanceof ConfigEvent.Reloaded) {
                        offer(heard, System.nanoTime());
                    }
                });
        var times = new ArrayList<Double>();
        var file = folder.settingsFile();
        for (int i = 0; i < rounds; i++) {
            var text = other(Files.readString(file), i);
            var start = System.nanoTime();
            if (rename) {
                var aside = Files.writeString(file.resolveSibling("settings.toml.swp"), text);
                Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
            } else {
                Files.writeString(file, text);
            }
            times.add((heard.take() - start) / 1e6);
            Thread.sleep(30);
        }
        end.run();
        return times;
    }

    private static void offer(SynchronousQueue<Long> queue, long value) {
        try {
            queue.put(value);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String other(String text, int round) {
        return text.replaceAll("rounds = \\d", "rounds = " + (1 + (round + 3) % 8))
                .replaceAll("recall = \\d+", "recall = " + (round % 90 + 1));
    }

    private static List<Double> everySecond(ConfigFolder folder, int rounds) throws Exception {
        var times = new ArrayList<Double>();
        var file = folder.settingsFile();
        var poller = System.nanoTime();
        for (int i = 0; i < rounds; i++) {
            Thread.sleep(137 * (i + 1) % 1_000);
            var start = System.nanoTime();
            Files.writeString(file, other(Files.readString(file), i));
            long next = poller + ((start - poller) / 1_000_000_000L + 1) * 1_000_000_000L;
            Thread.sleep((next - System.nanoTime()) / 1_000_000 + 1);
            Files.readString(file);
            times.add((System.nanoTime() - start) / 1e6);
        }
        return times;
    }

    private static List<Double> approvals(Codex.Opened opened, LivingImage image, int rounds) {
        var times = new ArrayList<Double>();
        for (int i = 0; i < rounds; i++) {
            var text = "Speaks in its own words, " + i + ", " + System.nanoTime() + ".";
            var made =
                    opened.codex()
                            .propose(
                                    Proposal.Draft.of(
                                            Author.of("ALFRED"),
                                            "personas.ROBIN.voice",
                                            text,
                                            "a round"));
            var proposal = ((Decision.Settled) made).proposal();
            var hand =
                    opened.seal()
                            .typed("codex approve", InputChannel.ONE_SHOT, image.now().number());
            var start = System.nanoTime();
            var decision =
                    opened.governance()
                            .approve(hand, proposal.number(), Optional.of(proposal.hash()));
            var instruction = opened.codex().inForce().document().instruction("ROBIN");
            times.add((System.nanoTime() - start) / 1e6);
            if (!(decision instanceof Decision.Amended) || !instruction.contains(text)) {
                throw new IllegalStateException(decision.toString());
            }
        }
        return times;
    }

    private static List<Double> commits(Path dir, int rounds) throws Exception {
        Files.createDirectories(dir);
        git(dir, "init", "-q");
        git(dir, "config", "user.email", "architect@localhost");
        git(dir, "config", "user.name", "architect");
        var times = new ArrayList<Double>();
        for (int i = 0; i < rounds; i++) {
            Files.writeString(dir.resolve("codex.toml"), "voice = \"" + i + "\"\n");
            var start = System.nanoTime();
            git(dir, "add", "codex.toml");
            git(dir, "commit", "-q", "-m", "round " + i);
            times.add((System.nanoTime() - start) / 1e6);
        }
        return times;
    }

    private static void git(Path dir, String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("git", "-C", dir.toString()));
        command.addAll(List.of(words));
        var ended = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (ended != 0) {
            throw new IOException(command + " ended with " + ended);
        }
    }

    private static void report(String what, List<Double> times) {
        var sorted = times.stream().sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "%-46s median %8.1f ms   p95 %8.1f ms   n %d%n",
                what,
                sorted.get(sorted.size() / 2),
                sorted.get((int) (sorted.size() * 0.95)),
                sorted.size());
    }
}
