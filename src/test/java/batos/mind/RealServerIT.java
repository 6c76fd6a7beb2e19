package batos.mind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import batos.Patience;
import batos.json.Json;
import batos.tape.Tape;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// The part of the exam that a real model can be asked to pass: run with `OLLAMA_HOST=host:port` or
/// `BATOS_OPENAI_URL=http://…/v1` (its key in `OPENAI_API_KEY`); `BATOS_MODEL` names the model,
/// otherwise the first that the server has is taken.
class RealServerIT {
    private static final CallLimits LIMITS =
            new CallLimits(
                    Duration.ofSeconds(3),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(10),
                    1 << 20);

    private static Prompt prompt(
            Mind mind, String question, List<Prompt.ToolSchema> tools, String schema) {
        var named = System.getenv("BATOS_MODEL");
        var tag = named != null ? named : mind.models().getFirst().tag();
        var pin = new Pin(tag, "", 4096, new Pin.Sampling(0, 0.9, 4, 512), "");
        var messages =
                List.<Message>of(new Message.Instruction("Be brief."), new Message.Asked(question));
        return new Prompt(
                pin,
                PersonaId.BRICK,
                Purpose.THESIS,
                messages,
                tools,
                Optional.of(schema).filter(s -> !s.isEmpty()));
    }

    abstract static class Exam {
        abstract Mind mind();

        @Test
        void streamsAnAnswer() {
            try (var mind = mind()) {
                var heard = new StringBuilder();
                var reply = mind.think(prompt(mind, "Say hello.", List.of(), ""), heard::append);
                var answered = assertInstanceOf(Reply.Answered.class, reply, reply::toString);
                assertEquals(answered.text(), heard.toString());
                assertFalse(answered.text().isBlank());
                assertTrue(answered.usage().promptTokens() > 0);
            }
        }

        @Test
        void givesADocumentThatFitsItsSchema() {
            var schema =
                    "{\"type\":\"object\",\"properties\":{\"dissonance\":{\"enum\":[0,0.5,1]},\"why\":{\"type\":\"string\",\"maxLength\":40}},\"required\":[\"dissonance\",\"why\"],\"additionalProperties\":false}";
            try (var mind = mind()) {
                var reply =
                        mind.think(
                                prompt(mind, "How wrong is: 2+2=5? 0 to 1.", List.of(), schema),
                                text -> {});
                var answered = assertInstanceOf(Reply.Answered.class, reply, reply::toString);
                assertTrue(
                        Json.foreignObject(answered.text())
                                .orElseThrow()
                                .path("dissonance")
                                .isNumber());
            }
        }

        @Test
        void endsAtOnceWhenItIsInterrupted() throws Exception {
            try (var mind = mind()) {
                var reply = new Reply[1];
                var prompt = prompt(mind, "Count to ten thousand.", List.of(), "");
                var speaks = new CountDownLatch(1);
                var thread =
                        Thread.ofPlatform()
                                .start(() ->
                                        reply[0] = mind.think(prompt, text -> speaks.countDown()));
                assertTrue(speaks.await(Patience.SECONDS, TimeUnit.SECONDS));
                thread.interrupt();
                Patience.join(thread);
                assertInstanceOf(Reply.Interrupted.class, reply[0]);
            }
        }

        @Test
        void saysThatAModelIsUnknown() {
            try (var mind = mind()) {
                var known = prompt(mind, "x", List.of(), "");
                var pin = new Pin("no-such-model:0b", "", 2048, known.pin().sampling(), "");
                var prompt =
                        new Prompt(
                                pin,
                                PersonaId.BRICK,
                                Purpose.THESIS,
                                known.messages(),
                                List.of(),
                                Optional.empty());
                var failed = assertInstanceOf(Reply.Failed.class, mind.think(prompt, text -> {}));
                assertEquals(Reply.Fault.UNKNOWN_MODEL, failed.fault(), failed::why);
            }
        }
    }

    @Nested
    class Ollama extends Exam {
        @Override
        Mind mind() {
            var host = System.getenv("OLLAMA_HOST");
            assumeTrue(host != null, "OLLAMA_HOST is not set: no real Ollama to examine");
            return new OllamaMind(OllamaAddress.of(host), LIMITS, 60, false, Tape.live());
        }
    }

    @Nested
    class OpenAi extends Exam {
        @Override
        Mind mind() {
            var url = System.getenv("BATOS_OPENAI_URL");
            assumeTrue(url != null, "BATOS_OPENAI_URL is not set: no real server to examine");
            var key = Optional.ofNullable(System.getenv("OPENAI_API_KEY"));
            return new OpenAiMind(
                    new OpenAiAddress(URI.create(url), () -> key), LIMITS, Tape.live());
        }
    }
}
