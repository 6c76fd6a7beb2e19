package batos.shell.session;

import batos.app.CommandFailure;
import batos.app.ExitCode;
import batos.app.TurnPulses;
import batos.council.Outcome;
import batos.council.ToolUse;
import batos.council.Turn;
import batos.mind.Reply;
import batos.persona.Persona;
import batos.text.NearestName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Puts a question to the council, or to one persona alone.
public final class CouncilQuestion {
    private static final List<String> SPELLED =
            Persona.NAMES.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();

    private CouncilQuestion() {}

    /// @param addressed who is to answer alone; empty for the whole council
    public static CommandResult of(
            CommandContext desk, Optional<String> addressed, String question) {
        if (question.isEmpty()) {
            return CommandResult.failed(
                    ExitCode.USAGE, "nothing asked. Next: @ and your question, or @robin and it");
        }
        var persona = addressed.map(CouncilQuestion::persona);
        var conversation = desk.house().conversation();
        var telling = TurnPulses.beside(desk.house().pulses(), new TurnPrinter(desk.out()));
        var cause = Evaluator.cause(desk);
        desk.out().detail(desk.house().models().seat()::activity);
        desk.out().working("the council gathers");
        try {
            return answer(
                    persona.isPresent()
                            ? conversation.ask(persona.get(), question, cause, telling)
                            : conversation.ask(question, cause, telling));
        } finally {
            desk.out().rest();
        }
    }

    /// Goes on with the turn that a crash cut off.
    public static CommandResult resume(CommandContext desk) {
        var telling = TurnPulses.beside(desk.house().pulses(), new TurnPrinter(desk.out()));
        try {
            return desk.house()
                    .conversation()
                    .resume(Evaluator.cause(desk), telling)
                    .map(CouncilQuestion::answer)
                    .orElseGet(() -> CommandResult.done("no turn is unfinished", Map.of()));
        } finally {
            desk.out().rest();
        }
    }

    private static String persona(String typed) {
        return Persona.named(typed)
                .orElseThrow(() ->
                        new CommandFailure(
                                ExitCode.USAGE,
                                "no persona "
                                        + typed.toLowerCase(Locale.ROOT)
                                        + NearestName.hint(typed, SPELLED)
                                        + ". Next: @brick, @robin, @alfred, @babs, or @ for"
                                        + " all"));
    }

    private static CommandResult answer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered(var turn, var episode) ->
                    CommandResult.done("", document(turn, episode));
            case Outcome.ToolWanted(var turn, var wanted) ->
                    CommandResult.failed(
                            "the turn still waits for a tool: "
                                    + wanted.specification()
                                    + ". The image is as it was before the turn");
            case Outcome.Unresolved(var turn, var persona, var why, var retry, var fault) ->
                    CommandResult.failed(
                            exit(fault),
                            persona
                                    + " could not go on: "
                                    + why
                                    + ". The image is as it was before the turn."
                                    + (retry ? " Next: ask again, or /models" : ""));
            case Outcome.NoCrucible(var turn, var why) ->
                    CommandResult.failed(
                            ExitCode.NO_CRUCIBLE,
                            "a tool is needed and the crucible cannot try one: "
                                    + why
                                    + ". The image is as it was before the turn."
                                    + " Next: /crucible check");
            case Outcome.Interrupted(var turn) ->
                    CommandResult.failed(
                            ExitCode.INTERRUPTED,
                            "interrupted; the image is as it was before the turn");
        };
    }

    private static ExitCode exit(Reply.Fault fault) {
        return switch (fault) {
            case AWAY, SILENT, UNKNOWN_MODEL -> ExitCode.NO_MODEL;
            case GARBLED, TRUNCATED, ARGUMENTS, TOO_LONG, BUDGET, UNREHEARSED, OTHER ->
                    ExitCode.FAILED;
        };
    }

    private static Object document(Turn turn, long episode) {
        var standing = turn.standing();
        var document = new LinkedHashMap<String, Object>();
        document.put("episode", episode);
        document.put("asked", turn.asked());
        document.put("thesis", standing.thesis());
        document.put("antithesis", standing.antithesis());
        document.put("answer", standing.synthesis());
        document.put("dissonance", standing.dissonance().total());
        document.put("rounds", standing.round());
        document.put("tools", standing.uses().stream().map(ToolUse::line).toList());
        document.put("forged", standing.forged());
        return document;
    }
}
