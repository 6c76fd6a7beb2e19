package batos.council;

import batos.image.Image;
import batos.memory.Recall;
import batos.memory.Scrapbook;
import batos.mind.Prompt;
import batos.persona.Lease;
import batos.persona.TurnMode;
import batos.toolbox.Tool;
import batos.toolbox.Toolbox;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/// BABS's contribution to a turn: memories, the turns before it, its theme and how troubled that
/// was, as much as prompts have room for.
final class TurnRecall {
    private static final int LEAN_MEMORIES = 2;
    private static final int LEAN_TURNS = 3;

    /// Characters of one memory in a lean turn: small machines read a prompt slowly.
    private static final int LEAN_MEMORY = 120;

    /// The fewest characters of one memory in any other turn.
    private static final int SHORTEST = 160;

    private final Scrapbook memory;
    private final Image image;
    private final Toolbox toolbox;
    private final Lease lease;
    private final Consumer<TurnSignal> listener;

    TurnRecall(
            Scrapbook memory,
            Image image,
            Toolbox toolbox,
            Lease lease,
            Consumer<TurnSignal> listener) {
        this.memory = memory;
        this.image = image;
        this.toolbox = toolbox;
        this.lease = lease;
        this.listener = listener;
    }

    TurnEvent.Recalled of(Turn turn) {
        var recalls = remembered(turn);
        var view = image.now();
        var theme = ThemeAssignment.of(turn.asked(), turn.number(), recalls, view, memory);
        var troubles =
                ThemeAssignment.history(theme, memory.latest(ThemeAssignment.SPAN), view, memory);
        var past = history(turn);
        var tools = toolbox.now().live().stream().map(TurnRecall::schema).toList();
        var fitted =
                PromptBudget.of(lease).recalled(turn.asked(), past, lines(recalls, past), tools);
        return new TurnEvent.Recalled(
                fitted.memory(),
                Recurrence.of(troubles),
                theme,
                recalls.stream().flatMapToLong(TurnRecall::episode).distinct().boxed().toList(),
                fitted.history(),
                Advice.of(view, theme.id()),
                fitted.dropped());
    }

    static Prompt.ToolSchema schema(Tool tool) {
        return new Prompt.ToolSchema(tool.name(), tool.description(), tool.parameters());
    }

    /// The recalled memories, each line as long as its share of a quarter of the shortest context;
    /// in a lean turn two short lines. Leaves out turns that the conversation already shows.
    private List<String> lines(List<Recall> recalls, List<Exchange> history) {
        var lean = lease.mode() == TurnMode.LEAN;
        var shown =
                history.stream()
                        .map(Exchange::episode)
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        var taken =
                recalls.stream()
                        .filter(recall -> episode(recall).noneMatch(shown::contains))
                        .limit(lean ? LEAN_MEMORIES : recalls.size())
                        .toList();
        var room = PromptBudget.of(lease).part();
        var each = lean ? LEAN_MEMORY : Math.max(SHORTEST, room / Math.max(1, taken.size()));
        return taken.stream().map(recall -> Excerpt.of(Council.line(recall), each)).toList();
    }

    /// The turns before this one; in a lean turn the latest three at most, shortened.
    private List<Exchange> history(Turn turn) {
        var lean = lease.mode() == TurnMode.LEAN;
        var most = turn.rules().history();
        if (turn.input().continues() > 0) {
            var view = image.now();
            return Exchange.thread(
                    memory.latest(Integer.MAX_VALUE),
                    turn.input().continues(),
                    number -> TurnAccount.continued(view, number),
                    PromptBudget.of(lease).part(),
                    text -> lean ? Excerpt.of(text, LEAN_MEMORY) : text);
        }
        if (most == 0 || turn.caller().isPresent()) {
            return List.of();
        }
        return Exchange.latest(
                memory.latest(Integer.MAX_VALUE),
                lean ? Math.min(most, LEAN_TURNS) : most,
                Integer.MAX_VALUE,
                text -> lean ? Excerpt.of(text, LEAN_MEMORY) : text);
    }

    private List<Recall> remembered(Turn turn) {
        listener.accept(new TurnSignal.Began("BABS", "recall"));
        var recalls = memory.recall(turn.asked(), turn.rules().recall());
        listener.accept(new TurnSignal.Remembered(recalls.size()));
        return recalls;
    }

    private static LongStream episode(Recall recall) {
        return recall.episode().matches("e\\d+")
                ? LongStream.of(Long.parseLong(recall.episode().substring(1)))
                : LongStream.empty();
    }
}
