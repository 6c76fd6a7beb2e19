package batos.faces.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.FetchedPrograms;
import batos.JavaProcess;
import batos.Patience;
import batos.json.Json;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Clients and servers that none of us wrote, from PyPI and npm. Skipped where these cannot be
/// reached.
class McpJudgesIT {
    private static final Duration BOUND = Duration.ofMinutes(5);
    private static final Path JUDGE =
            Path.of("src/test/resources/batos/faces/mcp/judge.py").toAbsolutePath();

    @TempDir Path folder;

    private List<String> batos(String... words) {
        var command = JavaProcess.batos(words);
        command.addAll(List.of("--home", folder.resolve("home").toString()));
        return command;
    }

    /// What a process printed on both streams, when it has ended with code 0.
    private static String run(List<String> command) {
        var ran = FetchedPrograms.run(command);
        assertEquals(0, ran.exit(), () -> String.join(" ", command) + "\n" + ran.output());
        return ran.output();
    }

    private static String client() {
        return FetchedPrograms.python("python");
    }

    private static void assertAllOk(String said) {
        var lines = said.lines().filter(line -> line.matches("(ok|FAILED) .*")).toList();
        assertEquals(
                List.of(), lines.stream().filter(line -> line.startsWith("FAILED")).toList(), said);
        assertTrue(lines.size() == 14, said);
    }

    @Test
    void theOfficialPythonClientUsesTheServerOnStandardStreams() {
        var judge = new ArrayList<>(List.of(client()));
        judge.addAll(List.of(JUDGE.toString(), "stdio"));
        judge.addAll(batos("mcp", "--mind", "rehearsal"));
        assertAllOk(run(judge));
    }

    @Test
    void theOfficialPythonClientUsesTheServerOverHttp() throws Exception {
        var client = client();
        var said = folder.resolve("serving.txt");
        var serving =
                new ProcessBuilder(batos("serve", "--port", "0", "--json", "--mind", "rehearsal"))
                        .redirectOutput(said.toFile())
                        .start();
        try {
            Patience.until(
                    "no key is shown",
                    () -> {
                        assertTrue(serving.isAlive(), "batos serve has ended");
                        return Json.tryRead(Files.readString(said))
                                .orElse(Json.object())
                                .has("key");
                    });
            var offer = Json.tryRead(Files.readString(said)).orElseThrow();
            assertAllOk(
                    run(
                            List.of(
                                    client,
                                    JUDGE.toString(),
                                    "http",
                                    offer.get("url").asText() + "/mcp",
                                    offer.get("key").asText())));
        } finally {
            serving.destroy();
            serving.waitFor();
        }
    }

    @Test
    void theInspectorOfTheProjectListsAndCalls() {
        var inspector =
                FetchedPrograms.node().resolve("node_modules/.bin/mcp-inspector-cli").toString();
        var start = new ArrayList<>(List.of(inspector, "--cli"));
        start.addAll(batos("mcp", "--mind", "rehearsal"));
        var list = new ArrayList<>(start);
        list.addAll(List.of("--method", "tools/list"));
        assertTrue(run(list).contains("\"ask_council\""));
        var call = new ArrayList<>(start);
        call.addAll(
                List.of(
                        "--method",
                        "tools/call",
                        "--tool-name",
                        "ask_persona",
                        "--tool-arg",
                        "persona=robin",
                        "--tool-arg",
                        "question=hello"));
        assertFalse(run(call).contains("\"isError\": true"));
        var read = new ArrayList<>(start);
        read.addAll(List.of("--method", "resources/read", "--uri", "batos://codex"));
        assertTrue(run(read).contains("personas.BRICK"));
    }

    @Test
    void theReferenceServersOfTheProjectAreGuests() throws Exception {
        var bin = FetchedPrograms.node().resolve("node_modules/.bin");
        var fetch = FetchedPrograms.python("mcp-server-fetch");
        var port = freePort();
        var files = Files.createDirectories(folder.resolve("files"));
        Files.writeString(files.resolve("note.txt"), "what the file says");
        var home = Files.createDirectories(folder.resolve("home"));
        Files.writeString(
                home.resolve("settings.toml"),
                """
                [mcp.servers.files]
                command = ["%s", "%s"]
                approval = "never"
                [mcp.servers.everything]
                command = ["%s"]
                approval = "never"
                [mcp.servers.fetch]
                command = ["%s", "--allow-private-ips"]
                approval = "never"
                [mcp.servers.remote]
                url = "http://127.0.0.1:%d/mcp"
                approval = "never"
                """
                        .formatted(
                                bin.resolve("mcp-server-filesystem"),
                                files,
                                bin.resolve("mcp-server-everything"),
                                fetch,
                                port));
        var remote =
                new ProcessBuilder(
                        bin.resolve("mcp-server-everything").toString(), "streamableHttp");
        remote.environment().put("PORT", String.valueOf(port));
        var running = remote.redirectErrorStream(true).start();
        try (var said = running.inputReader()) {
            for (var line = said.readLine(); !line.contains("listening"); ) {
                line = said.readLine();
            }
            useTheReferenceServers(files);
        } finally {
            running.destroy();
            running.waitFor();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /// One session, so that one process starts them all.
    private void useTheReferenceServers(Path files) throws Exception {
        var page = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        page.createContext("/", McpJudgesIT::answer);
        page.start();
        try {
            var said =
                    session(
                            "/mcp enable files",
                            "/mcp enable everything",
                            "/mcp enable fetch",
                            "/mcp enable remote",
                            call("files.read_text_file", "path", files.resolve("note.txt") + ""),
                            call("files.read_text_file", "path", "/etc/hostname"),
                            call("everything.echo", "message", "hello from a process"),
                            call("remote.echo", "message", "hello from a URL"),
                            call(
                                    "fetch.fetch",
                                    "url",
                                    "http://127.0.0.1:%d/page.txt"
                                            .formatted(page.getAddress().getPort())));
            for (var expected :
                    List.of(
                            "fetch is enabled: 1 tool",
                            "what the file says",
                            "Access denied",
                            "hello from a process",
                            "hello from a URL",
                            "what the page says")) {
                assertTrue(said.contains(expected), said);
            }
        } finally {
            page.stop(0);
        }
    }

    private static String call(String tool, String argument, String value) {
        return "/tools call %s {\"%s\":\"%s\"}".formatted(tool, argument, value);
    }

    /// What a session of these lines prints.
    private String session(String... lines) throws IOException, InterruptedException {
        var typed = folder.resolve("typed");
        var said = folder.resolve("said");
        Files.write(typed, List.of(lines));
        var process =
                new ProcessBuilder(batos("--mind", "rehearsal"))
                        .redirectInput(typed.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        if (!process.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        process.waitFor();
        return Files.readString(said);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (exchange.getRequestURI().getPath().equals("/page.txt")) {
                var page = "what the page says".getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "text/plain");
                exchange.sendResponseHeaders(200, page.length);
                exchange.getResponseBody().write(page);
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
        }
    }
}
