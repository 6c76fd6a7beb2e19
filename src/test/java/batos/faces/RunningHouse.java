package batos.faces;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.app.ApiServer;
import batos.app.Application;
import batos.app.DeedQueue;
import batos.app.OpenOptions;
import batos.app.ProgramReplay;
import batos.app.ProtocolFace;
import batos.app.Services;
import batos.config.ShippedConfig;
import batos.faces.http.LoopbackServer;
import batos.faces.mcp.guests.GuestServers;
import batos.faces.openai.OpenAiFace;
import batos.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A house with the rehearsal mind in this process, and its API server.
public final class RunningHouse implements AutoCloseable {
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));

    /// A rule with which BRICK never comes to an end with a question that says `wait for me`.
    public static final String WAITS =
            """
            [[rule]]
            name = "silent for an hour"
            persona = "BRICK"
            purpose = ["thesis", "answer"]
            question = 'wait for me'
            reply = "never"
            delay_ms = 3600000
            """;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Services house;
    private final DeedQueue deeds = new DeedQueue();
    private ApiServer server;

    public RunningHouse(Path folder) throws IOException {
        this(folder, "");
    }

    /// @param rules of a rehearsal script, before the shipped ones
    public RunningHouse(Path folder, String rules) throws IOException {
        this(folder, rules, Optional.empty(), Optional.empty());
    }

    public RunningHouse(Path folder, String rules, Optional<Path> record, Optional<Path> replay)
            throws IOException {
        this(folder, rules, "", record, replay);
    }

    /// @param more settings, behind the shipped ones
    public RunningHouse(
            Path folder, String rules, String more, Optional<Path> record, Optional<Path> replay)
            throws IOException {
        var config = Files.createDirectories(folder.resolve("config"));
        Files.writeString(config.resolve("codex.toml"), ShippedConfig.codex());
        var settings = ShippedConfig.settings() + more;
        if (!rules.isEmpty()) {
            var script = config.resolve("rehearsal.toml");
            Files.writeString(script, script(rules));
            settings = settings.replace("rehearsal = \"\"", "rehearsal = \"" + script + "\"");
        }
        Files.writeString(config.resolve("settings.toml"), settings);
        house =
                GuestServers.admittedTo(
                        new Application(
                                new OpenOptions(
                                        folder.resolve("image"),
                                        config,
                                        Optional.empty(),
                                        Optional.of("rehearsal"),
                                        record,
                                        replay,
                                        Optional.empty(),
                                        CLOCK,
                                        record.isEmpty() && replay.isEmpty(),
                                        deeds::printed,
                                        new OpenOptions.ProgramStreams(
                                                InputStream::nullInputStream,
                                                deeds::complained,
                                                deeds::agreed),
                                        deeds::line)),
                        System.getenv());
    }

    /// The shipped script with rules before its first one.
    private static String script(String rules) throws IOException {
        try (var in = Application.class.getResourceAsStream("/batos/mind/rehearsal.toml")) {
            var shipped = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            var first = shipped.indexOf("[[rule]]");
            return shipped.substring(0, first) + rules + "\n" + shipped.substring(first);
        }
    }

    public Services house() {
        return house;
    }

    public DeedQueue deeds() {
        return deeds;
    }

    public synchronized ApiServer server() {
        if (server == null) {
            server = LoopbackServer.offering(List.of(OpenAiFace::new)).open(house, deeds, 0);
        }
        return server;
    }

    /// Replays all requests of the tape that this house was opened with, which must be those of one
    /// protocol, play the tape to its end and leave the image with this root.
    ///
    /// @return the replies, line by line
    public List<String> replayed(String protocol, ProgramReplay.Opener opener, String root) {
        var replay = opener.open(house, deeds);
        var program = "PROGRAM " + protocol + " ";
        var lines = new ArrayList<String>();
        for (var request : house.tape().marks("line")) {
            assertTrue(request.startsWith(program), request);
            replay.ask(request.substring(program.length()), lines::add);
        }
        assertEquals(List.of(), house.tape().unplayed());
        assertEquals(root, root());
        return lines;
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server().address() + path))
                .header("Authorization", "Bearer " + server().key());
    }

    public HttpResponse<String> post(String path, String body) {
        return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)).build());
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).build());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(request + " got no response", e);
        }
    }

    /// The document of a request that must go well.
    public JsonNode ask(String path, String body) {
        var response = post(path, body.replace('`', '"'));
        if (response.statusCode() != 200) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
        return Json.tryRead(response.body()).orElseThrow();
    }

    /// Lets the models be chosen, which the image notes at the first turn.
    public RunningHouse warm() {
        ask(
                "/v1/chat/completions",
                "{`model`:`robin`,`store`:false,`messages`:[{`role`:`user`,`content`:`hello"
                        + " there`}]}");
        return this;
    }

    public String root() {
        return house.image().now().root();
    }

    @Override
    public synchronized void close() {
        if (server != null) {
            server.close();
        }
        house.close();
    }

    /// A client of a face that speaks over streams, connected to it.
    public LinePeer connect(ProtocolFace face) throws IOException {
        return LinePeer.of(face);
    }
}
