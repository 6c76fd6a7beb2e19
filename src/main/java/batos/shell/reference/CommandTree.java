package batos.shell.reference;

import batos.persona.Persona;
import batos.shell.session.HelpPages;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// A command with its options, parameters and commands below it, as completion and the man page
/// need it.
///
/// @param path the words that lead to it, `batos` first
/// @param options its own; those that every command understands stand at the root
/// @param parameters in their order
public record CommandTree(
        List<String> path,
        String description,
        List<Choice> options,
        List<Parameter> parameters,
        List<CommandTree> commands) {
    /// Names that only the image knows: the parameter `label` of a command below `group` is one of
    /// them.
    private static final Map<String, String> LIVE =
            Map.of(
                    "tools NAME", "tools",
                    "image NAME", "snapshots",
                    "image NAME|N", "snapshots",
                    "image A", "snapshots",
                    "image B", "snapshots");

    /// @param names `-f`, `--file`
    /// @param label of its value; empty for a flag
    public record Choice(List<String> names, String label, Values values, String description) {
        public boolean takesValue() {
            return !label.isEmpty();
        }
    }

    /// @param many whether it may be given again and again
    public record Parameter(
            String label, boolean optional, boolean many, Values values, String description) {}

    /// The possible values.
    public sealed interface Values {
        record Any() implements Values {}

        record Files() implements Values {}

        record Folders() implements Values {}

        record Words(List<String> words) implements Values {}

        /// One of the four, in small letters or in capitals.
        record OneOfFour() implements Values {
            static List<String> names() {
                return Persona.NAMES.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
            }
        }

        /// @param kind `tools` or `snapshots`: an owner is asked for them, where one runs
        record Live(String kind) implements Values {}
    }

    /// @param line the command `batos` with all commands below it
    public static CommandTree of(CommandLine line) {
        return of(line, List.of("batos"));
    }

    private static CommandTree of(CommandLine line, List<String> path) {
        var spec = line.getCommandSpec();
        var below = new ArrayList<CommandTree>();
        line.getSubcommands()
                .forEach((name, command) -> {
                    if (!command.getCommandSpec().usageMessage().hidden()) {
                        below.add(
                                of(
                                        command,
                                        Stream.concat(path.stream(), Stream.of(name)).toList()));
                    }
                });
        return new CommandTree(
                path,
                words(spec.usageMessage().description()),
                spec.options().stream()
                        .filter(option ->
                                !option.hidden() && (!option.inherited() || path.size() == 1))
                        .filter(option -> path.size() == 1 || !isStandard(option))
                        .map(option -> choice(option, path))
                        .toList(),
                spec.positionalParameters().stream()
                        .filter(parameter -> !parameter.hidden())
                        .map(parameter -> parameter(parameter, path))
                        .toList(),
                below);
    }

    private static boolean isStandard(OptionSpec option) {
        return option.usageHelp() || option.versionHelp();
    }

    private static Choice choice(OptionSpec option, List<String> path) {
        return new Choice(
                List.of(option.names()),
                option.arity().max() > 0 ? option.paramLabel() : "",
                values(option, path),
                words(option.description()));
    }

    private static Parameter parameter(PositionalParamSpec parameter, List<String> path) {
        return new Parameter(
                parameter.paramLabel(),
                parameter.arity().min() == 0,
                parameter.arity().max() > 1,
                values(parameter, path),
                words(parameter.description()));
    }

    private static Values values(ArgSpec spec, List<String> path) {
        if (spec.completionCandidates() != null) {
            var words =
                    StreamSupport.stream(spec.completionCandidates().spliterator(), false).toList();
            return words.equals(Values.OneOfFour.names())
                    ? new Values.OneOfFour()
                    : new Values.Words(words);
        }
        var label = spec.paramLabel();
        var live =
                path.size() > 1 && spec.isPositional() ? LIVE.get(path.get(1) + " " + label) : null;
        if (live != null && !path.getLast().equals("save")) {
            return new Values.Live(live);
        }
        if (label.contains("PERSONA")) {
            return new Values.OneOfFour();
        }
        var type =
                spec.typeInfo().isMultiValue()
                        ? spec.typeInfo().getAuxiliaryTypes()[0]
                        : spec.type();
        if (type == Path.class) {
            return label.equals("DIR") ? new Values.Folders() : new Values.Files();
        }
        return new Values.Any();
    }

    /// One line, without picocli's variables and line ends.
    private static String words(String[] description) {
        return String.join(" ", description)
                .replace("%n", " ")
                .replace("%%", "%")
                .replaceAll("\\$\\{COMPLETION-CANDIDATES}", "one of those listed")
                .replaceAll("\\$\\{DEFAULT-VALUE}", "as settings say")
                .strip();
    }

    public String name() {
        return path.getLast();
    }

    /// The topics of the guide and the commands: what `help` tells of.
    Values subjectsOfHelp() {
        return new Values.Words(
                Stream.concat(HelpPages.names().stream(), commands.stream().map(CommandTree::name))
                        .sorted()
                        .distinct()
                        .toList());
    }

    /// `image.log`; empty for the root.
    String key() {
        return String.join(".", path.subList(1, path.size()));
    }

    /// This command and all below it.
    public Stream<CommandTree> all() {
        return Stream.concat(Stream.of(this), commands.stream().flatMap(CommandTree::all));
    }
}
