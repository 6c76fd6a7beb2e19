package batos.memory;

import batos.image.Cause;
import batos.image.Image;
import batos.image.ImageFault;
import batos.image.Oid;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Forgets a memory for good: in the present, in the journal, and in snapshots. A journal cannot be
/// rewritten, since each commit's hash is of all before it; so all of it goes, and nothing before
/// the purge can be undone any more.
public final class Purge {
    private final Scrapbook scrapbook;
    private final Cause cause;

    public Purge(Scrapbook scrapbook, Cause cause) {
        this.scrapbook = scrapbook;
        this.cause = cause;
    }

    /// The losses of a purge, for the Architect to read before agreeing.
    ///
    /// @param snapshots that hold it
    /// @param commits that can be undone now, and could not any more
    public record Plan(String id, List<String> snapshots, long commits) {
        public Plan {
            snapshots = List.copyOf(snapshots);
        }
    }

    /// @param gone the ids that went from the present
    /// @param deleted snapshots that held one of them and were deleted
    /// @param left snapshots that still hold one of them
    /// @param journal whether the commits before it are gone from the disk
    public record Report(
            List<String> gone, List<String> deleted, List<String> left, boolean journal) {
        public Report {
            gone = List.copyOf(gone);
            deleted = List.copyOf(deleted);
            left = List.copyOf(left);
        }
    }

    /// @return nothing where no such memory is or was
    public Optional<Plan> plan(String id) {
        var image = scrapbook.image();
        if (scrapbook.find(id).isEmpty() && (!isId(id) || image.log(oid(id), 1).isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(new Plan(id, holding(id), image.log(Integer.MAX_VALUE).size()));
    }

    /// @param keepSnapshots leaves those that hold it as they are
    public Report purge(Plan plan, boolean keepSnapshots) {
        var image = scrapbook.image();
        var gone = scrapbook.forget(plan.id(), cause).orElse(List.of());
        var deleted = new ArrayList<String>();
        if (!keepSnapshots) {
            plan.snapshots()
                    .forEach(name -> {
                        image.delete(name);
                        deleted.add(name);
                    });
        }
        return new Report(gone, deleted, holding(plan.id()), forgetPast(image));
    }

    private boolean forgetPast(Image image) {
        try {
            image.forgetPast(cause);
            return true;
        } catch (ImageFault fault) {
            if (fault.reason() == ImageFault.Reason.UNSUPPORTED) {
                return false;
            }
            throw fault;
        }
    }

    private List<String> holding(String id) {
        return scrapbook.image().snapshots().stream()
                .filter(snapshot -> holds(snapshot.number(), id))
                .map(Image.Snapshot::name)
                .toList();
    }

    private boolean holds(long commit, String id) {
        try {
            return scrapbook.image().at(commit).get(oid(id)).isPresent();
        } catch (ImageFault fault) {
            // a state that can no longer be read gives nothing away
            return switch (fault.reason()) {
                case BEYOND, DAMAGED -> false;
                case REFUSED,
                        UNSUPPORTED,
                        READ_ONLY,
                        NO_ROOM,
                        DISK,
                        NEWER,
                        IN_USE,
                        CLOSED,
                        INTERRUPTED ->
                        throw fault;
            };
        }
    }

    private static boolean isId(String id) {
        return id.matches("e\\d{1,9}(\\.[12])?|[hstf]\\d{1,18}");
    }

    private static Oid oid(String id) {
        if (!id.startsWith("e")) {
            return Oid.named(MemoryRecord.KIND, id);
        }
        var dot = id.indexOf('.');
        return Oid.named(
                Episode.KIND,
                Episode.nameOf(Long.parseLong(id.substring(1, dot < 0 ? id.length() : dot))));
    }
}
