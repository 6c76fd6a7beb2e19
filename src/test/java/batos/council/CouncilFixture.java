package batos.council;

import batos.crucible.Trial;
import batos.crucible.UnavailableCrucible;
import batos.image.Author;
import batos.image.Cause;
import batos.image.MemoryImage;
import batos.memory.Scrapbook;
import batos.memory.WordVectors;
import batos.mind.Pin;
import batos.mind.Prompt;
import batos.mind.Reply;
import batos.mind.ScriptedMind;
import batos.nerve.PulseSink;
import batos.nerve.Pulses;
import batos.persona.Lease;
import batos.persona.Leases;
import batos.persona.Personas;
import batos.persona.TurnMode;
import batos.toolbox.Toolbox;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// A council over an image in memory whose minds follow a script.
abstract class CouncilFixture {
    static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));
    static final String CALM =
            "{\"antithesis\":\"Be kind.\",\"dissonance\":0.1,\"why\":\"it is kind enough\"}";
    static final String UPSET =
            "{\"antithesis\":\"That is cold.\",\"dissonance\":0.9,\"why\":\"it hurts\"}";

    final MemoryImage image = new MemoryImage(CLOCK);
    final Personas personas = new Personas(image);
    final Scrapbook memory = new Scrapbook(image, new WordVectors(), CLOCK);
    final Toolbox toolbox =
            new Toolbox(
                    image,
                    new UnavailableCrucible("no crucible here", "crucible check"),
                    () -> Trial.Limits.USUAL,
                    PulseSink.NONE);
    final List<Prompt> prompts = new ArrayList<>();
    final List<TurnSignal> heard = new ArrayList<>();
    TurnLimits rules = new TurnLimits(2, 0.5, 4, 2, 3);

    Council council() {
        return new Council(
                image, memory, new WordVectors(), toolbox, new Pulses(CLOCK), CLOCK, () -> rules);
    }

    Cause deed() {
        return new Cause(Author.ARCHITECT, "@ a question", image.now().number());
    }

    Lease lease(Function<Prompt, Reply> mind) {
        return lease(mind, TurnMode.FULL);
    }

    Lease lease(Function<Prompt, Reply> mind, TurnMode mode) {
        var scripted =
                new ScriptedMind(prompt -> {
                    prompts.add(prompt);
                    return mind.apply(prompt);
                });
        var pin = new Pin("m", "d", 4096, new Pin.Sampling(0.7, 1, 1, 500), "");
        var told =
                new Leases.Told(
                        name -> "You are " + name + ".",
                        name -> name + " is brief.",
                        (_, _) -> mode);
        return new Leases(image, () -> scripted, name -> pin, told).lease();
    }

    static Reply says(String text) {
        return new Reply.Answered(text, List.of(), Reply.Usage.NONE);
    }

    static Reply usual(Prompt prompt) {
        return switch (prompt.purpose()) {
            case THESIS -> says("Structure first.");
            case ANTITHESIS -> says(CALM);
            case SYNTHESIS -> says("Structure, kindly.");
            default -> says("Yes?");
        };
    }

    Outcome carry(Function<Prompt, Reply> mind) {
        var council = council();
        return council.carry(council.convene("how?"), lease(mind), deed(), heard::add);
    }

    List<String> purposes() {
        return prompts.stream().map(prompt -> prompt.purpose().toString()).toList();
    }
}
