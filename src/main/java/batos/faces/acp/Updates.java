package batos.faces.acp;

import batos.council.ToolUse;
import batos.council.TurnSignal;
import batos.faces.StopSequences;
import batos.faces.TurnText;
import batos.json.Json;
import batos.mind.PersonaId;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// A turn as `session/update` notifications: the answer in message chunks, the words before it in
/// thought chunks, tool calls with their results, and the phases of a council's turn as a plan. For
/// one thread.
final class Updates implements Consumer<TurnSignal>, TurnText.Listener {
    private final Consumer<ObjectNode> out;
    private final TurnText text;
    private final boolean planned;
    private final List<Running> running = new ArrayList<>();
    private int calls;
    private int phase = -1;

    /// The identity of the call that makes a tool, while it is being made; else empty.
    private String making = "";

    private final StringBuilder made = new StringBuilder();

    /// A call that has no result yet.
    private record Running(String id, String tool, String arguments) {}

    private static final List<String> PHASES =
            List.of("BABS recalls", "BRICK's thesis", "ROBIN's antithesis", "ALFRED's synthesis");

    /// @param speaker who gives the answer
    /// @param planned whether the turn has the phases of a council's
    /// @param out gets each update
    Updates(PersonaId speaker, boolean planned, Consumer<ObjectNode> out) {
        this.out = out;
        this.planned = planned;
        this.text = new TurnText(speaker.name(), new StopSequences(List.of()), this);
    }

    @Override
    public void accept(TurnSignal signal) {
        switch (signal) {
            case TurnSignal.Called(var tool, var arguments) -> {
                endMaking("completed");
                called(tool, arguments);
            }
            case TurnSignal.Returned(var use) -> returned(use);
            case TurnSignal.Began(_, var purpose) -> {
                endMaking("completed");
                plan(purpose);
                text.accept(signal);
            }
            case TurnSignal.Marked(var verdict, var sentence) ->
                    reasoning("\n  [" + verdict + "] " + sentence);
            case TurnSignal.Dissented(var persona, var words) ->
                    reasoning("\n  " + persona + " still objects: " + words);
            case TurnSignal.Streamed _,
                    TurnSignal.Spoke _,
                    TurnSignal.Remembered _,
                    TurnSignal.Felt _ ->
                    text.accept(signal);
            case TurnSignal.Worked(_, var line) -> {
                if (making.isEmpty()) {
                    text.accept(signal);
                } else {
                    made.append(made.isEmpty() ? "" : "\n").append(line);
                    sendMaking("in_progress");
                }
            }
        }
    }

    /// The answer as it stands in the end.
    void end(String answer) {
        text.end(answer);
        phase = PHASES.size();
        sendPlan();
    }

    @Override
    public void content(String piece) {
        out.accept(chunk("agent_message_chunk", piece));
    }

    @Override
    public void reasoning(String piece) {
        out.accept(chunk("agent_thought_chunk", piece));
    }

    static ObjectNode chunk(String kind, String piece) {
        var update = Json.object().put("sessionUpdate", kind);
        update.putObject("content").put("type", "text").put("text", piece);
        return update;
    }

    private void plan(String purpose) {
        var now =
                switch (purpose) {
                    case "recall" -> 0;
                    case "thesis" -> 1;
                    case "antithesis" -> 2;
                    case "synthesis" -> 3;
                    default -> phase;
                };
        if (now != phase) {
            phase = now;
            sendPlan();
        }
    }

    private void sendPlan() {
        if (!planned) {
            return;
        }
        var update = Json.object().put("sessionUpdate", "plan");
        var entries = update.putArray("entries");
        for (var i = 0; i < PHASES.size(); i++) {
            entries.addObject()
                    .put("content", PHASES.get(i))
                    .put("priority", "medium")
                    .put(
                            "status",
                            i < phase ? "completed" : i == phase ? "in_progress" : "pending");
        }
        out.accept(update);
    }

    private String next() {
        return "call-" + ++calls;
    }

    private void called(String tool, String arguments) {
        var call = new Running(next(), tool, arguments);
        running.add(call);
        var update =
                Json.object()
                        .put("sessionUpdate", "tool_call")
                        .put("toolCallId", call.id())
                        .put("title", tool)
                        .put("kind", "execute")
                        .put("status", "in_progress");
        Json.tryRead(arguments).ifPresent(input -> update.set("rawInput", input));
        out.accept(update);
    }

    private void returned(ToolUse use) {
        var call =
                running.stream()
                        .filter(one ->
                                one.tool().equals(use.call().tool())
                                        && one.arguments().equals(use.call().arguments()))
                        .findFirst();
        if (call.isEmpty()) {
            return;
        }
        running.remove(call.get());
        var update =
                Json.object()
                        .put("sessionUpdate", "tool_call_update")
                        .put("toolCallId", call.get().id())
                        .put("title", use.label())
                        .put("status", use.end() == ToolUse.End.GAVE ? "completed" : "failed");
        result(update, use.outcome());
        Json.tryRead(use.outcome()).ifPresent(output -> update.set("rawOutput", output));
        out.accept(update);
    }

    private static void result(ObjectNode update, String text) {
        update.putArray("content")
                .addObject()
                .put("type", "content")
                .putObject("content")
                .put("type", "text")
                .put("text", text);
    }

    /// The making of a tool, as a call that needs permission.
    ///
    /// @param name empty where only its specification is known
    ObjectNode making(String name, String specification) {
        making = next();
        made.setLength(0);
        var call =
                Json.object()
                        .put("toolCallId", making)
                        .put("title", name.isEmpty() ? "make a tool" : "make the tool " + name)
                        .put("kind", "edit")
                        .put("status", "pending");
        result(call, specification);
        return call;
    }

    /// The call of a guest that needs permission: the one announced last.
    ///
    /// @param question as the person at a prompt would read it
    ObjectNode guest(String question) {
        var call = running.isEmpty() ? new Running(next(), "a guest", "{}") : running.getLast();
        var asked =
                Json.object()
                        .put("toolCallId", call.id())
                        .put("title", call.tool())
                        .put("kind", "execute")
                        .put("status", "pending");
        Json.tryRead(call.arguments()).ifPresent(input -> asked.set("rawInput", input));
        result(asked, question);
        return asked;
    }

    /// Whether the tool may be made, as the person at the editor decided.
    void decided(boolean allowed) {
        if (allowed) {
            sendMaking("in_progress");
        } else {
            endMaking("failed");
        }
    }

    private void endMaking(String status) {
        if (!making.isEmpty()) {
            sendMaking(status);
            making = "";
        }
    }

    private void sendMaking(String status) {
        var update =
                Json.object()
                        .put("sessionUpdate", "tool_call_update")
                        .put("toolCallId", making)
                        .put("status", status);
        if (!made.isEmpty()) {
            result(update, made.toString());
        }
        out.accept(update);
    }
}
