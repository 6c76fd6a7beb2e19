package batos.motive.pursuit;

import batos.mind.ForwardingMind;
import batos.mind.Mind;
import batos.mind.Prompt;
import batos.mind.Reply;
import java.util.function.Consumer;

/// A mind whose calls are paid from the budget of a goal.
public final class MeteredMind extends ForwardingMind {
    /// Fewer characters than this never make a token: an estimate that is too high is given back.
    private static final int CHARACTERS_PER_TOKEN = 2;

    private final Meter meter;

    public MeteredMind(Mind mind, Meter meter) {
        super(mind);
        this.meter = meter;
    }

    @Override
    public Reply think(Prompt prompt, Consumer<String> heard) {
        var letters = prompt.messages().toString().length() + prompt.schema().orElse("").length();
        var most = letters / CHARACTERS_PER_TOKEN + prompt.pin().sampling().maxTokens();
        var reply =
                meter.<Reply>model(
                        most,
                        () -> mind.think(prompt, heard),
                        answer -> took(answer, letters),
                        why -> new Reply.Failed(false, why, Reply.Fault.BUDGET),
                        () ->
                                new Reply.Failed(
                                        true,
                                        "no answer within the time that idle work may take",
                                        Reply.Fault.SILENT));
        switch (reply) {
            case Reply.Answered(var text, var calls, _, _) ->
                    meter.called(prompt.persona() + " " + prompt.purpose() + " " + text + calls);
            case Reply.Failed failed -> {
                if (isOfTheServer(failed.fault())) {
                    meter.failed(failed.why());
                }
            }
            case Reply.Refused _, Reply.Interrupted _ -> {}
        }
        return reply;
    }

    private static long took(Reply reply, int letters) {
        return reply instanceof Reply.Answered answered
                ? answered.usage().tokens()
                : letters / CHARACTERS_PER_TOKEN;
    }

    private static boolean isOfTheServer(Reply.Fault fault) {
        return switch (fault) {
            case AWAY, SILENT, GARBLED, UNKNOWN_MODEL -> true;
            case TRUNCATED, ARGUMENTS, TOO_LONG, BUDGET, UNREHEARSED, OTHER -> false;
        };
    }

    /// The mind belongs to whoever gave it.
    @Override
    public void close() {}
}
