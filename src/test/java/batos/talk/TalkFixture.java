package batos.talk;

import batos.image.Author;
import batos.image.Cause;
import batos.image.Image;
import batos.image.MemoryImage;
import batos.talk.bind.Natives;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;

/// A Talk over an image in memory, for tests: what was shown, and how evaluations ended.
public final class TalkFixture implements AutoCloseable {
    final Image image;
    final StringBuilder shown = new StringBuilder();
    Limits limits = Limits.GENEROUS;
    final Talk talk;

    public TalkFixture() {
        this(new MemoryImage(), new Natives());
    }

    TalkFixture(Image image, Natives natives) {
        this.image = image;
        this.talk =
                new Talk(
                        image,
                        natives,
                        () -> limits,
                        text -> {
                            synchronized (shown) {
                                shown.append(text);
                            }
                        },
                        InstantSource.fixed(Instant.EPOCH),
                        new Random(7));
    }

    /// The same image opened anew, as after a restart.
    public TalkFixture reopened() {
        return new TalkFixture(image, new Natives());
    }

    static Cause cause(String line) {
        return new Cause(Author.ARCHITECT, line, 0);
    }

    public Evaluation evaluate(String source) {
        return talk.evaluate(source, "architect", cause(source));
    }

    /// The printString of what must succeed.
    public String print(String source) {
        return switch (evaluate(source)) {
            case Evaluation.Done done -> done.printed();
            case Evaluation.Unhandled unhandled ->
                    throw new AssertionError(unhandled.fault().render());
            case Evaluation.Interrupted i -> throw new AssertionError(i);
            case Evaluation.OverLimit o -> throw new AssertionError(o);
            case Evaluation.Misread misread -> throw new AssertionError(misread.render());
            case Evaluation.Uncommitted u -> throw new AssertionError(u);
        };
    }

    /// The error of what must fail, abandoned.
    public Fault fault(String source) {
        if (evaluate(source) instanceof Evaluation.Unhandled(var fault, var parked)) {
            parked.abandon();
            return fault;
        }
        throw new AssertionError("no error: " + source);
    }

    Talk.Ran run(String source, String... arguments) {
        return talk.run(source, "test.st", List.of(arguments), cause("run test.st"));
    }

    String shown() {
        synchronized (shown) {
            return shown.toString();
        }
    }

    @Override
    public void close() {
        talk.close();
    }
}
