package batos.shell.session;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/// A fault in the words of a command, as a person would say it.
final class UsageFault {
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

    private static String name(ParameterException e) {
        var name = e.getCommandLine().getCommandSpec().qualifiedName();
        return name.substring(name.indexOf(' ') + 1);
    }
}
