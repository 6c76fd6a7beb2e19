package batos.shell.session;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/// The text of `--help`: of batos the whole, of a command its own part. The options that every
/// command understands appear once.
final class HelpText {
    private static final int NARROWEST = 60;
    private static final int WIDEST = 120;

    private static final String ABOVE =
            "BAT OS Series IV: a live image, four personas, and the tools they write for"
                    + " themselves.\n\n";

    private static final String BELOW =
            """

            Without a command batos opens a prompt. The first character of a line tells
            what it is:
              @ how should I clean these?     a turn of the whole council
              @robin what worries you?        that persona alone answers
              /image log                      a command, here batos image log
              x := 3 + 4                      anything else: an expression of the image

            An error at the prompt stays open: /debug shows its stack and the ways on. x inspect
            and browse Foo look into objects and classes, changes lists what was changed.
            _ is the value that was shown last; x? tells what x is and what it understands.

            Tab completes. Ctrl-C stops what runs and leaves the image as it was before.
            Ctrl-D or /quit leaves; everyone is there again the next time. A line of talk
            goes on after a backslash at its end, an expression until it makes sense.
            May the four have goals of their own while you are away? /motive on says yes;
            it is off until then, and stays inside a budget (/help motive).
            Lines can be piped in, too:  printf '3 + 4\\n' | batos
            batos COMMAND --help, or /help COMMAND, tells more.

            Exit codes: 0 done, 1 failed, 2 usage, 3 image not available (owned by another
            process, damaged), 4 refused by governance, 5 no model, 6 no crucible,
            130 interrupted.
            Environment: BATOS_HOME, BATOS_CONFIG, NO_COLOR, JAVA_HOME.\
            """;

    private HelpText() {}

    /// Columns of the screen that a command prints on: those of the prompt; of a pipe what
    /// `COLUMNS` says; 0 where a person's terminal has to be asked.
    static int columns(CommandContext context) {
        if (context.ownTerminal().isPresent()) {
            return 0;
        }
        var said = context.shell().around().environment().getOrDefault("COLUMNS", "");
        return context.typed().place() == TypedLine.Place.ARGUMENTS
                        && said.matches("[1-9][0-9]{0,3}")
                ? Integer.parseInt(said)
                : context.out().width();
    }

    /// @param width columns of the screen; 0 where a person's terminal has to be asked for them
    /// @param prompt whether it is read at the prompt, where the process has its options already
    static String of(CommandLine line, int width, boolean prompt) {
        if (width > 0) {
            line.setUsageHelpWidth(Math.clamp(width, NARROWEST, WIDEST));
        } else {
            line.setUsageHelpAutoWidth(true);
        }
        if (line.getParent() == null) {
            if (prompt) {
                line.getHelpSectionMap()
                        .keySet()
                        .removeAll(
                                List.of(
                                        UsageMessageSpec.SECTION_KEY_SYNOPSIS_HEADING,
                                        UsageMessageSpec.SECTION_KEY_SYNOPSIS,
                                        UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING,
                                        UsageMessageSpec.SECTION_KEY_OPTION_LIST));
            }
            return ABOVE
                    + line.getUsageMessage(Ansi.OFF).strip()
                    + "\n"
                    + BELOW
                    + "\n\nThe guide, a page each (batos help TOPIC, /help TOPIC):\n  "
                    + String.join("\n  ", HelpPages.topics());
        }
        var sections = line.getHelpSectionMap();
        sections.put(UsageMessageSpec.SECTION_KEY_SYNOPSIS, HelpText::synopsis);
        sections.put(
                UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING,
                help -> own(help).isEmpty() ? "" : help.optionListHeading());
        sections.put(
                UsageMessageSpec.SECTION_KEY_OPTION_LIST,
                help -> help.optionListExcludingGroups(own(help)));
        return line.getUsageMessage(Ansi.OFF).stripTrailing()
                + "\n\nIt also understands --json and the other options of batos --help.";
    }

    /// Columns of a text, within bounds.
    ///
    /// @param width as for [#of]
    static int width(int width) {
        var line = new CommandLine(new GlobalOptions()).setUsageHelpAutoWidth(width == 0);
        return Math.clamp(
                width > 0 ? width : line.getCommandSpec().usageMessage().width(),
                NARROWEST,
                WIDEST);
    }

    private static String synopsis(CommandLine.Help help) {
        var spec = help.commandSpec();
        var words = new StringBuilder(spec.qualifiedName());
        if (!own(help).isEmpty()) {
            words.append(" [OPTIONS]");
        }
        for (var parameter : spec.positionalParameters()) {
            var label = parameter.paramLabel();
            var many = parameter.arity().max() > 1;
            words.append(' ')
                    .append(
                            parameter.arity().min() == 0
                                    ? "[" + label + (many ? "…" : "") + "]"
                                    : label + (many ? "…" : ""));
        }
        if (!spec.subcommands().isEmpty()) {
            words.append(" COMMAND");
        }
        return words.append('\n').toString();
    }

    private static List<OptionSpec> own(CommandLine.Help help) {
        return help.commandSpec().options().stream()
                .filter(option ->
                        !option.inherited()
                                && !option.hidden()
                                && !option.usageHelp()
                                && !option.versionHelp())
                .toList();
    }
}
