package batos.shell.session;

import batos.app.CommandFailure;
import batos.app.ExitCode;
import batos.app.TurnPulses;
import batos.app.TurnReport;
import batos.council.Outcome;
import batos.persona.Persona;
import batos.text.NearestName;
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
        var report = TurnReport.of(outcome);
        return report.exit() == ExitCode.DONE
                ? CommandResult.done("", report.document())
                : CommandResult.failed(report.exit(), report.words());
    }
}
