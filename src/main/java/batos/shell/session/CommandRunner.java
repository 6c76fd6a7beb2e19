package batos.shell.session;

import batos.app.ExitCode;
import batos.mind.Minds;
import batos.text.ShellQuote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ParameterException;

/// Carries out commands: the same classes for `batos image root` and for `/image root`.
public final class CommandRunner {
    private final List<CommandMaker> commands;

    public CommandRunner(List<CommandMaker> commands) {
        this.commands = commands;
    }

    /// The names of the commands, in the order of `--help`.
    public List<String> names() {
        return commands.stream().map(CommandMaker::name).toList();
    }

    /// The command of that name alone, or none where there is no such: reading one class's
    /// annotations costs a twentieth of reading all of them.
    public CommandLine over(GlobalOptions root, CommandContext context, String name) {
        var line = new CommandLine(root);
        commands.stream()
                .filter(command -> command.name().equals(name))
                .findFirst()
                .ifPresent(command -> line.addSubcommand(command.make(context)));
        return line;
    }

    /// All commands, to be read about; nothing is carried out by it.
    public CommandLine all(CommandContext context) {
        return over(new GlobalOptions(), made(context));
    }

    private static CommandLine over(GlobalOptions root, List<Object> commands) {
        var line = new CommandLine(root);
        commands.forEach(line::addSubcommand);
        return line;
    }

    private List<Object> made(CommandContext context) {
        return commands.stream().map(command -> command.make(context)).toList();
    }

    /// No more commands than the words need: the one that they name; none where they are options
    /// only; and all where the line asks for help or has a wrong name.
    private CommandLine needed(List<String> words, GlobalOptions root, CommandContext context) {
        var word = CommandWords.command(words);
        if (word.isEmpty()) {
            return over(root, asksForHelp(words) ? made(context) : List.of());
        }
        var named = over(root, context, word.get());
        return named.getSubcommands().isEmpty() ? over(root, made(context)) : named;
    }

    /// The arguments of the process; `fork FILE` among them stands for `--replay FILE`.
    public String[] forked(String... arguments) {
        var words = List.of(arguments);
        if (!words.contains("fork")) {
            return arguments.clone();
        }
        var at = words.indexOf("fork");
        if (!CommandWords.command(words).equals(Optional.of("fork"))
                || at == words.size() - 1
                || asksForHelp(words)) {
            return arguments.clone();
        }
        var replayed = arguments.clone();
        replayed[at] = "--replay";
        return replayed;
    }

    private static boolean asksForHelp(List<String> words) {
        return words.contains("--help") || words.contains("-h");
    }

    /// Carries a command out; empty when the words name no command but only options.
    ///
    /// @param root receives the options
    public Optional<CommandResult> carryOut(
            List<String> words, GlobalOptions root, CommandContext context) {
        return carriedOut(words, root, context)
                .map(
                        new NextCommand(
                                        this::names,
                                        context.inSitting(),
                                        () -> context.folderOptions(root))
                                ::in);
    }

