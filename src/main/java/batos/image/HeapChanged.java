package batos.image;

import java.nio.file.Path;

/// A part of the heap file, just read for the first time, has changed since the image was closed.
/// Unlike damage of a single object no reader may go on without it.
final class HeapChanged extends ImageFault {
    private static final long serialVersionUID = 1L;

    HeapChanged(Path heap, int block) {
        super(
                Reason.DAMAGED,
                "the disk had changed the heap file %s (block %d); nothing is lost. Next: leave batos and start it again, which rebuilds the heap from the journal"
                        .formatted(heap, block));
    }
}
