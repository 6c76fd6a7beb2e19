package batos.faces.mcp;

import batos.app.DeedQueue;
import batos.app.ProgramReplay;
import batos.app.Services;
import batos.json.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.function.Consumer;

/// Calls of MCP clients from a recorded session. Their results are printed as documents: the text,
/// and whether it is an error.
public final class McpReplay implements ProgramReplay {
    private final HouseCalls calls;

    public McpReplay(Services house, DeedQueue deeds) {
        calls = new HouseCalls(house, deeds);
    }

    @Override
    public void ask(String request, Consumer<String> lines) {
        var call =
                Json.tryObject(request)
                        .orElseThrow(() ->
                                new IllegalArgumentException("the tape holds no call: " + request));
        lines.accept(Json.write(Results.document(answer(call))));
    }

    private CallToolResult answer(ObjectNode call) {
        var caller =
                new CallingClient("", call.path("author").asText(), CallingClient.Progress.NONE);
        var name = call.path("name").asText();
        var question = call.path("question").asText();
        return switch (call.path("call").asText()) {
            case HouseCalls.TOOL -> calls.tool(caller, name, call.path("arguments").asText());
            case HouseCalls.COUNCIL -> calls.council(caller, question);
            case HouseCalls.PERSONA -> calls.persona(caller, name, question);
            case HouseCalls.RECALL -> calls.recall(caller, question, call.path("limit").asInt());
            case HouseCalls.EVAL -> calls.eval(caller, question);
            default -> throw new IllegalArgumentException("the tape holds no such call: " + call);
        };
    }
}
