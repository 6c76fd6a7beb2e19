package batos.mind;

import batos.json.Json;
import batos.tape.Tape;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Chooses the mind of a session.
public final class Minds {
    private static final List<String> KINDS =
            List.of("auto", "ollama", "openai", "local", RehearsalMind.NAME);

    private Minds() {}

    public sealed interface Choice {
        /// @param line for the start-up line, for example `rehearsal mind (no Ollama at …)`
        record Chosen(Mind mind, String line) implements Choice {}

        /// The mind of the requested name is not there.
        ///
        /// @param why names the thing, the place and the next command
        record Missing(String why) implements Choice {}
    }

    /// In a replay, the mind that was recorded, played from the tape.
    public static Choice choose(MindOptions wish, Tape tape) {
        var decision = decide(wish, tape);
        if (decision instanceof Decision.None(var why)) {
            return new Choice.Missing(why);
        }
        var taken = (Decision.Take) decision;
        var mind = build(taken.adapter(), wish, tape, tape.replaying());
        return tape.replaying()
                ? new Choice.Chosen(
                        new CassetteMind(tape, mind, Optional.empty()),
                        "cassette mind, recorded from " + taken.line())
                : new Choice.Chosen(mind, taken.line());
    }

    /// A mind that follows a fork's recording and then goes on as the wish says.
    public static Choice fork(MindOptions wish, Tape fork) {
        var recorded = decide(wish, fork);
        if (!(recorded instanceof Decision.Take take)) {
            return new Choice.Missing("the tape was recorded without a mind");
        }
        return switch (fresh(wish)) {
            case Decision.None(var why) -> new Choice.Missing(why);
            case Decision.Take(var adapter, var line) ->
                    new Choice.Chosen(
                            new CassetteMind(
                                    fork,
                                    build(take.adapter(), wish, fork, true),
                                    Optional.of(build(adapter, wish, fork, false))),
                            "cassette mind, then " + line);
        };
    }

    private sealed interface Decision {
        record Take(String adapter, String line) implements Decision {}

        record None(String why) implements Decision {}
    }

    private static Decision decide(MindOptions wish, Tape tape) {
        var text =
                tape.ask(
                        "mind.choice",
                        "",
                        () ->
                                switch (fresh(wish)) {
                                    case Decision.Take(var adapter, var line) ->
                                            Json.write(List.of(adapter, line));
                                    case Decision.None(var why) -> Json.write(List.of("", why));
                                });
        var parts = Json.foreignItems(text);
        var adapter = parts.getFirst().asText();
        return adapter.isEmpty()
                ? new Decision.None(parts.getLast().asText())
                : new Decision.Take(adapter, parts.getLast().asText());
    }

    private static Decision fresh(MindOptions wish) {
        return switch (wish.prefer()) {
            case RehearsalMind.NAME ->
                    new Decision.Take(
                            RehearsalMind.NAME,
                            "rehearsal mind (" + wish.rehearsal().source() + ")");
            case "openai" -> openai(wish);
            case "ollama" -> ollama(wish);
            case "local" -> local(wish);
            case "auto" -> auto(wish);
            default -> new Decision.None(unknown(wish.prefer()).orElseThrow());
        };
    }

    /// The error for an unknown mind, with the known ones; empty for a known mind.
    public static Optional<String> unknown(String name) {
        return KINDS.contains(name)
                ? Optional.empty()
                : Optional.of(
                        "mind: there is no '%s'. Known: %s"
                                .formatted(name, String.join(", ", KINDS)));
    }

    /// The first that is there and has the models that are wanted. Of a server that this home used
    /// before, and that does not answer now, the line tells.
    private static Decision auto(MindOptions wish) {
        var first = ollama(wish);
        if (first instanceof Decision.Take take) {
            return take;
        }
        if (wish.openai().isPresent()
                && wish.addresses().openaiUnasked()
                && openai(wish) instanceof Decision.Take take) {
            return take;
        }
        if (local(wish) instanceof Decision.Take take) {
            return take;
        }
        var why = ((Decision.None) first).why().replaceFirst("^mind: ", "");
        return new Decision.Take(
                RehearsalMind.NAME,
                wish.known()
                        .map(line ->
                                "rehearsal mind (this home last used the %s; %s, then /models mind)"
                                        .formatted(line, why))
                        .orElseGet(() ->
                                "rehearsal mind (%s, then /models mind; or /models install small, which needs no server)"
                                        .formatted(why)));
    }

