package batos.loops.tactical;

import batos.json.Json;
import batos.toolbox.Example;
import batos.toolbox.ToolDraft;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Optional;

/// Gives a hidden test the parameter names of the draft. Its author knew the specification, not the
/// code: arguments that are named otherwise are matched by their order when there are as many of
/// them as parameters.
final class ParameterRenaming {
    private ParameterRenaming() {}

    static Optional<Example> fit(ToolDraft draft, Example example) {
        try {
            var arguments = Json.read(example.arguments());
            var names = Json.names(Json.read(draft.parameters()).path("properties"));
            var given = Json.names(arguments);
            if (names.containsAll(given)) {
                return Optional.of(example);
            }
            if (given.size() != names.size()) {
                return Optional.empty();
            }
            var renamed = Json.object();
            for (int i = 0; i < given.size(); i++) {
                renamed.set(names.get(i), arguments.get(given.get(i)));
            }
            return Optional.of(
                    new Example(
                            renamed.toString(),
                            example.expect(),
                            example.raises(),
                            example.author(),
                            example.hidden()));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
