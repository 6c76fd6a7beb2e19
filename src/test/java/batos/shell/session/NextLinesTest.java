package batos.shell.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.shell.Shell;
import batos.shell.command.Commands;
import batos.shell.terminal.Printer;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// Types every command that a message of batos names behind `Next:`, as it is read at the prompt
/// and as it is read elsewhere.
class NextLinesTest {
    private static final Path ROOT = Path.of("").toAbsolutePath();
    private static final Pattern SEGMENT = Pattern.compile("Next: [^\n]*");
    private static final Pattern AT_PROMPT =
            Pattern.compile("(?<=[ (`])/([a-z]+)(?![\\w/.-])([^\n]*)");
    private static final Pattern OUTSIDE = Pattern.compile("(?<=[ (`])batos ([^\n]*)");

    /// "start batos again" is no command, nor is "batos COMMAND".
    private static final Pattern PROSE =
            Pattern.compile("(?:and|again|from|has|is|may|that|was|with|COMMAND|\u25A1)\\b|\u25A1");

    /// What a command line's value may be in place of one that is known at run time only.
    private static final List<String> VALUES =
            List.of("1", "BRICK", "FILE.jsonl", "first", "mind.ollama_url");

    private final CommandContext context = context();
    private final CommandRunner orders = new CommandRunner(Commands.ALL);
    private final List<String> names = new ArrayList<>(orders.names());
    private final CommandLine line = orders.all(context);
    private final Map<String, Boolean> known = new HashMap<>();

    private static CommandContext context() {
        var none = new PrintStream(OutputStream.nullOutputStream());
        var around =
                new ProcessEnvironment(
                        ROOT,
                        Map.of(),
                        new ByteArrayInputStream(new byte[0]),
                        none,
                        none,
                        InstantSource.system(),
                        false);
        var shell = new Shell(opening -> null, Commands.ALL, around);
        return new CommandContext(
                shell,
                () -> {
                    throw new IllegalStateException("no house");
                },
                () -> Printer.plain(none, none),
                new TypedLine(TypedLine.Place.ARGUMENTS, ""),
                false);
    }

    /// A group typed alone answers.
    @Test
    void everyGroupHasAVerbOfItsOwn() {
        for (var command : line.getSubcommands().values()) {
            assertTrue(
                    command.getSubcommands().isEmpty()
                            || command.getCommand() instanceof Callable<?>,
                    command.getCommandName() + " needs one of its verbs");
        }
    }

    @Test
    void aCommandIsFoundByTheNameThatItHas() {
        assertEquals(List.copyOf(line.getSubcommands().keySet()), orders.names());
    }

    @Test
    void everyOneIsACommandWhereItIsRead() throws Exception {
        names.add("help");
        var all = NextLines.all(ROOT);
        var wrong = new TreeSet<String>();
        var commands = 0;
        for (var found : all) {
            for (var prompt : List.of(true, false)) {
                var written = new NextCommand(orders::names, prompt).in(found.text());
                for (var segment : SEGMENT.matcher(written).results().toList()) {
                    var text = segment.group();
                    commands += check(found.place(), text, prompt, wrong);
                }
            }
        }
        assertEquals("", String.join("\n", wrong));
        assertTrue(all.size() > 400, () -> "messages: " + all.size());
        assertTrue(commands > 500, "commands: " + commands);
    }

    /// Elsewhere than behind `Next:` or `Back:` nobody writes them for the place where they are
    /// read.
    @Test
    void noCommandPrintsTheFormOfThePromptElsewhere() throws Exception {
        var slashed = Pattern.compile("(?<=[ (])/(" + String.join("|", names) + ")(?![\\w/.-])");
        var wrong = new TreeSet<String>();
        var all = NextLines.ofCommands(ROOT);
        for (var found : all) {
            var rest = found.text().replaceAll("(?:Next|Back)(?:, [^\n:]*)?: [^\n]*", "");
            var isValue = rest.startsWith("/"); // of a Next: in another string
            if (!isValue && slashed.matcher(rest).find()) {
                wrong.add(found.place() + ": " + found.text());
            }
        }
        assertEquals("", String.join("\n", wrong));
        assertTrue(all.size() > 1_000, () -> "strings: " + all.size());
    }

    private int check(String place, String text, boolean prompt, TreeSet<String> wrong) {
        var count = 0;
        var own = prompt ? AT_PROMPT : OUTSIDE;
        for (var match : own.matcher(text).results().toList()) {
            var line = prompt ? match.group(1) + match.group(2) : match.group(1);
            if (PROSE.matcher(line).lookingAt()) {
                continue;
            }
            count++;
            if (!known.computeIfAbsent(line, this::isCommand)) {
                wrong.add(place + (prompt ? ", at the prompt: " : ", outside: ") + text);
            }
        }
        var other = prompt ? OUTSIDE : AT_PROMPT;
        for (var match : other.matcher(text.replaceAll("`[^`]*`", "")).results().toList()) {
            var word = match.group(1).split("[ .,;)`]", -1)[0];
            var leaves = prompt && text.contains("leave");
            if (names.contains(word) && !leaves) {
                wrong.add(place + (prompt ? ", left at the prompt: " : ", left outside: ") + text);
            }
        }
        bare(place, text, wrong);
        return count;
    }

    /// A name of a command at the place where a command is expected, with nothing in front of it.
    private void bare(String place, String text, TreeSet<String> wrong) {
        var first = Pattern.compile("Next: ([a-z]+)(?=[.,;\"]|$)").matcher(text);
        if (first.find() && names.contains(first.group(1))) {
            wrong.add(place + ", bare: " + text);
        }
    }

    /// Whether the words begin with a whole command; prose may follow.
    private boolean isCommand(String text) {
        var words =
                Arrays.stream(
                                text.split("(?<=\\S)[,;)`<]|\\. |\\.$| then | or (?=/|batos)", -1)[
                                        0]
                                        .strip()
                                        .split(" +"))
                        .toList();
        if (words.getFirst().startsWith("--help") || words.equals(List.of("help"))) {
            return true;
        }
        if (words.getFirst().equals("help")) {
            var topic = words.get(1);
            return topic.equals(NextLines.VALUE) || HelpPages.has(topic) || names.contains(topic);
        }
        for (int n = words.size(); n > 0; n--) {
            for (var value : VALUES) {
                if (parses(words.subList(0, n), value)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean parses(List<String> words, String value) {
        var typed =
                words.stream()
                        .map(word -> word.replace(NextLines.VALUE, value).replace("'", ""))
                        .toList();
        try {
            var leaf = line.parseArgs(typed.toArray(String[]::new)).asCommandLineList().getLast();
            return !isGroup(leaf);
        } catch (ParameterException e) {
            return false;
        }
    }

    private static boolean isGroup(CommandLine line) {
        return line.getParent() != null
                && !line.getSubcommands().isEmpty()
                && !(line.getCommandSpec().userObject()
                        instanceof java.util.concurrent.Callable<?>);
    }
}
