package batos.shell.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The words of a one-shot command, with the options that every command understands apart: those
/// choose the house and the form of the answer, and are no part of the deed.
///
/// @param global options with their values, in their order
/// @param own all others, in their order
record CommandWords(List<String> global, List<String> own) {
    /// Read from the annotations where there is an option at all.
    private static final class Options {
        static final CommandSpec ALL = new CommandLine(new GlobalOptions()).getCommandSpec();
    }

    /// The global option of that name, or null.
    static @Nullable OptionSpec option(String name) {
        return Options.ALL.findOption(name);
    }

    /// The first word that is neither an option nor the value of one.
    static Optional<String> command(List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            var word = words.get(i);
            if (!word.startsWith("-")) {
                return Optional.of(word);
            }
            var option = option(word);
            if (option != null && option.arity().max() > 0) {
                i++;
            }
        }
        return Optional.empty();
    }

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
                            ? option(equals < 0 ? word : word.substring(0, equals))
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
