package batos.shell.terminal;

import batos.app.CommandFailure;
import batos.app.Services;
import batos.codex.ProposalState;
import batos.config.SettingKey;
import batos.config.SettingsKeys;
import batos.config.ValueRange;
import batos.persona.Persona;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Model.PositionalParamSpec;

/// The live names that Tab offers: tools, snapshots, personas, classes, proposals, files.
///
/// @param house whose tools, snapshots and proposals they are
/// @param folder from which relative paths count
public record LiveNames(Services house, Path folder) {
    private static final int MOST = 200;
    private static final Set<String> DECISIONS =
            Set.of("show", "diff", "approve", "reject", "rebase", "withdraw", "edit");

    /// The possible values of a command's parameter, by its label in the command's help.
    ///
    /// @param group the command's first word, for example `tools`
    /// @param verb its second word; the first again where there is none
    /// @param last the word before the parameter
    List<String> of(
            String group, String verb, PositionalParamSpec parameter, String last, String typed) {
        var label = parameter.paramLabel();
        if (Path.class.isAssignableFrom(parameter.type()) || label.contains("FILE")) {
            return files(typed);
        }
        if (label.contains("PERSONA") && !group.equals("codex")) {
            return Persona.NAMES.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        }
        if (label.startsWith("CLASS")) {
            return classes(typed);
        }
        return switch (group) {
            case "tools" -> label.equals("NAME") ? tools() : List.of();
            case "image" ->
                    verb.equals("save") || label.equals("EXPR")
                            ? List.of()
                            : Stream.concat(snapshots().stream(), Stream.of("now"))
                                    .filter(name -> !name.equals("now") || verb.equals("diff"))
                                    .toList();
            case "codex" ->
                    DECISIONS.contains(verb) && (label.equals("N") || label.endsWith("|N"))
                            ? proposals()
                            : List.of();
            case "settings" -> label.equals("VALUE") ? choices(last) : List.of();
            default -> List.of();
        };
    }

    List<String> tools() {
        return quietly(
                () -> house.toolbox().now().live().stream().map(tool -> tool.name()).toList());
    }

    /// The values of a setting that has few.
    private static List<String> choices(String key) {
        var range = SettingsKeys.find(key).map(SettingKey::range);
        return range.filter(ValueRange.Flag.class::isInstance).isPresent()
                ? List.of("true", "false")
                : range.filter(ValueRange.Choice.class::isInstance)
                        .map(ValueRange.Choice.class::cast)
                        .map(ValueRange.Choice::words)
                        .orElse(List.of());
    }

    private List<String> snapshots() {
        return quietly(() -> house.image().snapshots().stream().map(each -> each.name()).toList());
    }

    private List<String> proposals() {
        return quietly(() ->
                house.readableCodex().proposals().stream()
                        .filter(each -> each.state() instanceof ProposalState.Waiting)
                        .map(each -> String.valueOf(each.number()))
                        .toList());
    }

    private List<String> classes(String typed) {
        return house.talk().complete(typed, typed.length()).candidates().stream()
                .filter(name -> Character.isUpperCase(name.charAt(0)))
                .toList();
    }

    /// Files and folders whose path begins as typed; a folder ends with a slash.
    List<String> files(String typed) {
        try {
            var cut = typed.lastIndexOf('/') + 1;
            var before = typed.substring(0, cut);
            var start =
                    before.startsWith("~/")
                            ? System.getProperty("user.home") + before.substring(1)
                            : before;
            var rest = typed.substring(cut);
            try (var entries = Files.list(folder.resolve(start))) {
                return entries.filter(entry -> fits(entry.getFileName().toString(), rest))
                        .limit(MOST)
                        .map(entry ->
                                before
                                        + entry.getFileName()
                                        + (Files.isDirectory(entry) ? "/" : ""))
                        .sorted()
                        .toList();
            }
        } catch (IOException | InvalidPathException e) {
            return List.of();
        }
    }

    private static boolean fits(String name, String typed) {
        return name.startsWith(typed) && (typed.startsWith(".") || !name.startsWith("."));
    }

    /// A room that cannot be opened has no names to offer.
    private static List<String> quietly(java.util.function.Supplier<List<String>> names) {
        try {
            return names.get();
        } catch (CommandFailure e) {
            return List.of();
        }
    }
}
