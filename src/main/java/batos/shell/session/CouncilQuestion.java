package batos.shell.session;

import batos.app.CommandFailure;
import batos.app.ExitCode;
import batos.app.TurnPulses;
import batos.app.TurnReport;
import batos.council.Outcome;
import batos.council.TurnInput;
import batos.persona.Persona;
import batos.text.NearestName;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Puts a question to the council, or to one persona alone.
public final class CouncilQuestion {
    private static final List<String> SPELLED =
            Persona.NAMES.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();

    /// The beginning of a question that names a second one of the four as the first was named.
    private static final Pattern ANOTHER =
            Pattern.compile(
                    "(?:,?\\s*@|,)(?:" + String.join("|", SPELLED) + ")\\b.*",
                    Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private CouncilQuestion() {}

    /// @param addressed who is to answer alone; empty for the whole council
    public static CommandResult of(
            CommandContext context, Optional<String> addressed, String question) {
        return of(context, addressed, question, TurnInput.NONE, false);
    }

    /// @param input the question's attachments and options
    /// @param quiet whether the answer alone is printed, as the result
    public static CommandResult of(
            CommandContext context,
            Optional<String> addressed,
            String question,
            TurnInput input,
            boolean quiet) {
        if (question.isEmpty()) {
            return CommandResult.failed(
                    ExitCode.USAGE, "nothing asked. Next: @ and your question, or @robin and it");
        }
        var persona = addressed.map(CouncilQuestion::persona);
        if (persona.isPresent() && ANOTHER.matcher(question).matches()) {
            return CommandResult.failed(
                    ExitCode.USAGE,
                    "one of the four answers alone, or all of them together. Next: @ and your"
                            + " question asks all");
        }
        var conversation = context.house().conversation();
        var printer = new TurnPrinter(context.out());
        var telling = TurnPulses.beside(context.house().pulses(), quiet ? signal -> {} : printer);
        var cause = Evaluator.cause(context);
        if (!quiet) {
            context.out().detail(context.house().models().seat()::activity);
            context.out().working("the council gathers");
        }
        try {
            var outcome =
                    persona.isPresent()
                            ? conversation.ask(persona.get(), question, input, cause, telling)
                            : conversation.ask(question, input, cause, telling);
            weighed(outcome, printer);
            return answer(outcome, quiet);
        } finally {
            context.out().rest();
        }
    }

    /// Goes on with the turn that a crash cut off.
    public static CommandResult resume(CommandContext context) {
        var printer = new TurnPrinter(context.out());
        var telling = TurnPulses.beside(context.house().pulses(), printer);
        try {
            return context.house()
                    .conversation()
                    .resume(Evaluator.cause(context), telling)
                    .map(outcome -> {
                        weighed(outcome, printer);
                        return answer(outcome, false);
                    })
                    .orElseGet(() -> CommandResult.done("no turn is unfinished", Map.of()));
        } finally {
            context.out().rest();
        }
    }

    private static void weighed(Outcome outcome, TurnPrinter printer) {
        if (outcome instanceof Outcome.Answered(var turn, _)) {
            printer.ended(turn.standing().dissonance().total());
        } else {
            printer.soFar();
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

    /// @param quiet whether the answer is the result; else it was told as it came
    private static CommandResult answer(Outcome outcome, boolean quiet) {
        var report = TurnReport.of(outcome);
        if (report.exit() != ExitCode.DONE) {
            return CommandResult.failed(report.exit(), report.words());
        }
        return CommandResult.done(
                quiet ? String.valueOf(report.document().get("answer")) : "", report.document());
    }
}
