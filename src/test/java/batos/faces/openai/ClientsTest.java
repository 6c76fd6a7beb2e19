package batos.faces.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.Patience;
import batos.app.DeedOutput;
import batos.faces.RunningHouse;
import batos.faces.WaitingDeeds;
import batos.memory.Episode;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Clients that go away, and many at once.
@Timeout(600)
class ClientsTest {
    private static final String SLOW =
            RunningHouse.WAITS
                    + """
                    [[rule]]
                    name = "a word an hour"
                    persona = "ROBIN"
                    purpose = "answer"
                    question = 'speak slowly'
                    reply = "one two three"
                    pace_ms = 3600000
                    """;

    private static final int CLIENTS = 32;

    @TempDir Path folder;
    private RunningHouse running;

    @BeforeEach
    void open() throws IOException {
        running = new RunningHouse(folder, SLOW).warm();
    }

    @AfterEach
    void close() {
        running.close();
    }

    private boolean isTurnUnderWay() {
        return running.house().image().now().get("turn", "current").isPresent();
    }

    private Socket asking(String model, String question, boolean stream) throws IOException {
        var address = URI.create(running.server().address());
        var body =
                "{\"model\":\"%s\",\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
                        .formatted(model, stream, question);
        var socket = new Socket(address.getHost(), address.getPort());
        socket.getOutputStream()
                .write(
                        """
                        POST /v1/chat/completions HTTP/1.1\r
                        Host: 127.0.0.1:%d\r
                        Authorization: Bearer %s\r
                        Content-Length: %d\r
                        \r
                        %s\
                        """
                                .formatted(
                                        address.getPort(),
                                        running.server().key(),
                                        body.length(),
                                        body)
                                .getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    @Test
    void oneThatGoesAwayWhileItWaitsTakesItsTurnWithIt() throws Exception {
        var before = running.root();
        try (var socket = asking("council", "wait for me", false)) {
            Patience.until("no turn", this::isTurnUnderWay);
        }
        Patience.until("the turn goes on", () -> !isTurnUnderWay());
        assertEquals(before, running.root());
        assertTrue(running.house().memory().latest(1).isEmpty());
    }

    @Test
    void oneThatGoesAwayInMidStreamTakesItsTurnWithIt() throws Exception {
        var before = running.root();
        try (var socket = asking("robin", "speak slowly", true)) {
            var heard = new StringBuilder();
            var bytes = new byte[4096];
            while (heard.indexOf("\"content\":\"one \"") < 0) {
                var read = socket.getInputStream().read(bytes);
                assertTrue(read > 0, heard.toString());
                heard.append(new String(bytes, 0, read, StandardCharsets.UTF_8));
            }
        }
        Patience.until("the turn goes on", () -> !isTurnUnderWay());
        assertEquals(before, running.root());
    }

    @Test
    void thirtyTwoAreServedAndMoreAreToldToComeAgain() throws Exception {
        var before = running.root();
        var codes = new ArrayList<CompletableFuture<Integer>>();
        try (var http = HttpClient.newHttpClient()) {
            for (var i = 0; i < CLIENTS + 8; i++) {
                codes.add(send(http, "council", "wait for me"));
            }
            Patience.until(
                    codes::toString,
                    () -> codes.stream().filter(CompletableFuture::isDone).count() == 8);
            for (var code : codes) {
                assertTrue(!code.isDone() || code.get() == 429);
            }
            http.shutdownNow();
        }
        Patience.until(
                "the turn left something",
                () -> running.root().equals(before) && !running.deeds().isBusy());
        var served = new ArrayList<CompletableFuture<Integer>>();
        try (var http = HttpClient.newHttpClient()) {
            for (var i = 0; i < CLIENTS; i++) {
                served.add(send(http, "robin", "hello there"));
            }
            for (var code : served) {
                assertEquals(200, code.get());
            }
        }
        assertEquals(CLIENTS, running.house().memory().latest(100).size());
    }

    @Test
    void theyAreServedInTheOrderOfTheirComing() throws Exception {
        var release = new CountDownLatch(1);
        var held = new CountDownLatch(1);
        var holding =
                Thread.ofPlatform()
                        .start(() ->
                                running.deeds()
                                        .run(
                                                "a long line",
                                                () -> DeedOutput.SILENT,
                                                () -> hold(held, release)));
        held.await();
        var asked = new ArrayList<String>();
        var codes = new ArrayList<CompletableFuture<Integer>>();
        try (var http = HttpClient.newHttpClient()) {
            for (var i = 1; i <= 6; i++) {
                asked.add("hello there " + i);
                codes.add(send(http, "robin", asked.getLast()));
                WaitingDeeds.await(i);
            }
            release.countDown();
            holding.join();
            for (var code : codes) {
                assertEquals(200, code.get());
            }
        }
        var served =
                running.house().memory().latest(asked.size()).reversed().stream()
                        .map(Episode::asked)
                        .toList();
        assertEquals(asked, served);
    }

    private static boolean hold(CountDownLatch held, CountDownLatch release) {
        held.countDown();
        try {
            release.await();
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private CompletableFuture<Integer> send(HttpClient http, String model, String question) {
        var body =
                "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
                        .formatted(model, question);
        var request =
                running.request("/v1/chat/completions")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .thenApply(HttpResponse::statusCode);
    }
}
