package batos.bench;

import batos.talk.syntax.SourceUnit;
import batos.talk.syntax.SourceUnits;
import batos.talk.syntax.SyntaxFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The public selectors of a kernel's source folder, class by class: `Array at:`, `Array class
/// new:`. Methods whose category says private are left out.
public final class ProtocolDifference {
    private static final Pattern CATEGORY = Pattern.compile("<category: '([^']*)'>");

    private ProtocolDifference() {}

    public static Set<String> published(Path folder) throws IOException {
        var all = new TreeSet<String>();
        try (var files = Files.list(folder)) {
            for (var file : files.filter(f -> f.toString().endsWith(".st")).sorted().toList()) {
                collect(Files.readString(file, StandardCharsets.ISO_8859_1), all);
            }
        }
        return all;
    }

    private static void collect(String source, Set<String> all) {
        var units = new SourceUnits(source, false);
        while (true) {
            try {
                var unit = units.next();
                if (unit == null) {
                    return;
                }
                collect(unit, "", all);
            } catch (SyntaxFault fault) {
                units.recover();
            }
        }
    }

    private static void collect(SourceUnit unit, String space, Set<String> all) {
        switch (unit) {
            case SourceUnit.Namespaced(_, var name, var units) ->
                    units.forEach(
                            each -> collect(each, name.equals("Smalltalk") ? "" : name + ".", all));
            case SourceUnit.Definition definition ->
                    members(definition.members(), space + definition.name(), false, all);
            case SourceUnit.Extension extension ->
                    members(extension.members(), space + extension.name(), extension.meta(), all);
            case SourceUnit.Conditional(_, _, var extension) -> collect(extension, space, all);
            case SourceUnit.Doing _, SourceUnit.Declaration _ -> {}
        }
    }

    private static void members(
            List<SourceUnit.Member> members, String name, boolean meta, Set<String> all) {
        for (var member : new ArrayList<>(members)) {
            if (member instanceof SourceUnit.Definer definer) {
                var category = CATEGORY.matcher(definer.text());
                var shown = category.find() ? category.group(1) : "";
                if (!shown.contains("private")
                        && !shown.contains("built ins")
                        && !definer.text().contains("subclassResponsibility")) {
                    all.add(name + (meta || definer.meta() ? " class " : " ") + definer.selector());
                }
            }
        }
    }
}
