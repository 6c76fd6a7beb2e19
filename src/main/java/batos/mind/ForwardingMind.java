package batos.mind;

import java.util.List;
import java.util.Optional;

/// A mind in front of another one: whatever a subclass does not change is the other's.
public abstract class ForwardingMind implements Mind {
    protected final Mind mind;

    protected ForwardingMind(Mind mind) {
        this.mind = mind;
    }

    @Override
    public final String name() {
        return mind.name();
    }

    @Override
    public final List<Model> models() {
        return mind.models();
    }

    @Override
    public Optional<OllamaServer> server() {
        return mind.server();
    }

    @Override
    public final MindActivity activity() {
        return mind.activity();
    }

    @Override
    public final double readingRate(String tag) {
        return mind.readingRate(tag);
    }

    @Override
    public void close() {
        mind.close();
    }
}
