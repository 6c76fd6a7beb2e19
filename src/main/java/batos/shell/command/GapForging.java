package batos.shell.command;

import batos.app.ExitCode;
import batos.image.Author;
import batos.loops.tactical.ForgeResult;
import batos.loops.tactical.MethodForge;
import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import batos.shell.session.Evaluator;
import batos.talk.DebugSession;
import batos.talk.UnansweredMessage;
import batos.text.LineDiff;
import batos.toolbox.CapabilityGap.MissingMethod;
import batos.toolbox.CapabilityGap.MissingTool;
import batos.toolbox.Tool;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A message that was not understood, given to the forge: a tool where it was sent to `tools`, else
/// a method of the receiver's class. Then the computation goes on.
final class GapForging {
    private static final Pattern TOOL = Pattern.compile("[a-z][a-z0-9_]*");

    private final CommandContext context;
    private final DebugSession parked;

    GapForging(CommandContext context, DebugSession parked) {
        this.context = context;
        this.parked = parked;
    }

    CommandResult forge() {
        var missed = parked.missed();
        if (missed.isEmpty()) {
            return CommandResult.failed(
                    "no message was missed: it is "
                            + parked.fault().type()
                            + ". Next: /debug edit, return, resume or abandon");
        }
        return missed.get().owner().equals("Toolbox") ? tool(missed.get()) : method(missed.get());
    }

    private CommandResult tool(UnansweredMessage missed) {
        var colon = missed.selector().indexOf(':');
        var name = colon < 0 ? missed.selector() : missed.selector().substring(0, colon);
        if (!TOOL.matcher(name).matches()) {
            return CommandResult.failed(
                    "a tool cannot be named "
                            + name
                            + ": small letters, digits and _ make a name. Next: /debug abandon");
        }
        var wish =
                new MissingTool(
                        Optional.of(name),
                        name
                                + (missed.arguments().isEmpty()
                                        ? ", called without arguments"
                                        : ", called with " + String.join(", ", missed.arguments()))
                                + " by: "
                                + missed.sender().strip(),
                        List.of(),
                        Author.ARCHITECT);
        return switch (context.house().forge().forge(wish, Evaluator.cause(context), this::heard)) {
            case ForgeResult.Bound bound -> {
                context.out().note(difference(bound.tool()));
                yield Evaluator.ended(context, parked.cause(), parked.retry());
            }
            case ForgeResult.Reused(Tool reused, String why) -> {
                context.out().note(reused.label() + ": " + why);
                yield reused.name().equals(name)
                        ? Evaluator.ended(context, parked.cause(), parked.retry())
                        : CommandResult.failed(
                                "it has another name. Next: /debug return tools "
                                        + reused.name()
                                        + ": …");
            }
            case ForgeResult.GaveUp(List<String> reasons) -> gaveUp(reasons);
            case ForgeResult.NoCrucible(String why) ->
                    CommandResult.failed(ExitCode.NO_CRUCIBLE, why + ". Next: /crucible check");
            case ForgeResult.Interrupted _ -> interrupted();
        };
    }

    private CommandResult method(UnansweredMessage missed) {
        var asked =
                new MissingMethod(
                        missed.owner(),
                        missed.selector(),
                        missed.receiver(),
                        missed.arguments(),
                        missed.code(),
                        missed.sender());
        return switch (context.house().methodForge().forge(asked, parked::misfit, this::heard)) {
            case MethodForge.Written(String source, _) -> {
                context.out()
                        .note(
                                LineDiff.unified(
                                        "nothing",
                                        List.of(),
                                        missed.owner() + ">>" + missed.selector(),
                                        source.lines().toList()));
                yield Evaluator.ended(
                        context, parked.cause(), parked.edit(source, 0, Evaluator.cause(context)));
            }
            case MethodForge.GaveUp(List<String> reasons) -> gaveUp(reasons);
            case MethodForge.Interrupted _ -> interrupted();
        };
    }

    private void heard(String line) {
        context.out().note("  tactical: " + line);
    }

    private static String difference(Tool tool) {
        return LineDiff.unified(
                "nothing", List.of(), tool.label(), tool.source().strip().lines().toList());
    }

    private static CommandResult gaveUp(List<String> reasons) {
        return CommandResult.failed(
                "the forge gave up, and it still waits:\n" + String.join("\n", reasons));
    }

    private static CommandResult interrupted() {
        return CommandResult.failed(ExitCode.INTERRUPTED, "interrupted; it still waits");
    }
}
