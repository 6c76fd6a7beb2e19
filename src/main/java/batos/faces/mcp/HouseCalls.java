package batos.faces.mcp;

import batos.app.CommandFailure;
import batos.app.DeedOutput;
import batos.app.DeedQueue;
import batos.app.ExitCode;
import batos.app.ProgramReplay;
import batos.app.Services;
import batos.app.TurnPulses;
import batos.app.TurnReport;
import batos.council.Outcome;
import batos.council.TurnSignal;
import batos.image.Author;
import batos.image.Cause;
import batos.image.ImageFault;
import batos.json.Json;
import batos.talk.Evaluation;
import batos.text.Ellipsis;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// The acts that a client may ask of the house. Everything that may change the image is a deed: it
/// takes its turn among the lines of the prompt, and one `undo` takes it back. All methods block,
/// and an interrupt ends them with the image as it was.
final class HouseCalls {
    private static final int LONGEST_LINE = 200;

    /// The calls as a recorded session names them.
    static final String TOOL = "tool";

    static final String COUNCIL = "council";
    static final String PERSONA = "persona";
    static final String RECALL = "recall";
    static final String EVAL = "eval";
    private static final String MCP = "mcp ";

    private final Services house;
    private final DeedQueue deeds;

    HouseCalls(Services house, DeedQueue deeds) {
        this.house = house;
        this.deeds = deeds;
    }

    CallToolResult tool(CallingClient caller, String name, String arguments) {
        return deed(
                caller,
                "mcp call " + name + " " + arguments,
                new Printed(),
                recorded(caller, TOOL).put("name", name).put("arguments", arguments),
                cause ->
                        Results.of(
                                house.toolbox()
                                        .call(house.toolbox().now(), name, arguments, cause)));
    }

    /// A turn of the whole council.
    CallToolResult council(CallingClient caller, String question) {
        return turn(
                caller,
                "@ " + question,
                recorded(caller, COUNCIL).put("question", question),
                (cause, listener) -> house.conversation().ask(question, cause, listener));
    }

    /// One of the four answers alone.
    ///
    /// @param persona its name in capitals
    CallToolResult persona(CallingClient caller, String persona, String question) {
        return turn(
                caller,
                "@" + persona.toLowerCase(java.util.Locale.ROOT) + " " + question,
                recorded(caller, PERSONA).put("name", persona).put("question", question),
                (cause, listener) -> house.conversation().ask(persona, question, cause, listener));
    }

    @FunctionalInterface
    private interface Asking {
        Outcome ask(Cause cause, Consumer<TurnSignal> listener);
    }

    private CallToolResult turn(
            CallingClient caller, String line, ObjectNode recorded, Asking asking) {
        caller.progress().happened("waiting for the council");
        return deed(
                caller,
                line,
                new Printed(),
                recorded,
                cause -> {
                    var listener = TurnPulses.beside(house.pulses(), new TurnProgress(caller));
                    var report = TurnReport.of(asking.ask(cause, listener));
                    return report.exit() == ExitCode.DONE
                            ? Results.done(
                                    String.valueOf(report.document().get("answer")),
                                    report.document())
                            : Results.failed(report.words());
                });
    }

    CallToolResult recall(CallingClient caller, String query, int limit) {
        var found = house.memory().recall(query, limit);
        var recorded = recorded(caller, RECALL).put("question", query).put("limit", limit);
        house.tape().mark("line", "PROGRAM " + MCP + Json.write(recorded));
        var items =
                found.stream()
                        .map(recall -> {
                            var item = new LinkedHashMap<String, Object>();
                            item.put("id", recall.id());
                            item.put("text", recall.text());
                            item.put("time", recall.time().toString());
                            item.put("speaker", recall.speaker());
                            item.put("trust", recall.trust());
                            item.put("score", recall.score());
                            return item;
                        })
                        .toList();
        return Results.done(
                found.isEmpty()
                        ? "nothing comes to mind"
                        : String.join("\n", found.stream().map(recall -> recall.line()).toList()),
                Map.of("memories", items));
    }

