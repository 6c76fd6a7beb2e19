package batos.memory.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.memory.search.FollowingIndex;
import batos.memory.search.HalfVector;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PgVectorIndexIT extends FollowingIndexContract {
    private static PostgresProcess postgres;

    private final List<String> news = new ArrayList<>();
    private final String space = UUID.randomUUID().toString();

    @BeforeAll
    static void start() throws Exception {
        postgres = PostgresProcess.start(Files.createTempDirectory("pg").resolve("data"));
    }

    @AfterAll
    static void stop() throws Exception {
        if (postgres != null) {
            postgres.close();
        }
    }

    @Override
    FollowingIndex open() {
        return new PgVectorIndex(postgres.address(), space, AT_ONCE, news::add);
    }

    private static HalfVector unit(int at) {
        var vector = new float[8];
        vector[at] = 1;
        return HalfVector.of(vector);
    }

    @Test
    void namesWhatHasTheWordsToo() {
        var vectors = Map.of("t1", unit(1), "t2", unit(2), "f3", unit(3));
        try (var index = open()) {
            index.follow(vectors, id -> id.equals("f3") ? "Anna keeps bees" : "nothing");
            index.settled("root");
            assertEquals(
                    List.of("t1", "f3"), index.near(unit(1).floats(), "who keeps a bee?", 1).get());
        }
    }

    @Test
    void keepsEachImageToItself() {
        try (var index = open();
                var other = new PgVectorIndex(postgres.address(), "another", AT_ONCE, news::add)) {
            index.follow(Map.of("t1", unit(1)), id -> "bees");
            index.settled("root");
            other.follow(Map.of("t2", unit(2)), id -> "bees");
            other.settled("root");
            assertEquals(List.of("t1"), index.near(unit(2).floats(), "bees", 5).get());
        }
    }

    @Test
    void thatGoesAwayLeavesTheFullScanAndAWord() throws Exception {
        var folder = Files.createTempDirectory("pg").resolve("data");
        try (var own = PostgresProcess.start(folder);
                var index = new PgVectorIndex(own.address(), space, AT_ONCE, news::add)) {
            index.follow(Map.of("t1", unit(1)), id -> "bees");
            index.settled("root");
            assertEquals(List.of("t1"), index.near(unit(1).floats(), "bees", 5).get());
            own.goAway();
            assertEquals(Optional.empty(), index.near(unit(1).floats(), "bees", 5));
            index.settled("root2");
            assertEquals(Optional.empty(), index.near(unit(1).floats(), "bees", 5));
            assertEquals(1, news.size(), news.toString());
            assertTrue(news.getFirst().contains("All vectors are compared"), news.toString());
        }
    }
}
