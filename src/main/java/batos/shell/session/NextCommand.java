package batos.shell.session;

import static java.util.regex.Matcher.quoteReplacement;

import batos.text.NextStep;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Writes the commands behind `Next:` and `Back:` as they must be typed where the message is read:
/// with a slash at the prompt, with `batos` in front elsewhere.
final class NextCommand {
    private static final Pattern QUESTION =
            Pattern.compile("(?<=: |, |or )@(brick|robin|alfred|babs|)(?![\\w@])");

    /// Commands that a message may name without either, since they always have a verb behind them
    /// (`image batos-sandbox:4` is no command).
    private static final String GROUPS =
            "image|settings|tools|memory|codex|models|crucible|tune|trainer|council|personas|climb"
                    + "|goals|motive|mcp|browse|run";

    private final Supplier<List<String>> commands;
    private final boolean prompt;
    private final Supplier<String> folders;

    /// @param commands the names of all commands; asked only for a text with `Next:` in it
    /// @param prompt whether the reader sits at the prompt
    NextCommand(Supplier<List<String>> commands, boolean prompt) {
        this(commands, prompt, () -> "");
    }

    /// @param folders the options by which a command reaches the same home and configuration, each
    ///   with a space behind it; empty for the usual ones
    NextCommand(Supplier<List<String>> commands, boolean prompt, Supplier<String> folders) {
        this.commands = commands;
        this.prompt = prompt;
        this.folders = folders;
    }

    String in(String text) {
        if (!NextStep.isNamed(text)) {
            return text;
        }
        var named = named();
        return NextStep.rewritten(text, step -> adapted(named, step));
    }

    private Pattern named() {
        var names = commands.get().stream().map(Pattern::quote).collect(Collectors.joining("|"));
        return Pattern.compile(
                "(?<=[ (])(?:batos |/)(help|"
                        + names
                        + ")(?![\\w/.-])|(?<=: |, |or |then )("
                        + GROUPS
                        + ")(?= [a-z](?!\\S*:))");
    }

    private String adapted(Pattern named, String typed) {
        var segment = prompt ? typed : asked(typed);
        return named.matcher(segment)
                .replaceAll(found -> {
                    var name = found.group(1) == null ? found.group(2) : found.group(1);
                    if (prompt) {
                        return isAfterLeaving(segment, found) ? found.group() : "/" + name;
                    }
                    return name.equals("help") && !hasTopic(segment, found.end())
                            ? "batos --help"
                            : "batos "
                                    + (name.equals("help") ? "" : quoteReplacement(folders.get()))
                                    + name;
                });
    }

    /// With the command that asks, in place of the prompt's `@` and `@robin`.
    private static String asked(String segment) {
        return QUESTION.matcher(segment)
                .replaceAll(found ->
                        found.group(1).isEmpty()
                                ? "batos ask"
                                : "batos ask --to " + found.group(1));
    }

    /// Whether the Architect types it at another prompt, after leaving batos.
    private static boolean isAfterLeaving(String segment, MatchResult found) {
        return found.group().startsWith("batos ")
                && segment.substring(0, found.start()).contains("leave with Ctrl-D");
    }

    private static boolean hasTopic(String segment, int end) {
        return segment.substring(end).matches("(?s) [a-z].*");
    }

    /// The same for a command's words and the error of its document.
    CommandResult in(CommandResult result) {
        if (result.document() instanceof Map<?, ?> map
                && map.get("error") instanceof String error) {
            var document = new LinkedHashMap<Object, Object>(map);
            document.put("error", in(error));
            return new CommandResult(result.exit(), in(result.text()), document);
        }
        return new CommandResult(result.exit(), in(result.text()), result.document());
    }
}
