package batos.bench;

import batos.mind.Mind;
import batos.mind.Prompt;
import batos.mind.Reply;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// Answers after a while, and counts the time it takes itself.
final class BriefMind implements Mind {
    private final Duration thinking;
    private long nanos;

    BriefMind(Duration thinking) {
        this.thinking = thinking;
    }

    /// How long it has taken itself, in all.
    long nanos() {
        return nanos;
    }

    @Override
    public String name() {
        return "brief";
    }

    @Override
    public Reply think(Prompt prompt, Consumer<String> piece) {
        var start = System.nanoTime();
        var text =
                switch (prompt.purpose()) {
                    case ANTITHESIS ->
                            "{\"antithesis\":\"Be kind.\",\"dissonance\":0.1,\"why\":\"kind\"}";
                    case SYNTHESIS ->
                            "Keep one list, sorted. I have saved it. The median is 17, and two"
                                    + " episodes came to mind.";
                    default -> "One list, one place, one format.";
                };
        LockSupport.parkNanos(thinking.toNanos());
        var reply = new Reply.Answered(text, List.of(), Reply.Usage.NONE);
        nanos += System.nanoTime() - start;
        return reply;
    }

    @Override
    public List<Model> models() {
        return List.of();
    }

    @Override
    public void close() {}
}
