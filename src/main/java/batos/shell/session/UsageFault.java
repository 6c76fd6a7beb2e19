package batos.shell.session;

import batos.app.ExitCode;
import batos.text.NearestName;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// A fault in the words of a command, as a person would say it.
final class UsageFault {
    /// picocli has no code for a faulty value, only this message.
    private static final Pattern CONVERSION =
            Pattern.compile(
                    "Invalid value for (?:positional parameter at index [^(]*\\(([^)]*)\\)|option"
                            + " '([^']*)'[^:]*): (.*)",
                    Pattern.DOTALL);

    private UsageFault() {}

    static String of(ParameterException e) {
        if (e instanceof MissingParameterException missing && !missing.getMissing().isEmpty()) {
            return name(e)
                    + " needs "
                    + missing.getMissing().stream()
                            .map(argument ->
                                    argument instanceof OptionSpec option
                                            ? option.longestName() + " " + option.paramLabel()
                                            : argument.paramLabel())
                            .collect(Collectors.joining(" and "));
        }
        var message = String.valueOf(e.getMessage());
        var conversion = CONVERSION.matcher(message);
        if (!conversion.matches()) {
            return message;
        }
        var what = conversion.group(1) == null ? conversion.group(2) : conversion.group(1);
        return what
                + ": "
                + conversion
                        .group(3)
                        .replaceAll("is not an? (?:int|long|Integer|Long)$", "is no whole number")
                        .replaceAll("is not an? (?:double|Double)$", "is no number");
    }

    /// The same as the result of the command.
    ///
    /// @param prompt whether the command was typed at a prompt
    static CommandResult result(ParameterException e, boolean prompt) {
        var line = e.getCommandLine();
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            var word = unmatched.getUnmatched().getFirst();
            if (word.startsWith("-")) {
                return result(
                        "no option " + word + NearestName.hint(word, options(line)),
                        help(line, prompt));
            }
            if (!line.getSubcommands().isEmpty()) {
                return result(
                        "no command " + word + NearestName.hint(word, names(line)),
                        help(line, prompt));
            }
            return result("too many words: " + word, help(line, prompt));
        }
        return result(of(e), help(line, prompt));
    }

    static CommandResult result(String what, String help) {
        return CommandResult.failed(ExitCode.USAGE, what + ". Next: " + help);
    }

    /// The line to type for the help of a command.
    static String help(CommandLine line, boolean prompt) {
        var name = line.getCommandSpec().qualifiedName();
        if (!prompt) {
            return name + " --help";
        }
        return line.getParent() == null
                ? "/help"
                : "/help " + name.substring(name.indexOf(' ') + 1);
    }

    /// The commands of a group.
    static List<String> names(CommandLine group) {
        return group.getSubcommands().values().stream()
                .filter(command -> !command.getCommandSpec().usageMessage().hidden())
                .map(CommandLine::getCommandName)
                .distinct()
                .toList();
    }

    private static List<String> options(CommandLine line) {
        return line.getCommandSpec().options().stream().map(OptionSpec::longestName).toList();
    }

    private static String name(ParameterException e) {
        var name = e.getCommandLine().getCommandSpec().qualifiedName();
        return name.substring(name.indexOf(' ') + 1);
    }
}