    /// An expression of the image, where the settings allow it.
    CallToolResult eval(CallingClient caller, String expression) {
        if (!house.config().settings().mcp().eval()) {
            return Results.failed(
                    "the settings do not allow it. Next, by the Architect: batos settings set"
                            + " mcp.eval true");
        }
        var printed = new Printed();
        return deed(
                caller,
                expression,
                printed,
                recorded(caller, EVAL).put("question", expression),
                cause -> {
                    if (house.talk().pending()) {
                        return Results.failed(
                                "a computation that waits at the prompt has changed something, and"
                                        + " nothing may join it. Next, by the Architect: /debug");
                    }
                    return evaluated(
                            house.talk().evaluate(expression, caller.author(), cause), printed);
                });
    }

    private static CallToolResult evaluated(Evaluation evaluation, Printed printed) {
        return switch (evaluation) {
            case Evaluation.Done done -> {
                var value = new LinkedHashMap<String, Object>();
                value.put("value", done.printed());
                value.put("displayed", done.displayed());
                value.put("printed", printed.toString());
                value.put("commit", done.committed());
                yield Results.done(printed + done.printed(), value);
            }
            case Evaluation.Unhandled(var fault, var parked) -> {
                parked.abandon();
                yield Results.failed(printed + fault.render().stripTrailing());
            }
            case Evaluation.Interrupted() -> Results.failed("interrupted; the image is as it was");
            case Evaluation.OverLimit limit -> Results.failed(limit.message());
            case Evaluation.Misread misread -> Results.failed(misread.render().stripTrailing());
            case Evaluation.Uncommitted(var message, _) -> Results.failed(message);
        };
    }

    /// The bound tools, for clients that do not follow changes of the list.
    CallToolResult tools() {
        var all =
                house.toolbox().now().live().stream()
                        .map(tool -> {
                            var item = new LinkedHashMap<String, Object>();
                            item.put("name", tool.name());
                            item.put("version", tool.version());
                            item.put("description", tool.description());
                            item.put("inputSchema", LiveTools.schema(tool));
                            return item;
                        })
                        .toList();
        return Results.done(Json.write(all), Map.of("tools", all));
    }

    /// The note of a call in a recorded session, for [McpReplay] to make it again.
    private static ObjectNode recorded(CallingClient caller, String call) {
        return Json.object().put("call", call).put("author", caller.author());
    }

    private CallToolResult deed(
            CallingClient caller,
            String line,
            Printed printed,
            ObjectNode recorded,
            Function<Cause, CallToolResult> work) {
        var one = line.replaceAll("\\s+", " ").strip();
        var shown = Ellipsis.of(one, LONGEST_LINE);
        Supplier<CallToolResult> deed =
                () -> {
                    try {
                        return work.apply(
                                new Cause(
                                        new Author.Other(caller.author()),
                                        shown,
                                        house.image().now().number()));
                    } finally {
                        ProgramReplay.mark(house, MCP + Json.write(recorded));
                    }
                };
        try {
            return deeds.run(shown, () -> printed, deed);
        } catch (CommandFailure | ImageFault e) {
            return Results.failed(String.valueOf(e.getMessage()));
        }
    }

    /// The output of programs of the image that run for a client.
    private static final class Printed implements DeedOutput {
        private static final int MOST = 100_000;
        private final StringBuilder text = new StringBuilder();

        @Override
        public synchronized void piece(String piece) {
            if (text.length() < MOST) {
                text.append(piece, 0, Math.min(piece.length(), MOST - text.length()));
            }
        }

        @Override
        public void rest() {}

        @Override
        public synchronized String toString() {
            return text.toString();
        }
    }

    /// Tells the client the steps of a turn, not its words.
    private record TurnProgress(CallingClient caller) implements Consumer<TurnSignal> {
        @Override
        public void accept(TurnSignal signal) {
            switch (signal) {
                case TurnSignal.Began(var persona, var purpose) ->
                        happened(persona + ": " + purpose);
                case TurnSignal.Called(var tool, _) -> happened("tool " + tool);
                case TurnSignal.Worked(var loop, var text) -> happened(loop + ": " + text);
                case TurnSignal.Remembered(var episodes) ->
                        happened("BABS recalls " + episodes + " episodes");
                case TurnSignal.Streamed _,
                        TurnSignal.Spoke _,
                        TurnSignal.Returned _,
                        TurnSignal.Felt _,
                        TurnSignal.Marked _,
                        TurnSignal.Dissented _ -> {}
            }
        }

        private void happened(String text) {
            caller.progress().happened(text);
        }
    }
}
