package batos.council;

import batos.mind.Message;
import batos.mind.PersonaId;
import batos.mind.Purpose;
import batos.persona.Lease;
import batos.persona.StructuredRequest;
import batos.persona.StructuredRequest.Reading;
import batos.persona.StructuredRequest.Result;
import java.util.ArrayList;
import java.util.function.Consumer;

/// ALFRED in the chair: where settings allow it (`council.early_end`), he decides before each
/// further round whether it may be left out. He needs a reason; without one the round takes place.
final class EarlyEnd {
    private static final String SCHEMA =
            """
            {"type":"object","properties":{
              "end":{"type":"boolean","description":"true: the council needs no further round"},
              "reason":{"type":"string","description":"one sentence: why another round would change nothing"}},
             "required":["end","reason"],"additionalProperties":false}\
            """;

    private final Lease lease;
    private final Consumer<TurnSignal> listener;

    EarlyEnd(Lease lease, Consumer<TurnSignal> listener) {
        this.lease = lease;
        this.listener = listener;
    }

    /// A reply that is no document, and a call that failed, let the round take place.
    TurnEvent.Ruled ruling(Turn turn, TurnState standing) {
        listener.accept(new TurnSignal.Began("ALFRED", "ruling"));
        var question = new ArrayList<Message>(Prompts.ruling(turn, standing));
        var result =
                StructuredRequest.of(PersonaId.ALFRED, Purpose.RULING, question, SCHEMA)
                        .trying(1)
                        .<TurnEvent.Ruled>ask(lease, EarlyEnd::read);
        return switch (result) {
            case Result.Parsed<TurnEvent.Ruled>(var ruled, _, _) -> ruled;
            case Result.Malformed<TurnEvent.Ruled> _,
                    Result.Refused<TurnEvent.Ruled> _,
                    Result.Failed<TurnEvent.Ruled> _,
                    Result.Interrupted<TurnEvent.Ruled> _ ->
                    TurnEvent.Ruled.GO_ON;
        };
    }

    private static Reading<TurnEvent.Ruled> read(String text, int attempt) {
        return ReplyDocument.in(text)
                .<Reading<TurnEvent.Ruled>>map(json -> {
                    var reason = json.path("reason").asText("").strip();
                    var end = json.path("end").asBoolean(false) && !reason.isEmpty();
                    return new Reading.Fits<>(
                            end ? new TurnEvent.Ruled(true, reason) : TurnEvent.Ruled.GO_ON);
                })
                .orElseGet(() -> new Reading.Misfit<>("it is no JSON object"));
    }
}
