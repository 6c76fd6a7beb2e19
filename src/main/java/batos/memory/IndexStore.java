package batos.memory;

import batos.memory.search.FollowingIndex;
import java.util.Optional;

/// The place of the index over the vectors of memory. The image stays the truth: batos can drop an
/// index at any time, and make it again.
public interface IndexStore {
    /// Names the place; when another name comes, the index is opened again there.
    String place();

    /// @param embedder the model of the vectors
    /// @return nothing where all vectors are to be compared
    Optional<FollowingIndex> open(String embedder);

    /// No index: all vectors are compared.
    IndexStore NONE =
            new IndexStore() {
                @Override
                public String place() {
                    return "";
                }

                @Override
                public Optional<FollowingIndex> open(String embedder) {
                    return Optional.empty();
                }
            };
}
