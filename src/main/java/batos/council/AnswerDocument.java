package batos.council;

import batos.json.JsonSchema;
import batos.mind.Message;
import batos.mind.PersonaId;
import batos.mind.Purpose;
import batos.mind.Reply;
import batos.persona.StructuredRequest;
import batos.persona.StructuredRequest.Reading;
import batos.persona.StructuredRequest.Result;
import batos.persona.Voice;
import java.util.ArrayList;
import java.util.List;

/// The answer of a turn as a JSON document that fits a schema. A document that does not fit is
/// quoted back with its faults; a turn without one that fits has no answer.
///
/// @param schema the JSON schema, as text
record AnswerDocument(String schema) {
    private static final int TRIES = 3;

    PhaseSteps.Taken ask(
            Voice voice, PersonaId persona, Purpose purpose, List<Message> conversation) {
        var asked = new ArrayList<>(conversation);
        asked.add(Prompts.asDocument(schema));
        var fitting = JsonSchema.of(schema);
        var result =
                StructuredRequest.of(persona, purpose, asked, schema)
                        .trying(TRIES)
                        .<String>ask(voice, (text, attempt) -> read(fitting, text));
        return switch (result) {
            case Result.Parsed<String>(var document, _, _) ->
                    new PhaseSteps.Happened(new TurnEvent.Concluded(document));
            case Result.Refused<String>(var why) ->
                    new PhaseSteps.Stuck(persona.name(), why, false, Reply.Fault.OTHER);
            case Result.Failed<String>(var why, var retry, var fault) ->
                    new PhaseSteps.Stuck(persona.name(), why, retry, fault);
            case Result.Malformed<String>(var faults, var tries) ->
                    new PhaseSteps.Stuck(
                            persona.name(),
                            "no document fitted the schema in "
                                    + tries
                                    + " tries; the last one: "
                                    + faults.getLast(),
                            true,
                            Reply.Fault.GARBLED);
            case Result.Interrupted<String>() -> new PhaseSteps.Stopped();
        };
    }

    private static Reading<String> read(JsonSchema schema, String text) {
        return switch (schema.check(text)) {
            case JsonSchema.Check.Fits(var document) -> new Reading.Fits<>(document);
            case JsonSchema.Check.Misfit(var faults) -> new Reading.Misfit<>(faults);
        };
    }
}
