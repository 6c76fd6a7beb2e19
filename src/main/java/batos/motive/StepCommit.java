package batos.motive;

import batos.image.Cause;
import batos.image.Change;
import batos.image.Conflict;
import batos.image.Image;
import batos.image.ScratchImage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// The one commit of an idle step. It happens only where nobody else has the image and where the
/// step's base is unchanged; else nothing of the step stays.
final class StepCommit {
    private final Image image;
    private final MotiveLoop.Turnstile turnstile;
    private long made;

    StepCommit(Image image, MotiveLoop.Turnstile turnstile) {
        this.image = image;
        this.turnstile = turnstile;
    }

    /// Each step is a deed of its own.
    Cause cause(String line) {
        return new Cause(MotiveLoop.AUTHOR, line, image.now().number());
    }

    /// @param draft the scratch image that the step worked on
    /// @return whether the commit happened
    boolean keep(String line, ScratchImage draft, Consumer<Change> edit) {
        var done = new AtomicBoolean();
        var passed = turnstile.pass(() -> done.set(commit(line, draft, edit)));
        if (passed && done.get()) {
            made++;
        }
        return passed && done.get();
    }

    private boolean commit(String line, ScratchImage draft, Consumer<Change> edit) {
        if (Thread.currentThread().isInterrupted()) {
            return false;
        }
        var change = Change.on(image.now());
        edit.accept(change);
        var moved =
                change.edits().keySet().stream()
                        .anyMatch(oid -> !change.base().get(oid).equals(draft.base().get(oid)));
        if (moved) {
            return false;
        }
        try {
            image.commit(cause(line), change);
            return true;
        } catch (Conflict e) {
            return false;
        }
    }

    /// Commits since this was last asked.
    long takeCount() {
        var count = made;
        made = 0;
        return count;
    }
}
