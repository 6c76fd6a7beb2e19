package batos.council;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.crucible.Trial;
import batos.crucible.UnavailableCrucible;
import batos.image.Author;
import batos.image.Cause;
import batos.image.MemoryImage;
import batos.memory.Scrapbook;
import batos.memory.WordVectors;
import batos.mind.Message;
import batos.mind.Pin;
import batos.mind.Prompt;
import batos.mind.Purpose;
import batos.mind.Reply;
import batos.mind.ScriptedMind;
import batos.nerve.PulseSink;
import batos.nerve.Pulses;
import batos.persona.Lease;
import batos.persona.Leases;
import batos.toolbox.Toolbox;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Past turns that stand in a prompt as a conversation: the setting `council.history_turns`.
class ExchangeTest {
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));
    private static final Dissonance.Weights WEIGHTS = Dissonance.Weights.USUAL;

    private final MemoryImage image = new MemoryImage(CLOCK);
    private final Scrapbook memory = new Scrapbook(image, new WordVectors(), CLOCK);
    private final List<Prompt> prompts = new ArrayList<>();
    private int context = 4_096;

    @Test
    void theLatestTwoStandBeforeTheQuestionTheOldestFirst() {
        ask(2, "Who was Ada?", "Which of her programs was the first?", "And who was Babbage?");
        prompts.clear();
        ask(2, "Which came first?");
        for (var prompt : prompts) {
            assertEquals(
                    List.of(
                            new Message.Question("Which of her programs was the first?"),
                            answer("Which of her programs was the first?"),
                            new Message.Question("And who was Babbage?"),
                            answer("And who was Babbage?"),
                            new Message.Question("Which came first?")),
                    conversation(prompt).subList(0, 5),
                    prompt.purpose().toString());
        }
        assertEquals(3, prompts.size());
        assertTrue(memory.latest(1).getFirst().recalled().containsAll(List.of("e2", "e3")));
    }

    @Test
    void nothingStandsThereWithoutTheSetting() {
        ask(0, "Who was Ada?", "And who was Babbage?");
        assertEquals(
                new Message.Question("And who was Babbage?"),
                conversation(prompts.get(3)).getFirst());
    }

    @Test
    void whatDoesNotFitAQuarterOfTheContextIsLeftOutTheOldestFirst() {
        context = 512;
        ask(2, "Who was Ada? " + "Tell me. ".repeat(40), "And who was Babbage?");
        prompts.clear();
        ask(2, "Which came first?");
        assertEquals(
                List.of(
                        new Message.Question("And who was Babbage?"),
                        answer("And who was Babbage?"),
                        new Message.Question("Which came first?")),
                conversation(prompts.getFirst()).subList(0, 3));
    }

    @Test
    void isNotToldAgainAsAMemory() {
        ask(0, "Who was Ada Lovelace?");
        prompts.clear();
        ask(0, "When was Ada Lovelace born?");
        assertTrue(instruction(prompts.getFirst()).contains("Who was Ada Lovelace?"));
        prompts.clear();
        ask(2, "Where was Ada Lovelace born?");
        assertFalse(instruction(prompts.getFirst()).contains("Who was Ada Lovelace?"));
    }

    @Test
    void aNoteIsNoTurn() {
        ask(2, "Who was Ada?");
        memory.note("Ada is my cat.", deed());
        prompts.clear();
        ask(2, "And who was Babbage?");
        assertEquals(
                List.of(
                        new Message.Question("Who was Ada?"),
                        answer("Who was Ada?"),
                        new Message.Question("And who was Babbage?")),
                conversation(prompts.getFirst()).subList(0, 3));
    }

    private static Message answer(String question) {
        return new Message.Said("To '" + question + "': yes.", List.of());
    }

    private static String instruction(Prompt prompt) {
        return prompt.messages().getFirst().toString();
    }

    private static List<Message> conversation(Prompt prompt) {
        return prompt.messages().subList(1, prompt.messages().size());
    }

    private void ask(int history, String... questions) {
        var limits = new TurnLimits(1, 0.5, 4, 0, 3, history, WEIGHTS);
        var council =
                new Council(
                        image,
                        memory,
                        new WordVectors(),
                        toolbox(),
                        new Pulses(CLOCK),
                        CLOCK,
                        () -> limits);
        for (var question : questions) {
            council.carry(council.convene(question), lease(question), deed(), signal -> {});
        }
    }

    private Cause deed() {
        return new Cause(Author.ARCHITECT, "@ a question", image.now().number());
    }

    private Toolbox toolbox() {
        return new Toolbox(
                image,
                new UnavailableCrucible("no crucible here", "crucible check"),
                () -> new Trial.Limits(Duration.ofSeconds(1), 1 << 20, 1 << 16),
                PulseSink.NONE);
    }

    private Lease lease(String question) {
        var scripted =
                new ScriptedMind(prompt -> {
                    prompts.add(prompt);
                    return new Reply.Answered(
                            prompt.purpose() == Purpose.ANTITHESIS
                                    ? "{\"antithesis\":\"Be"
                                            + " kind.\",\"dissonance\":0.1,\"why\":\"it is\"}"
                                    : "To '" + question + "': yes.",
                            List.of(),
                            Reply.Usage.NONE);
                });
        var pin = new Pin("m", "d", context, new Pin.Sampling(0, 1, 1, 100), "");
        return new Leases(image, () -> scripted, name -> pin, name -> "You are " + name + ".")
                .lease();
    }
}
