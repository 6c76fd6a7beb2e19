package batos.faces.acp;

import batos.app.Services;
import batos.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// The methods that answer at once, and the sessions that this editor has open.
final class AcpMethods {
    private static final int VERSION = 1;

    private final Services house;
    private final AcpTurns turns;
    private final Map<String, Open> sessions = new ConcurrentHashMap<>();

    AcpMethods(Services house, AcpTurns turns) {
        this.house = house;
        this.turns = turns;
    }

    /// @param mode who answers
    private record Open(String folder, String mode) {}

    /// @param updates gets what the editor hears before the result
    /// @throws RpcFault when there is no such method or session
    ObjectNode call(String method, JsonNode params, Consumer<ObjectNode> updates) {
        return switch (method) {
            case "initialize" -> initialize();
            case "authenticate" -> Json.object();
            case "session/new" -> begin(params);
            case "session/load" -> load(params, updates);
            case "session/list" -> list();
            case "session/set_mode" -> mode(params, updates);
            default -> throw new RpcFault(RpcFault.NO_METHOD, "no method " + method);
        };
    }

    private static ObjectNode initialize() {
        var result = Json.object().put("protocolVersion", VERSION);
        var can = result.putObject("agentCapabilities").put("loadSession", true);
        can.putObject("promptCapabilities")
                .put("image", false)
                .put("audio", false)
                .put("embeddedContext", true);
        can.putObject("mcpCapabilities").put("http", false).put("sse", false);
        can.putObject("sessionCapabilities").putObject("list");
        result.putObject("agentInfo")
                .put("name", "batos")
                .put("title", "batos: a council of four")
                .put("version", "4");
        result.putArray("authMethods");
        return result;
    }

    private ObjectNode begin(JsonNode params) {
        var id = AcpTurns.newSession();
        var open = new Open(folder(params), AcpTurns.COUNCIL);
        sessions.put(id, open);
        var result = Json.object().put("sessionId", id);
        result.set("modes", AcpTurns.modes(open.mode()));
        return result;
    }

    private static String folder(JsonNode params) {
        var folder = params.path("cwd");
        if (!folder.isTextual()) {
            throw new RpcFault(RpcFault.PARAMS, "cwd is missing: the editor's working folder");
        }
        return folder.textValue();
    }

    private static String id(JsonNode params) {
        var id = params.path("sessionId").asText("");
        if (id.isEmpty()) {
            throw new RpcFault(RpcFault.PARAMS, "sessionId is missing");
        }
        return id;
    }

    private ObjectNode load(JsonNode params, Consumer<ObjectNode> updates) {
        var id = id(params);
        var session =
                AcpSession.in(house.image().now(), id)
                        .orElseThrow(() ->
                                new RpcFault(RpcFault.NOT_FOUND, "the image has no session " + id));
        var open = new Open(folder(params), AcpTurns.COUNCIL);
        sessions.put(id, open);
        turns.tell(session, updates);
        var result = Json.object();
        result.set("modes", AcpTurns.modes(open.mode()));
        return result;
    }

    private ObjectNode list() {
        var result = Json.object();
        var all = result.putArray("sessions");
        var view = house.image().now();
        for (var id : view.named(AcpSession.KIND).keySet()) {
            AcpSession.in(view, id)
                    .ifPresent(session ->
                            all.addObject()
                                    .put("sessionId", id)
                                    .put("cwd", session.folder())
                                    .put("title", title(session)));
        }
        return result;
    }

    private String title(AcpSession session) {
        return turns.episodes(session).stream()
                .findFirst()
                .map(episode -> episode.asked().lines().findFirst().orElse(""))
                .orElse("");
    }

    private ObjectNode mode(JsonNode params, Consumer<ObjectNode> updates) {
        var id = id(params);
        var mode = params.path("modeId").asText("");
        if (!AcpTurns.isMode(mode)) {
            throw new RpcFault(RpcFault.PARAMS, "no mode '" + mode + "'");
        }
        var open = open(id);
        sessions.put(id, new Open(open.folder(), mode));
        updates.accept(
                Json.object()
                        .put("sessionUpdate", "current_mode_update")
                        .put("currentModeId", mode));
        return Json.object();
    }

    private Open open(String id) {
        var open = sessions.get(id);
        if (open == null) {
            throw new RpcFault(
                    RpcFault.NOT_FOUND,
                    "no session " + id + " is open. Next: session/new or session/load");
        }
        return open;
    }

    /// The question of a prompt.
    ///
    /// @throws RpcFault when its session is not open, or it holds nothing to ask
    AcpTurns.Asked asked(JsonNode params) {
        var id = id(params);
        var open = open(id);
        if (!params.path("prompt").isArray()) {
            throw new RpcFault(RpcFault.PARAMS, "prompt is no array of content blocks");
        }
        PromptContent.of(params.path("prompt"));
        return new AcpTurns.Asked(id, open.folder(), open.mode(), params.path("prompt"));
    }
}
