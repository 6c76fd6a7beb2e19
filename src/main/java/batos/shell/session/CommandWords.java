package batos.shell.session;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// The words of a one-shot command, with the options that every command understands apart: those
/// choose the house and the form of the answer, and are no part of what is done.
///
/// @param global options with their values, in their order
/// @param own all others, in their order
record CommandWords(List<String> global, List<String> own) {
    private static final CommandSpec OPTIONS =
            new CommandLine(new GlobalOptions()).getCommandSpec();

    static CommandWords of(List<String> words) {
        var global = new ArrayList<String>();
        var own = new ArrayList<String>();
        for (int i = 0; i < words.size(); i++) {
            var word = words.get(i);
            if (word.equals("--")) {
                own.addAll(words.subList(i, words.size()));
                break;
            }
            var equals = word.indexOf('=');
            var option =
                    word.startsWith("-")
                            ? OPTIONS.findOption(equals < 0 ? word : word.substring(0, equals))
                            : null;
            if (option == null || option.usageHelp()) {
                own.add(word);
                continue;
            }
            global.add(word);
            if (option.arity().max() > 0 && equals < 0 && i + 1 < words.size()) {
                global.add(words.get(++i));
            }
        }
        return new CommandWords(List.copyOf(global), List.copyOf(own));
    }
}
