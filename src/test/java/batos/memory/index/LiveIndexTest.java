package batos.memory.index;

import batos.memory.search.FollowingIndex;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class LiveIndexTest extends FollowingIndexContract {
    @TempDir Path folder;

    @Override
    FollowingIndex open() {
        return new LiveIndex(folder, "test", 100, AT_ONCE, told -> {});
    }
}
