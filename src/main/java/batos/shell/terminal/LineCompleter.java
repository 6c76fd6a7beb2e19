package batos.shell.terminal;

import batos.persona.Persona;
import batos.talk.Completions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;
import picocli.CommandLine;

/// What Tab offers: commands and their options after a slash, personas after `@`, names and
/// selectors of the image elsewhere.
public final class LineCompleter {
    private final List<String> commands;
    private final Function<String, CommandLine> command;
    private final BiFunction<String, Integer, Completions> talk;

    /// @param commands the names of all commands
    /// @param command the shell's own options, with the command of that name below them
    /// @param talk completes an expression, given the line and the cursor
    public LineCompleter(
            List<String> commands,
            Function<String, CommandLine> command,
            BiFunction<String, Integer, Completions> talk) {
        this.commands = commands;
        this.command = command;
        this.talk = talk;
    }

    public Completions at(String line, int cursor) {
        var before = line.substring(0, cursor);
        if (before.startsWith("/")) {
            return ofCommand(before);
        }
        if (before.startsWith("@")) {
            return before.contains(" ")
                    ? new Completions(cursor, List.of())
                    : among(1, before.substring(1), personas());
        }
        return talk.apply(line, cursor);
    }

    private static List<String> personas() {
        return Persona.NAMES.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }

    private Completions ofCommand(String before) {
        var start = Math.max(before.lastIndexOf(' '), 0) + 1;
        var words = List.of(before.substring(1, start).strip().split("\\s+", -1));
        var present = command.apply(words.getFirst());
        for (var word : words) {
            var below = present.getSubcommands().get(word);
            if (below != null) {
                present = below;
            }
        }
        var offers = new ArrayList<String>();
        var word = before.substring(start);
        if (word.startsWith("-")) {
            present.getCommandSpec().options().forEach(option -> offers.add(option.longestName()));
        } else if (present.getParent() == null) {
            offers.addAll(commands);
            offers.addAll(List.of("help", "quit"));
        } else {
            offers.addAll(present.getSubcommands().keySet());
            values(present, words).forEach(offers::add);
        }
        return among(start, word, offers);
    }

    /// What the parameter that comes next may be, as far as that is a list.
    private static Iterable<String> values(CommandLine present, List<String> words) {
        int next = 0;
        for (var word : words.reversed()) {
            if (word.equals(present.getCommandName())) {
                break;
            }
            next += word.startsWith("-") ? 0 : 1;
        }
        for (var parameter : present.getCommandSpec().positionalParameters()) {
            if (parameter.index().contains(next) && parameter.completionCandidates() != null) {
                return parameter.completionCandidates();
            }
        }
        return List.of();
    }

    private static Completions among(int start, String word, List<String> offers) {
        return new Completions(
                start, offers.stream().filter(offer -> offer.startsWith(word)).sorted().toList());
    }
}
