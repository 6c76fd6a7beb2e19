package batos.world;

import batos.talk.bind.Natives;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The part of the live objects' classes that is written in the language itself.
final class WorldSources {
    private WorldSources() {}

    static void load(Natives natives, String name) {
        try (var in = WorldSources.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("batos was packaged without batos/world/" + name);
            }
            natives.source(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