    private Optional<CommandResult> carriedOut(
            List<String> words, GlobalOptions root, CommandContext context) {
        if (PlainOptions.read(words, root, context.folder())) {
            return Optional.empty();
        }
        var topic = topic(words, root, context);
        if (topic.isPresent()) {
            return topic;
        }
        var asked = asked(words);
        var line =
                needed(asked, root, context)
                        .registerConverter(
                                Path.class,
                                text ->
                                        text.equals("-")
                                                ? Path.of(text)
                                                : context.folder().resolve(text));
        CommandLine leaf;
        CommandLine.ParseResult parsed;
        try {
            parsed = line.parseArgs(asked.toArray(String[]::new));
            leaf = parsed.asCommandLineList().getLast();
        } catch (ParameterException e) {
            return Optional.of(UsageFault.result(e, context.inSitting()));
        }
        if (parsed.asCommandLineList().stream().anyMatch(CommandLine::isUsageHelpRequested)) {
            return Optional.of(
                    CommandResult.done(
                            HelpText.of(leaf, HelpText.columns(context), context.inSitting())));
        }
        if (parsed.asCommandLineList().stream().anyMatch(CommandLine::isVersionHelpRequested)) {
            return Optional.of(CommandResult.done(new Version().getVersion()[0]));
        }
        if (leaf.getParent() == null) {
            return Optional.empty();
        }
        if (root.asksForAnotherHouse() && context.inSitting()) {
            return Optional.of(
                    CommandResult.failed(
                            ExitCode.USAGE,
                            "--home, --config, --mind, --record and --replay choose the house at"
                                    + " start. Next: leave with Ctrl-D, then batos with that option"));
        }
        var unknown = root.mindAlone().flatMap(Minds::unknown);
        if (context.typed().place() == TypedLine.Place.HANDED && unknown.isPresent()) {
            return Optional.of(
                    CommandResult.failed(
                            ExitCode.USAGE, unknown.get() + ". Next: batos models mind"));
        }
        if (context.typed().place() == TypedLine.Place.HANDED
                && root.asksForMoreThan(context.house()::mindName)) {
            return Optional.of(
                    CommandResult.failed(
                            ExitCode.NO_IMAGE,
                            "the process that owns the image has its mind ("
                                    + context.house().mindName()
                                    + ") and its tape already."
                                    + " Next: the same without --mind, --record and --replay, or end"
                                    + " that process"));
        }
        if (context.typed().place() == TypedLine.Place.HANDED && root.config != null) {
            var there = context.house().config().folder();
            if (!isSame(there, root.config)) {
                return Optional.of(
                        CommandResult.failed(
                                ExitCode.NO_IMAGE,
                                "the process that owns the image has its configuration in %s, not in %s. Next: the same with --config %s, or batos stop, then this again"
                                        .formatted(
                                                there,
                                                root.config,
                                                ShellQuote.word(there.toString()))));
            }
        }
        if (isGroup(leaf)) {
            return Optional.of(
                    CommandResult.failed(
                            ExitCode.USAGE,
                            leaf.getCommandName()
                                    + " needs one of: "
                                    + String.join(", ", UsageFault.names(leaf))
                                    + ". Next: "
                                    + UsageFault.help(leaf, context.inSitting())));
        }
        var name = leaf.getCommandName();
        var stray =
                StrayWords.in(
                        leaf.getCommandSpec(),
                        asked.subList(asked.indexOf(name) + 1, asked.size()));
        if (stray.isPresent()) {
            return Optional.of(
                    UsageFault.result(
                            stray.get().objection(), UsageFault.help(leaf, context.inSitting())));
        }
        return Optional.of(carriedOut(parsed, leaf, root, context));
    }

    private Optional<CommandResult> topic(
            List<String> words, GlobalOptions root, CommandContext context) {
        try {
            return HelpTopic.asked(words, root, context, this::names);
        } catch (ParameterException e) {
            return Optional.of(UsageFault.result(e, context.inSitting()));
        }
    }

    /// `help image log` asks what `image log --help` asks.
    private static List<String> asked(List<String> words) {
        if (!words.contains("help")) {
            return withNumber(words);
        }
        var split = CommandWords.of(words);
        if (split.own().isEmpty() || !split.own().getFirst().equals("help")) {
            return withNumber(words);
        }
        var turned = new ArrayList<>(split.global());
        turned.addAll(split.own().subList(1, split.own().size()));
        turned.add("--help");
        return turned;
    }

    /// A number below zero begins an expression, and no option: `eval '-3 abs'`.
    private static List<String> withNumber(List<String> words) {
        var at = Math.max(words.indexOf("eval"), words.indexOf("inspect"));
        if (at < 0 || at + 1 >= words.size() || !words.get(at + 1).matches("(?s)-\\d.*")) {
            return words;
        }
        var marked = new ArrayList<>(words);
        marked.add(at + 1, "--");
        return marked;
    }

    private static CommandResult carriedOut(
            CommandLine.ParseResult parsed,
            CommandLine leaf,
            GlobalOptions root,
            CommandContext context) {
        try {
            new CommandLine.RunLast().execute(parsed);
            if (leaf.getExecutionResult() instanceof CommandResult answer) {
                return answer;
            }
            throw new IllegalStateException(
                    "the command " + leaf.getCommandName() + " gave no answer");
        } catch (ParameterException e) {
            return UsageFault.result(e, context.inSitting());
        } catch (ExecutionException e) {
            return FailureResult.of(
                    e.getCause() == null ? e : e.getCause(),
                    context.inSitting(),
                    root,
                    context::out);
        } catch (Error e) {
            return FailureResult.of(e, context.inSitting(), root, context::out);
        }
    }

    /// Writes the commands that a text names behind `Next:` as they must be typed where it is read.
    ///
    /// @param root the options that the command was given
    /// @param prompt whether that is at the prompt
    public UnaryOperator<String> asTyped(
            CommandContext context, GlobalOptions root, boolean prompt) {
        return new NextCommand(this::names, prompt, () -> context.folderOptions(root))::in;
    }

    private static boolean isSame(Path folder, Path other) {
        try {
            return Files.isSameFile(folder, other);
        } catch (IOException e) {
            return false; // one of them is not there
        }
    }

    private static boolean isGroup(CommandLine line) {
        return !line.getSubcommands().isEmpty()
                && !(line.getCommandSpec().userObject() instanceof Callable<?>);
    }
}
