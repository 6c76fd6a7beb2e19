package batos.faces.mcp;

import batos.app.Services;
import batos.json.Json;
import batos.memory.Episode;
import batos.toolbox.Tool;
import io.modelcontextprotocol.server.McpServerFeatures.AsyncResourceSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.AsyncResourceTemplateSpecification;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceRequest;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import reactor.core.publisher.Mono;

/// The resources that a client may read: episodes, sources of tools, the text of the codex, the
/// image's log.
final class HouseResources {
    static final String EPISODES = "batos://episodes";
    static final String CODEX = "batos://codex";
    static final String LOG = "batos://image/log";
    static final String TOOLS = "batos://tools/";

    private static final String JSON = "application/json";
    private static final String PYTHON = "text/x-python";
    private static final int LATEST = 100;
    private static final Pattern EPISODE = Pattern.compile(EPISODES + "/(\\d{1,12})");
    private static final Pattern TOOL = Pattern.compile(TOOLS + "([^/]+)(?:/(\\d{1,9}))?");

    private final Services house;

    HouseResources(Services house) {
        this.house = house;
    }

    List<AsyncResourceSpecification> fixed() {
        return List.of(
                resource(EPISODES, "episodes", "The latest turns of the council.", JSON),
                resource(
                        CODEX, "codex", "Who the four are, as it is in force.", "application/toml"),
                resource(LOG, "image-log", "The latest commits of the image.", JSON));
    }

    List<AsyncResourceTemplateSpecification> templates() {
        return List.of(
                template(EPISODES + "/{number}", "episode", "One turn of the council.", JSON),
                template(TOOLS + "{name}", "tool-source", "The source of a tool.", PYTHON),
                template(
                        TOOLS + "{name}/{version}",
                        "tool-version",
                        "The source of one version of a tool.",
                        PYTHON));
    }

    AsyncResourceSpecification of(Tool tool) {
        return resource(TOOLS + tool.name(), tool.name(), tool.description(), PYTHON);
    }

    /// A stamp of each resource by its address: where it differs from an earlier one, the resource
    /// has changed.
    Map<String, String> state() {
        var state = new TreeMap<String, String>();
        state.put(LOG, Long.toString(house.image().now().number()));
        state.put(CODEX, house.readableCodex().inForce().hash());
        state.put(
                EPISODES,
                house.memory().latest(1).stream()
                        .map(episode -> Long.toString(episode.number()))
                        .findFirst()
                        .orElse(""));
        house.toolbox().now().all().forEach(tool -> state.put(TOOLS + tool.name(), tool.label()));
        return state;
    }

    private AsyncResourceSpecification resource(
            String uri, String name, String description, String type) {
        return new AsyncResourceSpecification(
                McpSchema.Resource.builder(uri, name)
                        .description(description)
                        .mimeType(type)
                        .build(),
                (exchange, request) -> Mono.fromCallable(() -> read(request)));
    }

    private AsyncResourceTemplateSpecification template(
            String uri, String name, String description, String type) {
        return new AsyncResourceTemplateSpecification(
                McpSchema.ResourceTemplate.builder(uri, name)
                        .description(description)
                        .mimeType(type)
                        .build(),
                (exchange, request) -> Mono.fromCallable(() -> read(request)));
    }

    private ReadResourceResult read(ReadResourceRequest request) {
        var uri = request.uri();
        var found =
                switch (uri) {
                    case EPISODES -> Optional.of(json(uri, episodes()));
                    case CODEX ->
                            Optional.of(
                                    text(
                                            uri,
                                            "application/toml",
                                            house.readableCodex().inForce().text()));
                    case LOG -> Optional.of(json(uri, log()));
                    default -> episode(uri).or(() -> source(uri));
                };
        return ReadResourceResult.builder(
                        List.of(found.orElseThrow(() -> McpError.RESOURCE_NOT_FOUND.apply(uri))))
                .build();
    }

    private List<Object> episodes() {
        return mapped(house.memory().latest(LATEST), HouseResources::document);
    }

    private List<Object> log() {
        return mapped(
                house.image().log(LATEST),
                commit -> {
                    var one = new LinkedHashMap<String, Object>();
                    one.put("number", commit.number());
                    one.put("at", commit.at().toString());
                    one.put("author", commit.cause().author().toString());
                    one.put("line", commit.cause().line());
                    one.put("objects", commit.touched().size());
                    one.put("root", commit.root());
                    return one;
                });
    }

    private static <T> List<Object> mapped(List<T> items, Function<T, Map<String, Object>> to) {
        return items.stream().<Object>map(to).toList();
    }

    private static Map<String, Object> document(Episode episode) {
        var one = new LinkedHashMap<String, Object>();
        one.put("episode", episode.number());
        one.put("at", episode.at().toString());
        one.put("asked", episode.asked());
        one.put("answer", episode.answered());
        one.put("dissonance", episode.dissonance());
        one.put("tools", episode.tools());
        one.put("trust", episode.trust());
        return one;
    }

    private Optional<McpSchema.ResourceContents> episode(String uri) {
        var matcher = EPISODE.matcher(uri);
        return matcher.matches()
                ? house.memory()
                        .find(Long.parseLong(matcher.group(1)))
                        .map(episode -> json(uri, document(episode)))
                : Optional.empty();
    }

    private Optional<McpSchema.ResourceContents> source(String uri) {
        var matcher = TOOL.matcher(uri);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var name = matcher.group(1);
        var version = matcher.group(2);
        var tool =
                version == null
                        ? house.toolbox().now().any(name)
                        : house.toolbox().history(name).stream()
                                .filter(one -> Integer.toString(one.version()).equals(version))
                                .findFirst();
        return tool.map(one -> text(uri, PYTHON, one.source()));
    }

    private static McpSchema.ResourceContents json(String uri, Object document) {
        return text(uri, JSON, Json.write(document));
    }

    private static McpSchema.ResourceContents text(String uri, String type, String text) {
        return McpSchema.TextResourceContents.builder(uri, text).mimeType(type).build();
    }
}
