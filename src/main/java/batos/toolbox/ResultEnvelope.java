package batos.toolbox;

import batos.json.Json;
import batos.text.Ellipsis;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Takes a tool's result apart: the result proper, and a [TurnCommand] where the tool gives one as
/// `{"result": …, "command": {"dissonance": 0.2, "note": "…"}}`. Refuses by name any key that is
/// not on the list of allowed ones.
final class ResultEnvelope {
    private ResultEnvelope() {}

    static CallResult.Gave open(Tool tool, String result) {
        var node = Json.tryRead(result);
        if (node.isEmpty()
                || !node.get().isObject()
                || node.get().size() != 2
                || !node.get().has("result")
                || !node.get().path("command").isObject()) {
            return new CallResult.Gave(tool, result, Optional.empty(), List.of());
        }
        var asked = node.get().get("command");
        var refused = new ArrayList<String>();
        double dissonance = 0;
        String note = "";
        for (var entry : asked.properties()) {
            switch (entry.getKey()) {
                case "dissonance" -> dissonance = bounded(entry.getValue(), refused);
                case "note" -> note = line(entry.getValue(), refused);
                default -> refused.add("no command '" + shortened(entry.getKey()) + "' for tools");
            }
        }
        Optional<TurnCommand> command =
                dissonance == 0 && note.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new TurnCommand(dissonance, note, tool.label()));
        return new CallResult.Gave(tool, node.get().get("result").toString(), command, refused);
    }

    private static double bounded(JsonNode value, List<String> refused) {
        if (!value.isNumber()) {
            refused.add("dissonance is not a number");
            return 0;
        }
        double asked = value.doubleValue();
        if (Math.abs(asked) > TurnCommand.MOST) {
            refused.add(
                    String.format(
                            Locale.ROOT,
                            "dissonance %.3g is beyond %.1f and was cut",
                            asked,
                            TurnCommand.MOST));
        }
        return Math.clamp(asked, -TurnCommand.MOST, TurnCommand.MOST);
    }

    private static String line(JsonNode value, List<String> refused) {
        if (!value.isTextual()) {
            refused.add("note is not text");
            return "";
        }
        return shortened(value.textValue().replaceAll("\\s+", " ").strip());
    }

    private static String shortened(String text) {
        return Ellipsis.of(text, TurnCommand.LONGEST_NOTE);
    }
}
