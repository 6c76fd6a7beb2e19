package batos.mind;

import batos.json.Json;
import batos.tape.Tape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A mind on GGUF files of this machine, with no server to set up: each model is served by a child
/// process, see [LlamaServer], that starts at the first call and ends with this mind. Calls of
/// several threads wait for each other only while a server starts.
public final class LocalMind implements Mind {
    private static final String CHANNEL = "mind.local";
    private static final String INTERRUPTED = "interrupted";

    /// The least time that a model may load: a process starts and reads a file.
    private static final Duration LOADING = Duration.ofMinutes(1);

    private final Options options;
    private final Tape tape;
    private final CallLimits limits;
    private final MindActivity activity = new MindActivity();
    private final LinkedHashMap<Served, Running> running = new LinkedHashMap<>();

    /// @param python the interpreter that has, or is given, `xllamacpp`
    /// @param threads threads that compute, see [LlamaServer.Start]
    /// @param resident how many models are served at once; the one that was used longest ago ends
    public record Options(SmallModels models, String python, int threads, int resident) {
        /// One core is left to everything else; with one core there is no choice.
        public static int usualThreads() {
            return Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
        }
    }

    private record Served(String tag, int context) {}

    private record Running(LlamaServer server, OpenAiMind mind) {
        void end() {
            mind.close();
            server.close();
        }
    }

    public LocalMind(Options options, CallLimits limits, Tape tape) {
        this.options = options;
        this.limits = limits;
        this.tape = tape;
    }

    @Override
    public String name() {
        return "local";
    }

    @Override
    public Reply think(Prompt prompt, Consumer<String> heard) {
        var served = new Served(prompt.pin().tag(), prompt.pin().context());
        var trouble =
                tape.ask(
                        CHANNEL,
                        "serve " + served.tag() + " " + served.context(),
                        () -> serve(served, prompt.persona()));
        if (trouble.equals(INTERRUPTED)) {
            Thread.currentThread().interrupt();
            return new Reply.Interrupted();
        }
        if (!trouble.isEmpty()) {
            return new Reply.Failed(
                    false,
                    trouble,
                    options.models().find(served.tag()).isEmpty()
                            ? Reply.Fault.UNKNOWN_MODEL
                            : Reply.Fault.AWAY);
        }
        return mind(served).think(prompt, heard);
    }

    private synchronized OpenAiMind mind(Served served) {
        var there = running.get(served);
        return there == null ? recorded() : there.mind();
    }

    /// In a replay nothing runs.
    private OpenAiMind recorded() {
        return OpenAiMind.local(OpenAiMind.RECORDED, limits, tape, CHANNEL, activity);
    }

    /// Starts the server unless it runs.
    ///
    /// @return the fault; empty when it runs
    private synchronized String serve(Served served, PersonaId persona) {
        var there = running.remove(served);
        if (there != null && there.server().alive()) {
            running.put(served, there);
            activity.weights(MindActivity.Weights.LOADED);
            return "";
        }
        var file = options.models().find(served.tag());
        if (file.isEmpty()) {
            return missing(served.tag(), persona);
        }
        makeRoom();
        activity.is(new MindActivity.State.Loading(served.tag(), System.nanoTime()));
        try {
            var packages = options.models().packages();
            var server =
                    LlamaServer.start(
                            new LlamaServer.Start(
                                    options.python(),
                                    Optional.of(packages).filter(java.nio.file.Files::isDirectory),
                                    file.get(),
                                    served.tag(),
                                    served.context(),
                                    options.threads(),
                                    loading()));
            running.put(
                    served,
                    new Running(
                            server,
                            OpenAiMind.local(server.address(), limits, tape, CHANNEL, activity)));
            activity.weights(MindActivity.Weights.LOADED);
            return "";
        } catch (MindFault e) {
            return String.valueOf(e.getMessage());
        } catch (InterruptedException e) {
            return INTERRUPTED;
        } finally {
            activity.is(new MindActivity.State.Idle());
        }
    }

    private String missing(String tag, PersonaId persona) {
        var there = options.models().installed().stream().map(Model::tag).toList();
        return there.isEmpty()
                ? "local: no model %s in %s, nor any other. Next: /models install small"
                        .formatted(tag, options.models().folder())
                : "local: no model %s in %s. There are: %s. Next: /models install %s, which all four think with then, or /models use %s %s"
                        .formatted(
                                tag,
                                options.models().folder(),
                                String.join(", ", there),
                                offered(there),
                                persona,
                                there.getFirst());
    }

    /// The small model that is installed already, where one is.
    private static String offered(List<String> there) {
        return SmallModelInstaller.offers().stream()
                .filter(offer -> there.contains(offer.tag()))
                .findFirst()
                .map(SmallModelInstaller.Offer::name)
                .orElse("small");
    }

    private Duration loading() {
        return limits.first().compareTo(LOADING) > 0 ? limits.first() : LOADING;
    }

    private void makeRoom() {
        while (running.size() >= options.resident()) {
            running.pollFirstEntry().getValue().end();
        }
    }

    @Override
    public MindActivity activity() {
        return activity;
    }

    @Override
    public List<Model> models() {
        var text =
                tape.ask(
                        CHANNEL,
                        "models",
                        () ->
                                Json.write(
                                        options.models().installed().stream()
                                                .map(model ->
                                                        List.of(
                                                                model.tag(),
                                                                model.digest(),
                                                                model.bytes()))
                                                .toList()));
        return Json.foreignItems(text).stream()
                .map(node ->
                        new Model(
                                node.path(0).asText(),
                                node.path(1).asText(),
                                node.path(2).asLong()))
                .toList();
    }

    /// The servers that run.
    synchronized List<LlamaServer> servers() {
        return running.values().stream().map(Running::server).toList();
    }

    @Override
    public void close() {
        List<Running> all;
        synchronized (this) {
            all = new ArrayList<>(running.values());
            running.clear();
        }
        all.forEach(Running::end);
    }
}
