package batos.faces.mcp.guests;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The variables of this process as servers get them: by name, and none of them that the settings
/// do not name but those that a program needs to run at all.
///
/// @param variables of this process
record Environment(Map<String, String> variables) {
    private static final List<String> USUAL =
            List.of("PATH", "HOME", "USER", "LOGNAME", "SHELL", "TERM", "LANG", "LC_ALL", "TMPDIR");

    /// A shorter value is no secret, and would be found in every text.
    private static final int SHORTEST_SECRET = 6;

    Map<String, String> of(List<String> names) {
        var given = new LinkedHashMap<String, String>();
        for (var name : USUAL) {
            put(given, name);
        }
        names.forEach(name -> put(given, name));
        return given;
    }

    /// The first value that is there of these variables.
    Optional<String> first(List<String> names) {
        return names.stream()
                .map(name -> variables.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    private void put(Map<String, String> given, String name) {
        var value = variables.get(name);
        if (value != null) {
            given.put(name, value);
        }
    }

    /// Puts the name of a variable in place of its value: a server may repeat its variables.
    String redacted(List<String> names, String text) {
        var clean = text;
        for (var name : names) {
            var value = variables.getOrDefault(name, "");
            if (value.length() >= SHORTEST_SECRET) {
                clean = clean.replace(value, "[" + name + "]");
            }
        }
        return clean;
    }
}
