package batos.shell.session;

import batos.app.ExitCode;
import batos.text.NearestName;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine;

/// `help TOPIC`: a page of the guide.
final class HelpTopic {
    /// Stands below a page that is read elsewhere.
    private static final String AT_THE_PROMPT =
            "\n\nA line with a slash is typed at the prompt; elsewhere /image log is batos image log.";

    private HelpTopic() {}

    /// The page, or that there is no such; empty where the words ask something else.
    ///
    /// @param root receives the options
    /// @param commands the names of all commands; asked only where a topic is
    /// @throws CommandLine.ParameterException for an option that is none
    static Optional<CommandResult> asked(
            List<String> words,
            GlobalOptions root,
            CommandContext context,
            Supplier<List<String>> commands) {
        if (!words.contains("help")) {
            return Optional.empty();
        }
        var split = CommandWords.of(words);
        var own = split.own();
        if (own.size() != 2 || !own.getFirst().equals("help") || own.get(1).startsWith("-")) {
            return Optional.empty();
        }
        var topic = own.get(1);
        if (!HelpPages.has(topic) && commands.get().contains(topic)) {
            return Optional.empty();
        }
        new CommandLine(root).parseArgs(split.global().toArray(String[]::new));
        return Optional.of(shown(topic, context));
    }

    private static CommandResult shown(String topic, CommandContext context) {
        var width = HelpText.width(HelpText.columns(context));
        return HelpPages.of(topic, width)
                .map(page -> context.inSitting() ? page : page + AT_THE_PROMPT)
                .map(CommandResult::done)
                .orElseGet(() ->
                        CommandResult.failed(
                                ExitCode.USAGE,
                                "no command or topic "
                                        + topic
                                        + NearestName.hint(topic, HelpPages.names())
                                        + ". Next: /help"));
    }
}
