package batos.shell.reference;

import batos.shell.reference.CommandTree.Choice;
import batos.shell.reference.CommandTree.Values;
import batos.text.ShellQuote;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Shell functions that answer what a command understands; bash and zsh read them alike. Each puts
/// its answer into the variable `reply`.
final class CompletionTables {
    private CompletionTables() {}

    static String of(CommandTree root) {
        var nodes = root.all().toList();
        return function(
                        "commands",
                        nodes,
                        node -> node.commands().stream().map(CommandTree::name).toList())
                + function(
                        "options",
                        nodes,
                        node -> node.options().stream().flatMap(it -> it.names().stream()).toList())
                + valuesOfOptions(nodes)
                + valuesOfParameters(nodes);
    }

    private static String function(
            String name, List<CommandTree> nodes, Function<CommandTree, List<String>> words) {
        return "_batos_"
                + name
                + "() {\n    reply=\n    case $1 in\n"
                + nodes.stream()
                        .filter(node -> !words.apply(node).isEmpty())
                        .map(node ->
                                "        %s) reply=%s ;;\n"
                                        .formatted(
                                                ShellQuote.of(node.key()),
                                                ShellQuote.of(String.join(" ", words.apply(node)))))
                        .collect(Collectors.joining())
                + "    esac\n}\n\n";
    }

    /// The value that an option takes; an empty reply is a flag.
    private static String valuesOfOptions(List<CommandTree> nodes) {
        var rows = new ArrayList<String>();
        for (var node : nodes) {
            for (var option : node.options()) {
                if (option.takesValue()) {
                    rows.add(
                            "        %s) reply=%s ;;\n"
                                    .formatted(patterns(node, option), kind(option.values())));
                }
            }
        }
        return "_batos_value() {\n    reply=\n    case \"$1 $2\" in\n"
                + String.join("", rows)
                + "    esac\n}\n\n";
    }

    private static String patterns(CommandTree node, Choice option) {
        return option.names().stream()
                .map(name ->
                        node.path().size() == 1
                                ? "*' " + name + "'"
                                : ShellQuote.of(node.key() + " " + name))
                .collect(Collectors.joining(" | "));
    }

    /// The possible values of the parameter at each position.
    private static String valuesOfParameters(List<CommandTree> nodes) {
        var rows = new ArrayList<String>();
        rows.add(
                "        'help 0') reply=%s ;;\n"
                        .formatted(kind(nodes.getFirst().subjectsOfHelp())));
        for (var node : nodes) {
            for (var i = 0; i < node.parameters().size(); i++) {
                var parameter = node.parameters().get(i);
                if (!(parameter.values() instanceof Values.Any)) {
                    var at = ShellQuote.of(node.key() + " " + i);
                    var pattern = parameter.many() ? ShellQuote.of(node.key() + " ") + "*" : at;
                    rows.add(
                            "        %s) reply=%s ;;\n"
                                    .formatted(pattern, kind(parameter.values())));
                }
            }
        }
        return "_batos_parameter() {\n    reply=\n    case \"$1 $2\" in\n"
                + String.join("", rows)
                + "    esac\n}\n\n";
    }

    private static String kind(Values values) {
        return switch (values) {
            case Values.Any() -> "any";
            case Values.Files() -> "files";
            case Values.Folders() -> "folders";
            case Values.Words(var words) -> ShellQuote.of("words " + String.join(" ", words));
            case Values.OneOfFour() ->
                    ShellQuote.of("four " + String.join(" ", Values.OneOfFour.names()));
            case Values.Live(var kind) -> ShellQuote.of("live " + kind);
        };
    }
}
