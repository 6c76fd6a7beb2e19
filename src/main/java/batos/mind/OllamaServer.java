package batos.mind;

import batos.json.Json;
import batos.tape.Tape;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.ollama4j.Ollama;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/// The Ollama server as a keeper of models: which it has, which are loaded, new ones.
public final class OllamaServer implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 10;

    /// A download may take a night, and tells of itself several times a second all the while.
    private static final Duration LONGEST_WORK = Duration.ofDays(1);

    private static final int GREETING_BYTES = 1 << 14;
    private static final Pattern VERSION = Pattern.compile("\"version\"\\s*:\\s*\"([^\"]+)\"");

    private static final long MOST_SAID = 1L << 30;

    private final OllamaAddress address;
    private final Tape tape;
    private final Ollama client;
    private final ServerConnection wire;

    public OllamaServer(OllamaAddress address, CallLimits limits, Tape tape) {
        this.address = address;
        this.tape = tape;
        this.client = new Ollama(address.toString());
        this.client.setRequestTimeoutSeconds(PATIENCE_SECONDS);
        this.wire =
                new ServerConnection(
                        address.url(),
                        new CallLimits(
                                limits.connect(),
                                limits.first(),
                                limits.idle(),
                                LONGEST_WORK,
                                MOST_SAID),
                        tape,
                        "mind.server");
    }

    public OllamaAddress address() {
        return address;
    }

    /// A model that is in memory now.
    ///
    /// @param bytes in all, of which `graphics` bytes are in graphics memory
    public record Resident(String tag, String digest, long bytes, long graphics) {}

    /// The server's version; empty when nobody takes the connection within `connecting`
    /// milliseconds. A server that has taken it gets more time to answer. The JDK's older client
    /// asks: the classes of its newer one, on which the client library is built, cost 0.5 s of CPU
    /// at first use without an AOT cache, this one 0.05 s, and neither is the server's fault.
    Optional<String> greeted(long connecting) {
        var patience = Math.max(connecting, CallLimits.ANSWER.toMillis());
        try {
            var asked = URI.create(address + "/api/version").toURL();
            var connection = (HttpURLConnection) asked.openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout((int) connecting);
            connection.setReadTimeout((int) patience);
            try (var body = connection.getInputStream()) {
                return told(body);
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// Reads until the version is there: not every server ends its answer.
    private static Optional<String> told(InputStream body) throws IOException {
        var answer = new byte[GREETING_BYTES];
        var length = 0;
        for (var read = 0; read >= 0 && length < GREETING_BYTES; length += Math.max(0, read)) {
            var told = VERSION.matcher(new String(answer, 0, length, StandardCharsets.UTF_8));
            if (told.find()) {
                return Optional.of(told.group(1));
            }
            read = body.read(answer, length, GREETING_BYTES - length);
        }
        return Optional.empty();
    }

    /// The server's version; empty when it does not answer within the time.
    public Optional<String> version(long millis) {
        return Optional.of(asked("version", millis, client::getVersion))
                .filter(text -> !text.isEmpty());
    }

    /// The models that the server has; empty when it is away.
    public List<Mind.Model> models() {
        return listed(
                        "tags",
                        () ->
                                Json.write(
                                        client.listModels().stream()
                                                .map(model ->
                                                        Json.object()
                                                                .put("tag", model.getName())
                                                                .put("digest", model.getDigest())
                                                                .put("bytes", model.getSize()))
                                                .toList()))
                .stream()
                .map(node ->
                        new Mind.Model(
                                node.path("tag").asText(),
                                node.path("digest").asText(),
                                node.path("bytes").asLong()))
                .toList();
    }

    /// The models in the server's memory; empty when it is away.
    public List<Resident> resident() {
        return listed(
                        "ps",
                        () ->
                                Json.write(
                                        client.ps().getModels().stream()
                                                .map(model ->
                                                        Json.object()
                                                                .put("tag", model.getName())
                                                                .put("digest", model.getDigest())
                                                                .put("bytes", model.getSize())
                                                                .put(
                                                                        "graphics",
                                                                        model.getSizeVram()))
                                                .toList()))
                .stream()
                .map(node ->
                        new Resident(
                                node.path("tag").asText(),
                                node.path("digest").asText(),
                                node.path("bytes").asLong(),
                                node.path("graphics").asLong()))
                .toList();
    }

    private List<JsonNode> listed(String what, Callable<String> call) {
        return Json.foreignItems(asked(what, TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS), call));
    }

    /// Asks through the client library, which has no limit on the body: the wait is bounded here.
    private String asked(String what, long millis, Callable<String> call) {
        return tape.ask(
                "mind.server",
                what,
                () -> {
                    var task = new FutureTask<>(call);
                    var thread = Thread.ofVirtual().name("ollama " + what).start(task);
                    try {
                        return task.get(millis, TimeUnit.MILLISECONDS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        thread.interrupt();
                        return "";
                    } catch (ExecutionException | TimeoutException e) {
                        thread.interrupt();
                        return "";
                    }
                });
    }

    /// The server's details of a model; empty when it has none of that tag, or is away.
    public Optional<ModelDetails> show(String tag) {
        var body = new StringBuilder();
        wire.exchange(
                new ServerConnection.Request(
                        "POST", "/api/show", Json.object().put("model", tag).toString()),
                () -> false,
                piece -> {
                    if (piece instanceof ExchangeStep.Line(var line)) {
                        body.append(line).append('\n');
                    }
                });
        return Json.foreignObject(body.toString())
                .filter(shown -> shown.has("details"))
                .map(shown -> ModelShowReader.anatomy(tag, shown));
    }

    /// Downloads a model. A pull that ended early goes on where it ended.
    public ServerJob pull(String tag, ServerJob.Progress progress) {
        var request =
                new ServerConnection.Request(
                        "POST",
                        "/api/pull",
                        Json.object().put("model", tag).put("stream", true).toString());
        return ServerProgress.follow(wire, request, "pulling " + tag, progress);
    }

    /// Loads nothing and answers at once: the server forgets the model after its present call.
    public ServerJob unload(String tag) {
        var request =
                new ServerConnection.Request(
                        "POST",
                        "/api/generate",
                        Json.object()
                                .put("model", tag)
                                .put("keep_alive", 0)
                                .put("stream", false)
                                .toString());
        return ServerProgress.follow(wire, request, "unloading " + tag, (step, done, total) -> {});
    }

    /// Deletes a model from the server. This cannot be undone; it can be pulled or made again.
    public ServerJob delete(String tag) {
        var said =
                asked(
                        "delete " + tag,
                        TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS),
                        () -> {
                            client.deleteModel(tag, false);
                            return "deleted";
                        });
        return said.isEmpty()
                ? new ServerJob.Failed(
                        false, address + ": " + tag + " was not deleted. Next: /models list")
                : new ServerJob.Done("deleted " + tag);
    }

    /// Makes a new model from a recipe, see [ModelRecipe].
    public ServerJob create(ModelRecipe recipe, ServerJob.Progress progress) {
        return new ModelMaking(this, client, wire, tape).make(recipe, progress);
    }

    @Override
    public void close() {
        wire.close();
    }
}
