package batos.mind;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// The choices of the settings, the environment and the command line for the mind of a session.
///
/// @param prefer `auto`, `ollama`, `openai`, `local` or `rehearsal`
/// @param key gives the key of the OpenAI-compatible server when a connection is made
/// @param tags the models that the personas are pinned to
/// @param probe how long a server may take to show that it is there
/// @param known the line of the server that this home used last; empty where there was none
/// @param keepAlive seconds for which Ollama keeps a model loaded after a call
/// @param thinking whether a model that can reason before it answers does so
/// @param resident how many models are in memory at once
public record MindOptions(
        String prefer,
        ServerAddresses addresses,
        Supplier<Optional<String>> key,
        LocalMind.Options local,
        RehearsalScript rehearsal,
        Set<String> tags,
        CallLimits limits,
        Duration probe,
        Optional<String> known,
        int keepAlive,
        boolean thinking,
        int resident) {
    /// batos waits this many times longer for a server that is known or asked for.
    static final int PATIENCE = 10;

    public MindOptions {
        tags = Collections.unmodifiableSet(new LinkedHashSet<>(tags));
    }

    /// The same for a mind that is named.
    public MindOptions preferring(String name) {
        return new MindOptions(
                name, addresses, key, local, rehearsal, tags, limits, probe, known, keepAlive,
                thinking, resident);
    }

    /// The same for a home that used a server before.
    public MindOptions knowing(Optional<String> line) {
        return new MindOptions(
                prefer, addresses, key, local, rehearsal, tags, limits, probe, line, keepAlive,
                thinking, resident);
    }

    /// The same for a choice that the Architect asks for at the prompt, and would rather wait for
    /// than hear that a busy server is not there. A refused connection is known at once all the
    /// same.
    public MindOptions patient() {
        var waits = prefer.equals("auto") && known.isEmpty();
        return new MindOptions(
                prefer,
                addresses,
                key,
                local,
                rehearsal,
                tags,
                limits,
                waits ? probe.multipliedBy(PATIENCE) : probe,
                known,
                keepAlive,
                thinking,
                resident);
    }

    OllamaAddress ollama() {
        return addresses.ollama();
    }

    Optional<OpenAiAddress> openai() {
        return addresses.openai().map(url -> new OpenAiAddress(url, key));
    }
}
