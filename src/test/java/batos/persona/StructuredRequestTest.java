package batos.persona;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.mind.Message;
import batos.mind.PersonaId;
import batos.mind.Purpose;
import batos.mind.Reply;
import batos.persona.StructuredRequest.Reading;
import batos.persona.StructuredRequest.Result;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class StructuredRequestTest {
    private final List<List<Message>> asked = new ArrayList<>();

    private static Reply says(String text) {
        return new Reply.Answered(text, List.of(), Reply.Usage.NONE);
    }

    private Voice voice(Reply... replies) {
        Deque<Reply> left = new ArrayDeque<>(Arrays.asList(replies));
        return (persona, purpose, conversation, tools, schema, heard) -> {
            asked.add(List.copyOf(conversation));
            return left.remove();
        };
    }

    private static StructuredRequest request() {
        return StructuredRequest.of(
                PersonaId.ROBIN,
                Purpose.ANTITHESIS,
                List.of(new Message.Asked("How many?")),
                "{\"type\":\"object\"}");
    }

    private static Reading<Integer> number(String text, int attempt) {
        try {
            return new Reading.Fits<>(Integer.parseInt(text));
        } catch (NumberFormatException e) {
            return new Reading.Misfit<>("'" + text + "' is no number");
        }
    }

    @Test
    void givesWhatTheReaderMadeOfTheReply() {
        assertEquals(
                new Result.Parsed<>(4, "4", 1),
                request().ask(voice(says("4")), StructuredRequestTest::number));
    }

    @Test
    void quotesTheFaultBackAndAsksAgain() {
        var result = request().ask(voice(says("four"), says("4")), StructuredRequestTest::number);
        assertEquals(new Result.Parsed<>(4, "4", 2), result);
        assertEquals(new Message.Said("four", List.of()), asked.getLast().get(1));
        var again = assertInstanceOf(Message.Asked.class, asked.getLast().getLast()).text();
        assertTrue(again.contains("'four' is no number"), again);
    }

    @Test
    void endsAsMalformedWithEveryFaultAfterItsTries() {
        var result =
                request()
                        .trying(2)
                        .ask(voice(says("four"), says("iv")), StructuredRequestTest::number);
        assertEquals(
                new Result.Malformed<Integer>(
                        List.of("'four' is no number", "'iv' is no number"), 2),
                result);
    }

    @Test
    void endsAtAFailureUnlessItIsPatient() {
        var away = new Reply.Failed(true, "nobody listens", Reply.Fault.AWAY);
        assertEquals(
                new Result.Failed<Integer>("nobody listens", true, Reply.Fault.AWAY),
                request().ask(voice(away), StructuredRequestTest::number));
        assertEquals(
                new Result.Parsed<>(4, "4", 2),
                request().patiently().ask(voice(away, says("4")), StructuredRequestTest::number));
        var never = new Reply.Failed(false, "no such model", Reply.Fault.UNKNOWN_MODEL);
        assertEquals(
                new Result.Failed<Integer>("no such model", false, Reply.Fault.UNKNOWN_MODEL),
                request().patiently().ask(voice(never), StructuredRequestTest::number));
    }

    @Test
    void aRefusalAndAnInterruptionEndIt() {
        assertEquals(
                new Result.Refused<Integer>("I will not"),
                request()
                        .ask(
                                voice(new Reply.Refused("I will not")),
                                StructuredRequestTest::number));
        assertEquals(
                new Result.Interrupted<Integer>(),
                request().ask(voice(new Reply.Interrupted()), StructuredRequestTest::number));
    }

    @Test
    void anInterruptedThreadAsksNobody() {
        Thread.currentThread().interrupt();
        try {
            assertEquals(
                    new Result.Interrupted<Integer>(),
                    request().ask(voice(), StructuredRequestTest::number));
        } finally {
            assertTrue(Thread.interrupted());
        }
        assertTrue(asked.isEmpty());
    }
}