    /// A request by name takes it with whatever is installed: a turn then says which model it
    /// lacks.
    private static Decision local(MindOptions wish) {
        var models = wish.local().models();
        var installed = models.installed();
        var missing =
                wish.tags().stream().filter(tag -> models.find(tag).isEmpty()).sorted().toList();
        var enough = missing.isEmpty() || (wish.prefer().equals("local") && !installed.isEmpty());
        return enough
                ? new Decision.Take("local", "local mind (" + shown(models, installed) + ")")
                : new Decision.None(
                        "mind: no local model %s in %s. Next: batos models install small"
                                .formatted(String.join(", ", missing), models.folder()));
    }

    private static String shown(SmallModels models, List<Mind.Model> installed) {
        return installed.isEmpty()
                ? models.folder().toString()
                : installed.stream().map(Mind.Model::tag).collect(Collectors.joining(", "));
    }

    /// A server that settings name, or that this home used before, may be slow; a missing one shows
    /// at once.
    private static Duration patience(MindOptions wish) {
        return wish.prefer().equals("auto") && wish.known().isEmpty()
                ? wish.probe()
                : wish.probe().multipliedBy(MindOptions.PATIENCE);
    }

    private static Decision openai(MindOptions wish) {
        if (wish.openai().isEmpty()) {
            return new Decision.None(
                    "mind: openai is asked for and has no address. Next: /settings set"
                            + " mind.openai_url URL");
        }
        var address = wish.openai().get();
        if (address.url().getRawUserInfo() != null) {
            return new Decision.None(
                    "mind: the address of the openai mind holds a name or a key before its @; it"
                            + " would stand in every message. Next: put the key into a file of mode"
                            + " 600, /settings set mind.openai_key_file FILE, and /settings set"
                            + " mind.openai_url URL without it");
        }
        // that it has an address means that it is asked for; on this machine a refusal comes at
        // once
        var limits = wish.limits().probing(wish.probe().multipliedBy(MindOptions.PATIENCE));
        try (var mind = new OpenAiMind(address, limits, Tape.live())) {
            return mind.absent()
                    .<Decision>map(why -> new Decision.None("mind: openai at " + why))
                    .orElseGet(() ->
                            new Decision.Take(
                                    "openai",
                                    "openai mind at "
                                            + address.url()
                                            + wish.addresses().openaiOrigin()));
        } catch (MindFault e) {
            return new Decision.None(String.valueOf(e.getMessage()));
        }
    }

    private static Decision ollama(MindOptions wish) {
        try (var server = new OllamaServer(wish.ollama(), wish.limits(), Tape.live())) {
            var version = server.greeted(patience(wish).toMillis());
            if (version.isEmpty()) {
                return new Decision.None(
                        "mind: no Ollama at %s. Next: %s"
                                .formatted(
                                        wish.ollama(),
                                        wish.ollama()
                                                        .toString()
                                                        .equals(ServerAddresses.OLLAMA_USUAL)
                                                ? "ollama serve"
                                                : "start it there"));
            }
            var there = tags(server);
            var missing =
                    wish.tags().stream()
                            .filter(tag -> there.stream().noneMatch(one -> ModelTag.same(one, tag)))
                            .sorted()
                            .toList();
            if (!missing.isEmpty() && wish.prefer().equals("auto")) {
                return new Decision.None(
                        "mind: Ollama at %s has no %s. Next: ollama pull %s"
                                .formatted(
                                        wish.ollama(),
                                        String.join(", ", missing),
                                        missing.getFirst()));
            }
            return new Decision.Take(
                    "ollama",
                    "ollama "
                            + version.get()
                            + " mind at "
                            + wish.ollama()
                            + ServerAddresses.from(wish.addresses().ollamaFrom()));
        }
    }

    /// Asked again where it names none: a server that was too busy to answer names none either.
    private static List<String> tags(OllamaServer server) {
        var there = server.models();
        return (there.isEmpty() ? server.models() : there).stream().map(Mind.Model::tag).toList();
    }

    /// @param recorded whether it only plays a recording, and needs neither server nor key
    private static Mind build(String adapter, MindOptions wish, Tape tape, boolean recorded) {
        return switch (adapter) {
            case "ollama" -> {
                var mind =
                        new OllamaMind(
                                wish.ollama(),
                                wish.limits(),
                                wish.keepAlive(),
                                wish.thinking(),
                                tape);
                yield recorded
                        ? mind
                        : new ResidentMind(
                                mind,
                                new OllamaServer(wish.ollama(), wish.limits(), Tape.live()),
                                wish.resident(),
                                wish.limits().whole());
            }
            case "openai" -> {
                var address = recorded ? Optional.<OpenAiAddress>empty() : wish.openai();
                yield new OpenAiMind(address.orElse(OpenAiMind.RECORDED), wish.limits(), tape);
            }
            case "local" -> new LocalMind(wish.local(), wish.limits(), tape);
            default ->
                    new TapedMind(
                            tape,
                            Optional.of(new RehearsalMind(wish.rehearsal(), wish.limits().idle())));
        };
    }
}
