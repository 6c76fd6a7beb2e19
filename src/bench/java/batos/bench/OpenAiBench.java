package batos.bench;

import batos.app.ApiServer;
import batos.app.Application;
import batos.app.DeedQueue;
import batos.app.OpenOptions;
import batos.app.Services;
import batos.config.ShippedConfig;
import batos.faces.http.LoopbackServer;
import batos.faces.openai.OpenAiFace;
import batos.image.Author;
import batos.image.Cause;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the OpenAI face adds to a turn: the same question put to the council directly and over
/// HTTP, whole and as a stream, kept and not, in turns. The mind is the rehearsal, which answers at
/// once, so that all the time is batos's own.
///
/// Arguments: rounds (default 200).
public final class OpenAiBench {
    private static final String QUESTION = "hello there";

    private OpenAiBench() {}

    public static void main(String[] args) throws Exception {
        var rounds = args.length > 0 ? Integer.parseInt(args[0]) : 200;
        var folder = Files.createTempDirectory("batos-bench-");
        var config = Files.createDirectories(folder.resolve("config"));
        Files.writeString(config.resolve("codex.toml"), ShippedConfig.codex());
        Files.writeString(config.resolve("settings.toml"), ShippedConfig.settings());
        var opening =
                new OpenOptions(
                        folder.resolve("image"),
                        config,
                        Optional.of("rehearsal"),
                        Optional.empty(),
                        Optional.empty(),
                        InstantSource.system(),
                        true,
                        text -> {});
        try (var house = new Application(opening);
                var http = HttpClient.newHttpClient();
                var server =
                        LoopbackServer.offering(List.of(OpenAiFace::new))
                                .open(house, new DeedQueue(), 0)) {
            measure(house, server, http, Math.max(20, rounds / 4));
            var times = measure(house, server, http, rounds);
            report("council, asked directly", times.get(0));
            report("council, POST /v1/chat/completions", times.get(1));
            report("the same as a stream", times.get(2));
            report("the same, store: false", times.get(3));
            report("GET /v1/models", times.get(4));
        }
    }

    /// In turns, so that a growing image and a busy machine touch all alike.
    private static List<List<Double>> measure(
            Services house, ApiServer server, HttpClient http, int rounds) throws Exception {
        var times = new ArrayList<List<Double>>();
        for (var i = 0; i < 5; i++) {
            times.add(new ArrayList<>());
        }
        for (var i = 0; i < rounds; i++) {
            times.get(0)
                    .add(
                            timed(() ->
                                    house.conversation()
                                            .ask(
                                                    QUESTION,
                                                    new Cause(
                                                            Author.ARCHITECT,
                                                            "@ " + QUESTION,
                                                            house.image().now().number()),
                                                    heard -> {})));
            times.get(1).add(timed(() -> post(server, http, "")));
            times.get(2).add(timed(() -> post(server, http, ",\"stream\":true")));
            times.get(3).add(timed(() -> post(server, http, ",\"store\":false")));
            times.get(4).add(timed(() -> send(http, request(server, "/v1/models").build())));
        }
        return times;
    }

    private interface Work {
        void run() throws Exception;
    }

    private static double timed(Work work) throws Exception {
        var start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e6;
    }

    private static void post(ApiServer server, HttpClient http, String more) throws Exception {
        var body =
                "{\"model\":\"council\"%s,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
                        .formatted(more, QUESTION);
        send(
                http,
                request(server, "/v1/chat/completions")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }

    private static HttpRequest.Builder request(ApiServer server, String path) {
        return HttpRequest.newBuilder(URI.create(server.address() + path))
                .header("Authorization", "Bearer " + server.key());
    }

    private static void send(HttpClient http, HttpRequest request) throws Exception {
        var response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IllegalStateException(response.statusCode() + " " + response.body());
        }
    }

    private static void report(String what, List<Double> times) {
        var sorted = times.stream().sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "%-40s median %7.2f ms, p95 %7.2f ms (%d)%n",
                what,
                sorted.get(sorted.size() / 2),
                sorted.get(sorted.size() * 95 / 100),
                sorted.size());
    }
}
