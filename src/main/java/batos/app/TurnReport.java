package batos.app;

import batos.council.Attachment;
import batos.council.Outcome;
import batos.council.ToolUse;
import batos.council.Turn;
import batos.json.Json;
import batos.mind.Reply;
import batos.text.NextStep;
import java.util.LinkedHashMap;
import java.util.Map;

/// The report of an ended turn, the same in every face.
///
/// @param words the fault and the next step; empty where nothing failed
/// @param document the fields of `--json`; empty where the turn did not come to its end
public record TurnReport(ExitCode exit, String words, Map<String, Object> document) {
    public static TurnReport of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered(var turn, var episode) ->
                    new TurnReport(ExitCode.DONE, "", document(turn, episode));
            case Outcome.ToolWanted(var turn, var wanted) ->
                    failed(
                            ExitCode.FAILED,
                            "the turn still waits for a tool: "
                                    + wanted.specification()
                                    + ". The image is as it was before the turn");
            case Outcome.CallsWanted _ ->
                    failed(
                            ExitCode.FAILED,
                            "the turn waits for tools of a program. Next: ask again");
            case Outcome.Unresolved(var turn, var persona, var why, var retry, var fault) ->
                    failed(
                            exit(fault),
                            unchanged(
                                    persona + " could not go on: " + why,
                                    retry ? "ask again, or /models" : ""));
            case Outcome.NoCrucible(var turn, var why) ->
                    failed(
                            ExitCode.NO_CRUCIBLE,
                            unchanged(
                                    "a tool is needed and the crucible cannot run it: " + why,
                                    "crucible check"));
            case Outcome.Interrupted(var turn) ->
                    failed(
                            ExitCode.INTERRUPTED,
                            "interrupted; the image is as it was before the turn");
        };
    }

    /// The fault, a note that the image is unchanged, and one next step: that of the cause, else
    /// the usual one, or none where that is empty.
    private static String unchanged(String why, String usual) {
        return NextStep.in(why).or(usual).with("The image is as it was before the turn");
    }

    private static TurnReport failed(ExitCode exit, String words) {
        return new TurnReport(exit, words, Map.of());
    }

    private static ExitCode exit(Reply.Fault fault) {
        return switch (fault) {
            case AWAY, SILENT, UNKNOWN_MODEL -> ExitCode.NO_MODEL;
            case GARBLED, TRUNCATED, ARGUMENTS, TOO_LONG, BUDGET, UNREHEARSED, OTHER ->
                    ExitCode.FAILED;
        };
    }

    private static Map<String, Object> document(Turn turn, long episode) {
        var standing = turn.standing();
        var document = new LinkedHashMap<String, Object>();
        document.put("episode", episode);
        document.put("turn", episode);
        document.put("asked", turn.asked());
        document.put("thesis", standing.thesis());
        document.put("antithesis", standing.antithesis());
        document.put("answer", standing.synthesis());
        document.put("dissonance", standing.dissonance().total());
        document.put("rounds", standing.round());
        document.put("tools", standing.uses().stream().map(ToolUse::line).toList());
        document.put("forged", standing.forged());
        beside(turn, document);
        return document;
    }

    /// The attachments and options of the question, and the parsed answer where it is a document.
    private static void beside(Turn turn, Map<String, Object> document) {
        var input = turn.input();
        if (!input.attachments().isEmpty()) {
            document.put(
                    "attachments", input.attachments().stream().map(Attachment::name).toList());
        }
        if (input.continues() != 0) {
            document.put("continues", input.continues());
        }
        if (!input.schema().isEmpty()) {
            Json.tryRead(turn.standing().synthesis())
                    .ifPresent(json -> document.put("document", json));
        }
    }
}
