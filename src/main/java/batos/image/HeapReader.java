package batos.image;

import java.io.IOException;

/// Reads the heap file as it is at a checkpoint.
@FunctionalInterface
interface HeapReader {
    void read(HeapFile heap, Checkpoint at) throws IOException;
}
