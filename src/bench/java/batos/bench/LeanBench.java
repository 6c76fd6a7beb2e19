package batos.bench;

import batos.app.Application;
import batos.app.OpenOptions;
import batos.app.Services;
import batos.config.ShippedConfig;
import batos.council.Outcome;
import batos.council.TurnSignal;
import batos.image.Author;
import batos.image.Cause;
import batos.mind.LlamaServer;
import batos.persona.Receipt;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/// Turns of the council with a small real model, each beside three bare calls of the same server
/// that generate as many tokens, in alternation: how many turns end in an answer, how much longer
/// they take, and how much of their prompts the server had read before. First lean turns, then full
/// ones.
///
/// Arguments: the path of a GGUF file, whose folder holds `python/xllamacpp` as `batos models
/// install small` leaves it, or an Ollama server's URL and a tag; then how many turns (default 20)
/// and how many full ones (default 3).
public final class LeanBench {
    private static final List<String> QUESTIONS =
            List.of(
                    "What is 2 + 3?",
                    "What is the capital of France?",
                    "How many legs does a spider have?",
                    "What colour is the sky on a clear day?",
                    "Name the largest planet of the solar system.",
                    "How many days are in a week?",
                    "What is the opposite of hot?",
                    "What do bees make?",
                    "At what temperature does water boil?",
                    "Who wrote Romeo and Juliet?",
                    "What is the chemical formula of water?",
                    "What is 7 times 6?",
                    "In which country is Rome?",
                    "Who are you?",
                    "How are you today?",
                    "Which language is spoken in Brazil?",
                    "Give me one idea for a rainy day.",
                    "Is fire hot or cold?",
                    "Write a line about the sea.",
                    "What did I ask you first?");

    private LeanBench() {}

    public static void main(String[] args) throws Exception {
        var gguf = args[0].endsWith(".gguf");
        var more = gguf ? 1 : 2;
        var turns = args.length > more ? Integer.parseInt(args[more]) : QUESTIONS.size();
        var full = args.length > more + 1 ? Integer.parseInt(args[more + 1]) : 3;
        if (gguf) {
            // two servers, so that a bare call does not push a turn's beginning out of the cache
            try (var one = llama(Path.of(args[0]));
                    var two = llama(Path.of(args[0]))) {
                both(metered(one), metered(two), "small", turns, full);
            }
        } else {
            var url = URI.create(args[0]);
            both(
                    new MeteredServer(url, Optional.empty(), true),
                    new MeteredServer(url, Optional.empty(), true),
                    args[1],
                    turns,
                    full);
        }
    }

    private static LlamaServer llama(Path model) throws InterruptedException {
        return LlamaServer.start(
                new LlamaServer.Start(
                        "python3",
                        Optional.of(model.resolveSibling("python")),
                        model,
                        "small",
                        2048,
                        1,
                        Duration.ofMinutes(2)));
    }

    private static MeteredServer metered(LlamaServer server) throws IOException {
        var address = server.address();
        return new MeteredServer(
                URI.create(address.url().toString().replace("/v1", "")),
                address.key().get(),
                false);
    }

    private static void both(
            MeteredServer council, MeteredServer bare, String tag, int turns, int full)
            throws IOException, InterruptedException {
        try (council;
                bare) {
            run("lean", council, bare, tag, turns);
            run("full", council, bare, tag, full);
        }
    }

    private static void run(
            String mode, MeteredServer server, MeteredServer bare, String tag, int turns)
            throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("batos-lean-");
        var config = Files.createDirectories(folder.resolve("config"));
        Files.writeString(config.resolve("codex.toml"), ShippedConfig.codex());
        Files.writeString(
                config.resolve("settings.toml"),
                ShippedConfig.settings()
                        .replace("qwen3:4b", tag)
                        .replace("context = 8192", "context = 2048")
                        .replace("max_tokens = 1024", "max_tokens = 192")
                        .replace("http://127.0.0.1:11434", server.url())
                        .replace("openai_url = \"\"", "openai_url = \"" + server.url() + "/v1\"")
                        .replace("mode = \"auto\"", "mode = \"" + mode + "\""));
        var opening =
                new OpenOptions(
                        folder.resolve("image"),
                        config,
                        Optional.of(server.ollama() ? "ollama" : "openai"),
                        Optional.empty(),
                        Optional.empty(),
                        InstantSource.system(),
                        true,
                        text -> {});
        try (var house = new Application(opening)) {
            measure(mode, house, server, bare, tag, turns);
        }
    }

    private static void measure(
            String mode,
            Services house,
            MeteredServer server,
            MeteredServer other,
            String tag,
            int turns)
            throws IOException, InterruptedException {
        var answered = 0;
        var ratios = new ArrayList<Double>();
        for (int i = 0; i < turns; i++) {
            var question = QUESTIONS.get(i % QUESTIONS.size());
            server.forget();
            var start = System.nanoTime();
            var heard = new StringBuilder();
            var outcome = ask(house, question, heard);
            var took = (System.nanoTime() - start) / 1e9;
            if (!(outcome instanceof Outcome.Answered said) || heard.toString().isBlank()) {
                say("%s %2d  %5.1f s  NO ANSWER: %s", mode, i + 1, took, outcome);
                continue;
            }
            answered++;
            var calls = server.calls();
            var receipts =
                    house.conversation().council().account(said.episode()).orElseThrow().receipts();
            var tokens = receipts.stream().mapToInt(Receipt::replyTokens).sum();
            var beside = System.nanoTime();
            var generated = 0;
            for (int call = 0; call < 3; call++) {
                generated += other.bare(tag, question, (tokens + call) / 3);
            }
            var bare = (System.nanoTime() - beside) / 1e9;
            // what the bare calls generated too few, or the turn, is scaled by tokens
            var ratio = took / (bare * tokens / Math.max(1, generated));
            ratios.add(ratio);
            say(
                    "%s %2d  %5.1f s (reading %.1f, speaking %.1f), %3d tokens, bare %5.1f s, %3d tokens, ratio %.2f, load %.0f; prompts (cached) %s; %s -> %s",
                    mode,
                    i + 1,
                    took,
                    calls.stream().mapToLong(MeteredServer.Call::reading).sum() / 1e3,
                    calls.stream().mapToLong(MeteredServer.Call::speaking).sum() / 1e3,
                    tokens,
                    bare,
                    generated,
                    ratio,
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                    calls,
                    question,
                    heard.toString().replaceAll("\\s+", " "));
        }
        ratios.sort(null);
        say(
                "%s: %d of %d turns ended in an answer; ratio to three bare calls, median %.2f, worst %.2f",
                mode,
                answered,
                turns,
                ratios.isEmpty() ? Double.NaN : ratios.get(ratios.size() / 2),
                ratios.isEmpty() ? Double.NaN : ratios.getLast());
    }

    private static Outcome ask(Services house, String question, StringBuilder answer) {
        return house.conversation()
                .ask(
                        question,
                        new Cause(Author.ARCHITECT, "@ " + question, house.image().now().number()),
                        signal -> {
                            if (signal instanceof TurnSignal.Spoke(var who, _, var text, _)
                                    && who.equals("ALFRED")) {
                                answer.append(text);
                            }
                        });
    }

    private static void say(String form, Object... values) {
        Consumer<String> out = System.out::println;
        out.accept(String.format(Locale.ROOT, form, values));
    }
}
