package batos.mind;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// A mind that answers each prompt as a function says, in one piece.
public final class ScriptedMind implements Mind {
    private final Function<Prompt, Reply> script;

    public ScriptedMind(Function<Prompt, Reply> script) {
        this.script = script;
    }

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public Reply think(Prompt prompt, Consumer<String> piece) {
        return script.apply(prompt);
    }

    @Override
    public List<Model> models() {
        return List.of();
    }

    @Override
    public void close() {}
}
