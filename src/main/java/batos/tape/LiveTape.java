package batos.tape;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// The outside world itself.
final class LiveTape implements Tape {
    private final LongSupplier entropy;

    LiveTape(LongSupplier entropy) {
        this.entropy = entropy;
    }

    static long chance() {
        var bytes = new byte[Long.BYTES];
        new SecureRandom().nextBytes(bytes);
        return ByteBuffer.wrap(bytes).getLong();
    }

    @Override
    public long entropy() {
        return entropy.getAsLong();
    }

    @Override
    public InstantSource clock(String channel, InstantSource world) {
        return world;
    }

    @Override
    public void stream(String channel, String request, Live live, Consumer<String> heard) {
        live.call(heard);
    }

    @Override
    public boolean replaying() {
        return false;
    }

    @Override
    public void mark(String kind, String text) {}

    @Override
    public List<String> marks(String kind) {
        return List.of();
    }

    @Override
    public List<String> unplayed() {
        return List.of();
    }

    @Override
    public void close() {}
}
