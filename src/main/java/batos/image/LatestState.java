package batos.image;

/// The state after the last commit.
///
/// @param link the end of the chain of commits: the next commit is added behind it
/// @param next the next number for an anonymous object when that commit was written
record LatestState(StateView view, StateView.Link link, long next) {
    /// The state that an opening found.
    static LatestState of(HeapAccess store, OpenedImage found) {
        var link = new StateView.Link();
        var view = StateView.latest(store, found.number(), found.size(), found.root(), link);
        return new LatestState(view, link, found.next());
    }
}
