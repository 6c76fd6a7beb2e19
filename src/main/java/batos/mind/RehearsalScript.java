package batos.mind;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The lines of a rehearsal: rules in order, of which the first that fits speaks.
///
/// @param source the file's name, for messages
/// @param question finds the Architect's question within a message: its first group
/// @param manners of the models that were trained
public record RehearsalScript(
        String source,
        Pattern question,
        List<RehearsalRule> rules,
        RehearsalManner.Source manners) {
    public RehearsalScript {
        rules = List.copyOf(rules);
    }

    /// Reads a parsed TOML document: tables as maps, arrays as lists, and `String`, `Long`,
    /// `Double` and `Boolean`.
    ///
    /// @throws RehearsalFault with the path of the first value that is wrong
    public static RehearsalScript of(String source, Map<String, Object> document) {
        var top = new RehearsalTable(source, "", document);
        top.allow("question", "rule");
        var rules = new ArrayList<RehearsalRule>();
        for (var table : top.tables("rule")) {
            rules.add(table.rule());
        }
        return new RehearsalScript(
                source,
                top.pattern("question").orElse(Pattern.compile("(?s)(.*)")),
                rules,
                RehearsalManner.Source.NONE);
    }

    /// The same lines, for trained models too.
    public RehearsalScript with(RehearsalManner.Source trained) {
        return new RehearsalScript(source, question, rules, trained);
    }

    /// The script that ships with batos, as TOML text.
    public static String shipped() {
        try (var in = RehearsalScript.class.getResourceAsStream("rehearsal.toml")) {
            if (in == null) {
                throw new AssertionError("batos/mind/rehearsal.toml is not among the resources");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
