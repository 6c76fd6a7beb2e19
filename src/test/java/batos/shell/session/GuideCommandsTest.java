package batos.shell.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.shell.Shell;
import batos.shell.command.Commands;
import batos.shell.terminal.Printer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// The commands that the guide and README show, in code and in fences, are there, with their verbs
/// and options.
class GuideCommandsTest {
    private static final Path PAGES = Path.of("src", "main", "resources", "batos", "help");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]*");

    private final CommandLine all = all();

    private static CommandLine all() {
        var none = new PrintStream(OutputStream.nullOutputStream());
        var around =
                new ProcessEnvironment(
                        Path.of("").toAbsolutePath(),
                        Map.of(),
                        new ByteArrayInputStream(new byte[0]),
                        none,
                        none,
                        InstantSource.system(),
                        false);
        var shell = new Shell(opening -> null, Commands.ALL, around);
        return shell.orders()
                .all(
                        new CommandContext(
                                shell,
                                () -> {
                                    throw new IllegalStateException("no house");
                                },
                                () -> Printer.plain(none, none),
                                new TypedLine(TypedLine.Place.ARGUMENTS, ""),
                                false));
    }

    @Test
    void areThereWithTheirOptions() throws IOException {
        var pages = new ArrayList<Path>(List.of(Path.of("README.md")));
        try (var files = Files.list(PAGES)) {
            files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        var wrong = new TreeSet<String>();
        var commands = 0;
        for (var page : pages) {
            for (var text : shown(Files.readString(page))) {
                commands += check(page.getFileName() + ": " + text, text, wrong);
            }
        }
        assertEquals("", String.join("\n", wrong));
        assertTrue(commands > 150, "commands: " + commands);
    }

    /// Each code of a page, and each part of a line of a fence that wide gaps separate.
    private static List<String> shown(String page) {
        var shown = new ArrayList<String>();
        var fenced = false;
        for (var line : page.lines().toList()) {
            if (line.startsWith("```")) {
                fenced = !fenced;
            } else if (fenced || line.startsWith("    ")) {
                shown.addAll(List.of(line.strip().replaceFirst("^architect> ", "").split(" {2,}")));
            } else {
                CODE.matcher(line).results().forEach(found -> shown.add(found.group(1)));
            }
        }
        return shown;
    }

    private int check(String place, String text, TreeSet<String> wrong) {
        var words = List.of(text.replaceFirst("^(?:\\./)?batos |^/", "").split("[\\s,;|]+"));
        var marked = text.matches("(?s)(?:(?:\\./)?batos |/).*");
        var present = all;
        for (var word : words) {
            var below = present.getSubcommands().get(word);
            if (below == null) {
                break;
            }
            present = below;
        }
        if (present == all) {
            var first = words.getFirst();
            if (marked && first.matches("[a-z]+") && !List.of("help", "quit").contains(first)) {
                wrong.add(place);
            }
            return 0;
        }
        for (var option : OPTION.matcher(text).results().toList()) {
            if (present.getCommandSpec().findOption(option.group()) == null
                    && below(present, option.group())) {
                wrong.add(place);
            }
        }
        return 1;
    }

    /// Whether no verb below has the option either: a line may name several.
    private static boolean below(CommandLine line, String option) {
        return line.getSubcommands().values().stream()
                .allMatch(verb -> verb.getCommandSpec().findOption(option) == null);
    }
}
