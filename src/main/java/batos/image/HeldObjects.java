package batos.image;

/// The number of objects, and the root that follows from them.
record HeldObjects(long size, RootHash root) {
    /// Whether a heap holds these, and its directory leads to them.
    boolean areIn(Heap heap) {
        try {
            return of(heap).equals(this) && new NamePages(heap.file()).areWhole();
        } catch (RuntimeException | AssertionError | InternalError e) {
            return false; // the library stumbles over bytes that a disk has changed
        }
    }

    /// Looks at every object of a heap. For an opening.
    ///
    /// @throws DamagedData when one does not read
    static HeldObjects of(Heap heap) {
        var found =
                new Object() {
                    long size;
                    RootHash root = RootHash.EMPTY;
                };
        heap.each(oid -> {
            var cell = heap.get(oid);
            if (cell != null) {
                found.size++;
                found.root = found.root.plus(ObjectCodec.root(oid, cell));
            }
        });
        return new HeldObjects(found.size, found.root);
    }
}
