package batos.bench;

import batos.mind.CallLimits;
import batos.mind.Message;
import batos.mind.Mind;
import batos.mind.OllamaAddress;
import batos.mind.OllamaMind;
import batos.mind.PersonaId;
import batos.mind.Pin;
import batos.mind.Prompt;
import batos.mind.Purpose;
import batos.mind.Reply;
import batos.tape.Tape;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.http.client.jdk.JdkHttpClient;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.ollama.OllamaStreamingChatModel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/// What a call of the `ollama` mind costs beside the same exchange over plain HTTP and over the
/// stock client library, and how long Ctrl-C takes. The server answers at once with 20 lines.
public final class MindBench {
    private static final int WARM = 150;
    private static final int CALLS = 400;
    private static final int SIDE_BY_SIDE = 32;
    private static final int INTERRUPTS = 40;
    private static final String LINE =
            "{\"model\":\"m\",\"created_at\":\"2026-01-01T00:00:00Z\",\"message\":{\"role\":\"assistant\",\"content\":\"word \"},\"done\":false}\n";
    private static final String DONE =
            "{\"model\":\"m\",\"created_at\":\"2026-01-01T00:00:00Z\",\"message\":{\"role\":\"assistant\",\"content\":\"\"},\"done\":true,\"done_reason\":\"stop\",\"prompt_eval_count\":20,\"eval_count\":20}\n";

    private MindBench() {}

    public static void main(String[] args) throws Exception {
        // small writes on a kept connection otherwise wait 40 ms for an acknowledgement
        System.setProperty("sun.net.httpserver.nodelay", "true");
        Logger.getLogger("").setLevel(Level.OFF);
        var server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 256);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/api/chat", MindBench::answer);
        server.createContext("/silent/api/chat", exchange -> silence(exchange, false));
        server.createContext("/begun/api/chat", exchange -> silence(exchange, true));
        server.start();
        var url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        try (var mind = mind(url);
                var plain = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            report("plain HTTP", () -> plain(plain, url));
            var library = library(url);
            report("stock client library", () -> stock(library));
            report("ollama mind", () -> ask(mind));
        }
        for (var silent : List.of("/silent", "/begun")) {
            try (var mind = mind(URI.create(url + silent))) {
                System.out.printf(
                        Locale.ROOT,
                        "interrupt, %s the first token: median %.1f ms, slowest %.1f ms%n",
                        silent.equals("/begun") ? "after" : "before",
                        interrupts(mind)[INTERRUPTS / 2],
                        interrupts(mind)[INTERRUPTS - 1]);
            }
        }
        server.stop(0);
        System.exit(0);
    }

    private static OllamaMind mind(URI url) {
        return new OllamaMind(new OllamaAddress(url), CallLimits.DEFAULT, 60, false, Tape.live());
    }

    private static void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Content-Type", "application/x-ndjson");
        exchange.sendResponseHeaders(200, 0);
        try (var body = exchange.getResponseBody()) {
            for (int i = 0; i < 20; i++) {
                body.write(LINE.getBytes(StandardCharsets.UTF_8));
                body.flush();
            }
            body.write(DONE.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void silence(HttpExchange exchange, boolean begun) throws IOException {
        exchange.getRequestBody().readAllBytes();
        if (begun) {
            exchange.getResponseHeaders().set("Content-Type", "application/x-ndjson");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(LINE.getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
        }
        try {
            Thread.sleep(60_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Object plain(HttpClient client, URI url) throws Exception {
        var body =
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}],\"stream\":true}";
        var request =
                HttpRequest.newBuilder(URI.create(url + "/api/chat"))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        return client.send(request, HttpResponse.BodyHandlers.ofLines()).body().toList();
    }

    private static OllamaStreamingChatModel library(URI url) {
        return OllamaStreamingChatModel.builder()
                .baseUrl(url.toString())
                .modelName("m")
                .httpClientBuilder(JdkHttpClient.builder())
                .build();
    }

    private static Object stock(OllamaStreamingChatModel library) throws Exception {
        var ended = new CountDownLatch(1);
        library.chat(
                ChatRequest.builder().messages(UserMessage.from("hello")).build(),
                new StreamingChatResponseHandler() {
                    @Override
                    public void onCompleteResponse(ChatResponse response) {
                        ended.countDown();
                    }

                    @Override
                    public void onError(Throwable error) {
                        throw new AssertionError(error);
                    }
                });
        ended.await();
        return ended;
    }

    private static Object ask(Mind mind) {
        var reply = mind.think(prompt(), text -> {});
        if (!(reply instanceof Reply.Answered answered) || answered.text().length() != 100) {
            throw new AssertionError(reply);
        }
        return reply;
    }

    private static Prompt prompt() {
        return new Prompt(
                new Pin("m", "", 4096, new Pin.Sampling(0, 1, 1, 100), ""),
                PersonaId.BRICK,
                Purpose.THESIS,
                List.of(new Message.Asked("hello")),
                List.of(),
                Optional.empty());
    }

    private static void report(String name, Callable<Object> call) throws Exception {
        for (int i = 0; i < WARM; i++) {
            call.call();
        }
        var alone = new double[CALLS];
        for (int i = 0; i < CALLS; i++) {
            alone[i] = timed(call);
        }
        var together = new ArrayList<Double>();
        var started = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(SIDE_BY_SIDE)) {
            var tasks = new ArrayList<Callable<Double>>();
            for (int i = 0; i < CALLS; i++) {
                tasks.add(() -> timed(call));
            }
            for (var done : threads.invokeAll(tasks)) {
                together.add(done.get());
            }
        }
        var seconds = (System.nanoTime() - started) / 1e9;
        Arrays.sort(alone);
        together.sort(Double::compare);
        System.out.printf(
                Locale.ROOT,
                "%-22s alone: median %.2f ms, p95 %.2f ms; %d at once: median %.1f ms, %.0f calls/s%n",
                name,
                alone[CALLS / 2],
                alone[CALLS * 95 / 100],
                SIDE_BY_SIDE,
                together.get(CALLS / 2),
                CALLS / seconds);
    }

    private static double timed(Callable<Object> call) throws Exception {
        var started = System.nanoTime();
        call.call();
        return (System.nanoTime() - started) / 1e6;
    }

    /// Sorted, in milliseconds: from the interrupt to the reply.
    private static double[] interrupts(Mind mind) throws Exception {
        var times = new double[INTERRUPTS];
        for (int i = 0; i < INTERRUPTS; i++) {
            var ended = new long[1];
            var thread =
                    Thread.ofPlatform()
                            .start(() -> {
                                if (!(mind.think(prompt(), text -> {})
                                        instanceof Reply.Interrupted)) {
                                    throw new AssertionError("not interrupted");
                                }
                                ended[0] = System.nanoTime();
                            });
            TimeUnit.MILLISECONDS.sleep(40);
            var started = System.nanoTime();
            thread.interrupt();
            thread.join();
            times[i] = (ended[0] - started) / 1e6;
        }
        Arrays.sort(times);
        return times;
    }
}
