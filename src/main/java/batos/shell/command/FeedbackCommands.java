package batos.shell.command;

import batos.memory.Episode;
import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import batos.shell.session.Evaluator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `good` and `bad`: what the Architect thinks of an answer.
final class FeedbackCommands {
    private FeedbackCommands() {}

    @Command(name = "good", description = "The last answer was good (or: good N WHY).")
    static final class Good implements Callable<CommandResult> {
        private final CommandContext context;

        @Parameters(arity = "0..*", paramLabel = "[N] WHY")
        private List<String> words = new ArrayList<>();

        Good(CommandContext context) {
            this.context = context;
        }

        @Override
        public CommandResult call() {
            return judge(context, words, true);
        }
    }

    @Command(name = "bad", description = "The last answer was bad (or: bad N WHY).")
    static final class Bad implements Callable<CommandResult> {
        private final CommandContext context;

        @Parameters(arity = "0..*", paramLabel = "[N] WHY")
        private List<String> words = new ArrayList<>();

        Bad(CommandContext context) {
            this.context = context;
        }

        @Override
        public CommandResult call() {
            return judge(context, words, false);
        }
    }

    /// A number at the beginning is an episode; without one the last turn is meant.
    private static CommandResult judge(CommandContext context, List<String> words, boolean good) {
        var house = context.house();
        var numbered = !words.isEmpty() && words.getFirst().matches("\\d{1,9}");
        var last =
                house.memory().latest(Integer.MAX_VALUE).stream()
                        .filter(episode -> episode.sort().equals("turn"))
                        .map(Episode::number)
                        .findFirst();
        if (!numbered && last.isEmpty()) {
            return CommandResult.failed("nobody was asked yet. Next: @ and a question");
        }
        var episode = numbered ? Long.parseLong(words.getFirst()) : last.orElseThrow();
        var why = String.join(" ", numbered ? words.subList(1, words.size()) : words);
        var council = house.conversation().council();
        if (!council.judge(episode, good, why, Evaluator.cause(context))) {
            return CommandResult.failed("no turn " + episode + ". Next: /why, or /dissonance");
        }
        var document = new LinkedHashMap<String, Object>();
        document.put("episode", episode);
        document.put("judgement", good ? "good" : "bad");
        document.put("why", why);
        return CommandResult.done(
                "episode "
                        + episode
                        + " is "
                        + (good ? "good" : "bad")
                        + (why.isEmpty() ? "" : ": " + why),
                document);
    }
}
