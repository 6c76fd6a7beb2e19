package batos.council;

import batos.image.Author;
import batos.image.Cause;
import batos.image.Change;
import batos.image.Commit;
import batos.image.Form;
import batos.image.Image;
import batos.image.Oid;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Optional;

/// The commits of a turn: a checkpoint before each of its steps, and where it failed one more,
/// which takes all of it back.
public final class TurnCommits {
    /// The turn under way.
    static final Oid UNDER_WAY = Oid.named(TurnForm.KIND, TurnForm.NAME);

    private TurnCommits() {}

    /// Whether a commit is a step of a turn, its end included.
    public static boolean isStep(Commit commit) {
        return commit.touched().contains(UNDER_WAY);
    }

    /// Whether this commit took back a turn that the line asked for.
    public static boolean isAbandoning(Commit commit, String line) {
        var deed = new Cause(Author.ARCHITECT, line, commit.cause().deed());
        return commit.cause().equals(abandoning(deed));
    }

    /// See [Council#abandon].
    static void abandon(Image image, Cause cause) {
        var since = image.now().number() - cause.deed();
        var before = new LinkedHashMap<Oid, Optional<Form>>();
        var others = new HashSet<Oid>();
        for (var commit : image.log(Math.toIntExact(Math.max(0, since)))) {
            var own = isOwn(commit.cause(), cause);
            for (var oid : commit.touched()) {
                if (!own && !before.containsKey(oid)) {
                    others.add(oid);
                } else if (own && !others.contains(oid)) {
                    before.put(oid, image.at(commit.number() - 1).get(oid));
                }
            }
        }
        image.update(
                abandoning(cause),
                change -> before.forEach((oid, form) -> putBack(change, oid, form)));
    }

    /// Whether a commit is part of the turn. Commits of the system in between, for example the
    /// first pins, are not.
    private static boolean isOwn(Cause found, Cause deed) {
        return found.deed() == deed.deed()
                && (found.author() != Author.Part.SYSTEM || found.equals(abandoning(deed)));
    }

    private static Cause abandoning(Cause cause) {
        return new Cause(Author.Part.SYSTEM, "abandoned: " + cause.line(), cause.deed());
    }

    private static void putBack(Change change, Oid oid, Optional<Form> form) {
        if (form.isPresent()) {
            change.put(oid, form.get());
        } else if (change.base().get(oid).isPresent()) {
            change.remove(oid);
        }
    }
}
