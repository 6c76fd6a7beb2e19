package batos.talk;

import batos.image.Cause;
import batos.image.Image;
import batos.talk.bind.Natives;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// The language of the image. One evaluation runs at a time; a second caller waits.
public final class Talk implements AutoCloseable {
    private final Image image;

    /// @param out where Transcript, `printNl` and `displayNl` go, in pieces as they are written
    public Talk(
            Image image,
            Natives natives,
            Supplier<Limits> limits,
            Consumer<String> out,
            InstantSource clock,
            RandomGenerator random) {
        this.image = image;
    }

    /// Runs statements, class definitions or both as one transaction. While a computation is parked
    /// the evaluation joins its transaction.
    ///
    /// @param origin what errors name as the file, for example `architect` or `fibo.st`
    public Evaluation evaluate(String source, String origin, Cause cause) {
        return new Evaluation.Uncommitted("the evaluator is being built over " + image);
    }

    /// Runs a whole file as `gst` does: values are not shown, an error shows its trace and the next
    /// statement goes on. It is one transaction, committed at its end if no statement failed.
    public Ran run(String source, String origin, List<String> arguments, Cause cause) {
        return new Ran(1, evaluate(source, origin, cause));
    }

    /// @param faults how many statements failed (their traces have been shown)
    /// @param outcome how it ended as a whole
    public record Ran(int faults, Evaluation outcome) {}

    /// Stops the running evaluation; callable from any thread.
    public void interrupt() {}

    /// The computation that waits, if one does.
    public Optional<Parked> parked() {
        return Optional.empty();
    }

    public Completions complete(String line, int cursor) {
        return new Completions(cursor, List.of());
    }

    /// The code of a class, or of everything the user made (empty name), as text that files in
    /// again.
    public String fileOut(String className) {
        return "";
    }

    @Override
    public void close() {}
}
