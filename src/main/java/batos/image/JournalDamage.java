package batos.image;

import batos.text.FileErrors;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The place where reading the journal stopped at opening, if it did. The state before that can be
/// read, and commits are refused until the rest is cut off.
final class JournalDamage {
    /// Bytes at the journal's end that are checked at opening; the rest is in the background.
    private static final long QUICKLY_CHECKED = 16L << 20;

    private final Journal journal;
    private final HomeIdentity identity;
    private final Snapshots snapshots;
    private volatile Replay.JournalEnd.@Nullable Damage found;

    JournalDamage(
            Replay.JournalEnd.@Nullable Damage found,
            Journal journal,
            HomeIdentity identity,
            Snapshots snapshots) {
        this.identity = identity;
        this.found = found;
        this.journal = journal;
        this.snapshots = snapshots;
    }

    boolean isOpen() {
        return found != null;
    }

    /// The reason to believe no record of the journal: it is another image's, or it is missing.
    /// Empty where its records count, as far as they read.
    Optional<String> ofWholeJournal() {
        var damage = found;
        return damage != null && damage.segment() == Replay.JournalEnd.Damage.UNBELIEVED
                ? Optional.of(damage.where())
                : Optional.empty();
    }

    /// Looks at the end of the journal as far as it was written to since the image was closed.
    ///
    /// @return segment and offset of a damaged record, or null
    @Nullable String atOpening(FileStamps stamps) throws IOException {
        return isOpen() ? null : journal.check().quickly(QUICKLY_CHECKED, stamps::isUntouched);
    }

    /// The place; empty without damage.
    List<VerifyFault> faults() {
        var damage = found;
        return damage == null
                ? List.of()
                : List.of(
                        new VerifyFault(
                                VerifyFault.Part.JOURNAL,
                                damage.where()
                                        + ": nothing from there on can be read. Next: image truncate"
                                        + " sets it aside"));
    }

    /// Sets the journal behind the last good commit aside, and removes the snapshots of states that
    /// are then gone. Only while no commit runs.
    ///
    /// @param now the last good state
    /// @return a line that names the files set aside and the commit from which it goes on
    String cut(StateView now) {
        var damage = found;
        if (damage == null) {
            throw new ImageFault("nothing is damaged: there is nothing to cut off");
        }
        try {
            journal.truncate(
                    damage.segment(),
                    damage.offset(),
                    now.number() + 1,
                    now.size(),
                    now.rootHash());
            identity.claimJournal();
        } catch (IOException e) {
            throw new ImageFault(
                    ImageFault.Reason.DISK, "cannot cut the journal: " + FileErrors.reason(e), e);
        }
        var gone = snapshots.removeAfter(now.number());
        found = null;
        return "set aside in %s: %s. The image goes on from commit %d%s"
                .formatted(
                        journal.folder(),
                        damage.where(),
                        now.number(),
                        gone.isEmpty()
                                ? ""
                                : ", without the snapshots of later commits: "
                                        + String.join(", ", gone));
    }
}
