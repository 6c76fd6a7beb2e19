package batos.shell.terminal;

import batos.persona.Persona;
import batos.talk.Completions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jline.reader.Candidate;
import picocli.CommandLine;

/// The offers of Tab: commands and their options after a slash, personas after `@`, names and
/// selectors of the image elsewhere.
public final class LineCompleter {
    private static final Pattern TOOL = Pattern.compile("\\btools (?:at: #)?(\\w*)$");

    private static final List<String> PERSONAS =
            Persona.NAMES.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();

    private final List<String> commands;
    private final Function<String, CommandLine> command;
    private final BiFunction<String, Integer, Completions> talk;
    private final LiveNames live;

    /// @param commands the names of all commands
    /// @param command the shell's own options, with the command of that name below them
    /// @param talk completes an expression, given the line and the cursor
    /// @param live names of tools, snapshots, files …
    public LineCompleter(
            List<String> commands,
            Function<String, CommandLine> command,
            BiFunction<String, Integer, Completions> talk,
            LiveNames live) {
        this.commands = commands;
        this.command = command;
        this.talk = talk;
        this.live = live;
    }

    public Completions at(String line, int cursor) {
        var before = line.substring(0, cursor);
        if (before.startsWith("/")) {
            return ofCommand(before);
        }
        if (before.startsWith("@")) {
            return before.contains(" ")
                    ? new Completions(cursor, List.of())
                    : among(1, before.substring(1), PERSONAS);
        }
        return inExpression(before).orElseGet(() -> talk.apply(line, cursor));
    }

    /// Paths in a string that is still open, and the names of tools behind `tools` or a `#`.
    private Optional<Completions> inExpression(String before) {
        var quote = openQuote(before);
        if (quote >= 0) {
            var typed = before.substring(quote + 1);
            return Optional.of(new Completions(quote + 1, live.files(typed)));
        }
        var tool = TOOL.matcher(before);
        if (!tool.find()) {
            return Optional.empty();
        }
        var start = tool.start(1);
        var offers = among(start, tool.group(1), live.tools());
        return offers.candidates().isEmpty() ? Optional.empty() : Optional.of(offers);
    }

    /// The beginning of the string in which the text ends; -1 where it ends in none.
    private static int openQuote(String text) {
        var open = -1;
        var comment = false;
        for (int i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '"' && open < 0) {
                comment = !comment;
            } else if (c == '\'' && !comment && !(open < 0 && i > 0 && text.charAt(i - 1) == '$')) {
                open = open < 0 ? i : -1;
            }
        }
        return open;
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
        var option = words.size() > 1 ? present.getCommandSpec().findOption(words.getLast()) : null;
        if (option != null && option.arity().max() > 0) {
            offers.addAll(
                    option.completionCandidates() != null
                            ? list(option.completionCandidates())
                            : option.paramLabel().contains("PERSONA")
                                    ? PERSONAS
                                    : Path.class.isAssignableFrom(option.type())
                                            ? live.files(word)
                                            : List.of());
        } else if (word.startsWith("-")) {
            present.getCommandSpec().options().forEach(each -> offers.add(each.longestName()));
        } else if (present.getParent() == null) {
            offers.addAll(commands);
            offers.addAll(List.of("help", "quit"));
        } else {
            offers.addAll(present.getSubcommands().keySet());
            offers.addAll(values(present, words, word));
        }
        return among(start, word, offers);
    }

    /// The possible values of the next parameter, as far as they are a list.
    private List<String> values(CommandLine present, List<String> words, String typed) {
        int next = 0;
        for (var word : words.reversed()) {
            if (word.equals(present.getCommandName())) {
                break;
            }
            next += word.startsWith("-") ? 0 : 1;
        }
        for (var parameter : present.getCommandSpec().positionalParameters()) {
            if (parameter.index().contains(next)) {
                var offers =
                        new ArrayList<>(
                                parameter.completionCandidates() != null
                                        ? list(parameter.completionCandidates())
                                        : List.of());
                offers.addAll(
                        live.of(
                                words.getFirst(),
                                present.getCommandName(),
                                parameter,
                                words.getLast(),
                                typed));
                return offers;
            }
        }
        return List.of();
    }

    private static List<String> list(Iterable<String> candidates) {
        var all = new ArrayList<String>();
        candidates.forEach(all::add);
        return all;
    }

    /// As the reader takes it: behind a folder the path goes on, behind all else comes a space.
    static Candidate candidate(String text) {
        return new Candidate(text, text, null, null, null, null, !text.endsWith("/"));
    }

    /// A persona whose name was begun in capitals is offered in capitals.
    private static Completions among(int start, String word, List<String> offers) {
        var capitals = !word.isEmpty() && word.equals(word.toUpperCase(Locale.ROOT));
        return new Completions(
                start,
                offers.stream()
                        .map(offer ->
                                capitals && PERSONAS.contains(offer)
                                        ? offer.toUpperCase(Locale.ROOT)
                                        : offer)
                        .filter(offer -> offer.startsWith(word))
                        .sorted()
                        .toList());
    }
}
