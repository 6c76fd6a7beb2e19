package batos.memory;

import batos.image.Cause;
import batos.image.Image;
import batos.image.ImageFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Forgets a memory and finds out where it can still be read: in snapshots, and in the journal,
/// which undo needs. What these hold only deleting them takes away.
public final class Purge {
    private final Scrapbook scrapbook;
    private final Cause cause;

    public Purge(Scrapbook scrapbook, Cause cause) {
        this.scrapbook = scrapbook;
        this.cause = cause;
    }

    /// @param gone the ids that went
    /// @param snapshots that still hold one of them
    /// @param commit the commit that forgot; the journal before it holds them
    public record Report(List<String> gone, List<String> snapshots, long commit) {
        public Report {
            gone = List.copyOf(gone);
            snapshots = List.copyOf(snapshots);
        }
    }

    /// @return nothing where there is no such memory
    public Optional<Report> purge(String id) {
        var image = scrapbook.image();
        var record = scrapbook.find(id);
        return scrapbook
                .forget(id, cause)
                .map(gone -> {
                    var holding = new ArrayList<String>();
                    for (var snapshot : image.snapshots()) {
                        if (record.isPresent() && holds(image, snapshot.number(), record.get())) {
                            holding.add(snapshot.name());
                        }
                    }
                    return new Report(gone, holding, image.now().number());
                });
    }

    private static boolean holds(Image image, long commit, MemoryRecord record) {
        try {
            var then = image.at(commit);
            if (record.id().startsWith("e")) {
                var dot = record.id().indexOf('.');
                var number =
                        Long.parseLong(
                                record.id().substring(1, dot < 0 ? record.id().length() : dot));
                return then.get(Episode.KIND, Episode.nameOf(number)).isPresent();
            }
            return then.get(record.oid()).isPresent();
        } catch (ImageFault beyond) {
            return false;
        }
    }
}
