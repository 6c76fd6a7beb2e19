package batos.faces.openai;

import batos.app.CommandFailure;
import batos.app.DeedOutput;
import batos.app.DeedQueue;
import batos.app.ProgramTurns;
import batos.app.Services;
import batos.council.Outcome;
import batos.council.TurnAccount;
import batos.faces.StopSequences;
import batos.faces.TurnText;
import batos.image.ImageFault;
import batos.mind.Message;
import batos.tape.Tape;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/// Holds the turns that requests ask for.
final class Turns {
    private final ProgramTurns turns;
    private final ModelList models;
    private final Tape tape;
    private final InstantSource clock;

    Turns(Services house, DeedQueue deeds, ModelList models) {
        this.turns = new ProgramTurns(house, deeds, "openai");
        this.models = models;
        this.tape = house.tape();
        this.clock = house.tape().clock("openai");
    }

    /// The identity of a reply, drawn when its turn begins.
    ///
    /// @param created seconds since 1970
    record Identity(String id, long created) {}

    /// @param recorded the request as a recorded session notes it
    /// @param begins runs when the turn begins, before the first word
    /// @throws ApiFault when there is neither an answer nor a call of a tool
    TurnResult hold(
            TurnQuestion question,
            String recorded,
            Consumer<Identity> begins,
            TurnText.Listener listener) {
        var text =
                new TurnText(
                        question.speaker().name(),
                        new StopSequences(question.options().stop()),
                        listener);
        var request =
                new ProgramTurns.Request(
                        question.question(), question.kept(), question.past(models), recorded);
        try {
            return turns.ask(
                    request,
                    DeedOutput.SILENT,
                    () -> begins.accept(identity()),
                    text,
                    answer -> result(answer, question, text));
        } catch (CommandFailure e) {
            throw TurnFaults.of(e);
        } catch (ImageFault e) {
            throw ApiFault.failed("image_fault", String.valueOf(e.getMessage()), e);
        }
    }

    private Identity identity() {
        return new Identity(tape.id("openai"), clock.instant().getEpochSecond());
    }

    private TurnResult result(ProgramTurns.Answer answer, TurnQuestion question, TurnText text) {
        return switch (answer.outcome()) {
            case Outcome.Answered _ -> {
                text.end(answer.words());
                yield new TurnResult(
                        text.content(),
                        List.of(),
                        answer.account(),
                        answer.account().map(TurnAccount::receipts).orElse(List.of()),
                        question.kept());
            }
            case Outcome.CallsWanted(_, var said, var calls, var receipts) ->
                    new TurnResult(
                            text.content().isEmpty() ? said : text.content(),
                            numbered(question.tools().one() ? calls.subList(0, 1) : calls),
                            answer.account(),
                            receipts,
                            false);
            case Outcome.Unresolved stuck -> throw TurnFaults.of(stuck);
            case Outcome.NoCrucible missing -> throw TurnFaults.of(missing);
            case Outcome.ToolWanted waiting ->
                    throw ApiFault.failed(
                            "turn_failed",
                            "the turn still waits for a tool: " + waiting.wanted(),
                            null);
            case Outcome.Interrupted _ -> throw TurnFaults.interrupted();
        };
    }

    /// A model's own names for its calls start again in each turn; a program needs other ones.
    private List<Message.ToolCall> numbered(List<Message.ToolCall> calls) {
        return calls.stream()
                .map(call ->
                        new Message.ToolCall(
                                "call_" + tape.id("openai.call"), call.tool(), call.arguments()))
                .toList();
    }
}
