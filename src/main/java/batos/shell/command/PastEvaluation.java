package batos.shell.command;

import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import batos.shell.session.Evaluator;
import java.util.LinkedHashMap;

/// Looking at the image as it was.
record PastEvaluation(CommandContext context) {
    CommandResult at(long number, String source) {
        if (!source.isBlank()) {
            try (var past = context.house().past(number)) {
                return Evaluator.in(context, past, source);
            }
        }
        var then = context.house().image().at(number);
        var facts = new LinkedHashMap<String, Object>();
        facts.put("commit", then.number());
        facts.put("root", then.root());
        facts.put("objects", then.size());
        context.house().image().log(Integer.MAX_VALUE).stream()
                .filter(commit -> commit.number() == number)
                .findFirst()
                .ifPresent(commit -> {
                    facts.put("at", commit.at());
                    facts.put("by", commit.cause().author() + ": " + commit.cause().line());
                });
        facts.put("next", "image at " + number + " EXPR evaluates there; image diff " + number);
        return CommandResult.done(KeyValueTable.lines(facts), facts);
    }
}
