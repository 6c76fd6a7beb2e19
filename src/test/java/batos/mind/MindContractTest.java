package batos.mind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.Patience;
import batos.mind.Message.Asked;
import batos.mind.Message.Instruction;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The exam that every mind sits; `target/mind-contract.txt` shows how each one did.
@ExtendWith(ExamTable.class)
abstract class MindContractTest {
    static final ObjectMapper JSON = new ObjectMapper();
    static final CallLimits LIMITS =
            new CallLimits(Patience.BOUND, Patience.BOUND, Patience.BOUND, Patience.BOUND, 1 << 20);

    /// For servers that are silent on purpose.
    private static final CallLimits IMPATIENT =
            new CallLimits(
                    Patience.BOUND,
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    Patience.BOUND,
                    1 << 20);

    static final String VERDICT = "{\"dissonance\":0.25,\"why\":\"ünïcode 🦇\"}";
    static final String SCHEMA =
            "{\"type\":\"object\",\"properties\":{\"dissonance\":{\"type\":\"number\",\"minimum\":0},\"why\":{\"type\":\"string\"}},\"required\":[\"dissonance\",\"why\"],\"additionalProperties\":false}";
    static final String UNICODE = "Grüße, 世界 🦇 — naïve";

    private Mind mind;

    /// @param interrupted whether the silence is ended by an interrupt
    static CallLimits limits(Scenario scenario, boolean interrupted) {
        return !interrupted && scenario.name().startsWith("SILENT") ? IMPATIENT : LIMITS;
    }

    /// Waits until nothing but an interrupt is to come.
    ///
    /// @param spoken opened by the first word
    static void awaitSilence(Scenario scenario, CountDownLatch spoken, Thread thread)
            throws InterruptedException {
        if (scenario == Scenario.SILENT_AFTER_THE_FIRST_TOKEN) {
            assertTrue(spoken.await(Patience.SECONDS, TimeUnit.SECONDS), "no word");
        }
        Patience.untilWaiting(thread);
    }

    /// A mind to which this will happen.
    ///
    /// @param interrupted whether the call will be interrupted while it waits
    abstract Mind examined(Scenario scenario, boolean interrupted) throws Exception;

    @AfterEach
    void closeTheMind() {
        if (mind != null) {
            mind.close();
        }
    }

    static Prompt prompt(Scenario scenario) {
        var tools =
                List.of(
                        new Prompt.ToolSchema(
                                "slugify",
                                "makes a slug",
                                "{\"type\":\"object\",\"properties\":{\"text\":{\"type\":\"string\"}},\"required\":[\"text\"]}"));
        var question = scenario == Scenario.OVERFLOW ? "word ".repeat(3000) : "say hello";
        return new Prompt(
                new Pin("bat:1b", "", 2048, new Pin.Sampling(0.5, 0.9, 7, 256), ""),
                PersonaId.BRICK,
                Purpose.THESIS,
                List.of(new Instruction("You are BRICK."), new Asked(question)),
                scenario == Scenario.ONE_TOOL
                                || scenario == Scenario.TWO_TOOLS
                                || scenario.name().startsWith("ARGUMENTS")
                        ? tools
                        : List.of(),
                scenario == Scenario.VERDICT ? Optional.of(SCHEMA) : Optional.empty());
    }

    private final StringBuilder heard = new StringBuilder();

    private Reply think(Scenario scenario) throws Exception {
        mind = examined(scenario, false);
        return mind.think(prompt(scenario), heard::append);
    }

    private Reply.Answered answered(Scenario scenario) throws Exception {
        var reply = think(scenario);
        return assertInstanceOf(Reply.Answered.class, reply, reply::toString);
    }

    private Reply.Failed failed(Scenario scenario) throws Exception {
        var failed = assertInstanceOf(Reply.Failed.class, think(scenario));
        assertFalse(failed.why().isBlank());
        return failed;
    }

    @Test
    void streamsItsText() throws Exception {
        var answered = answered(Scenario.TEXT);
        assertEquals("hello there", answered.text());
        assertEquals("hello there", heard.toString());
        assertTrue(answered.calls().isEmpty());
        assertTrue(answered.usage().replyTokens() > 0);
    }

    @Test
    void callsATool() throws Exception {
        var call = answered(Scenario.ONE_TOOL).calls().getFirst();
        assertEquals("slugify", call.tool());
        assertEquals(JSON.readTree("{\"text\":\"Hello World\"}"), JSON.readTree(call.arguments()));
        assertFalse(call.id().isEmpty());
    }

    @Test
    void callsTwoToolsInOneReply() throws Exception {
        var calls = answered(Scenario.TWO_TOOLS).calls();
        assertEquals(
                List.of("slugify", "count_vowels"),
                calls.stream().map(Message.ToolCall::tool).toList());
        assertEquals("a", JSON.readTree(calls.get(0).arguments()).path("text").asText());
        assertEquals("b", JSON.readTree(calls.get(1).arguments()).path("text").asText());
        assertFalse(calls.get(0).id().equals(calls.get(1).id()));
    }

    @Test
    void givesAVerdictAsOneDocument() throws Exception {
        assertEquals(JSON.readTree(VERDICT), JSON.readTree(answered(Scenario.VERDICT).text()));
    }

    @Test
    void keepsEveryCharacter() throws Exception {
        assertEquals(UNICODE, answered(Scenario.UNICODE).text());
        assertEquals(UNICODE, heard.toString());
    }

    @ParameterizedTest
    @EnumSource(names = {"SILENT_BEFORE_THE_FIRST_TOKEN", "SILENT_AFTER_THE_FIRST_TOKEN"})
    void isInterruptedAtAnyMoment(Scenario scenario) throws Exception {
        mind = examined(scenario, true);
        var reply = new AtomicReference<Reply>();
        var flag = new AtomicReference<Boolean>();
        var spoken = new CountDownLatch(1);
        var thread =
                Thread.ofPlatform()
                        .start(() -> {
                            reply.set(mind.think(prompt(scenario), text -> spoken.countDown()));
                            flag.set(Thread.interrupted());
                        });
        awaitSilence(scenario, spoken, thread);
        thread.interrupt();
        Patience.join(thread);
        assertEquals(new Reply.Interrupted(), reply.get());
        assertEquals(true, flag.get());
    }

    @ParameterizedTest
    @EnumSource(names = {"SILENT_BEFORE_THE_FIRST_TOKEN", "SILENT_AFTER_THE_FIRST_TOKEN"})
    void givesUpOnSilence(Scenario scenario) throws Exception {
        var failed = failed(scenario);
        assertEquals(Reply.Fault.SILENT, failed.fault());
        assertTrue(failed.retry());
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "ERROR_IN_MID_STREAM",
                "END_WITHOUT_DONE",
                "MALFORMED_LINE",
                "RESET",
                "WEB_PAGE"
            })
    void failsSoThatAnotherTryCanHelp(Scenario scenario) throws Exception {
        assertTrue(failed(scenario).retry());
    }

    @Test
    void saysWhereNobodyListens() throws Exception {
        var failed = failed(Scenario.NOBODY_LISTENS);
        assertEquals(Reply.Fault.AWAY, failed.fault());
        assertTrue(failed.why().contains("Next:"), failed.why());
    }

    @Test
    void saysThatTheModelIsUnknown() throws Exception {
        var failed = failed(Scenario.UNKNOWN_MODEL);
        assertEquals(Reply.Fault.UNKNOWN_MODEL, failed.fault());
        assertFalse(failed.retry());
        assertTrue(failed.why().contains("bat:1b"), failed.why());
    }

    @Test
    void takesATrimmedPromptForAFailureWithItsNumbers() throws Exception {
        var failed = failed(Scenario.OVERFLOW);
        assertEquals(Reply.Fault.TRUNCATED, failed.fault());
        assertTrue(failed.why().contains("2048"), failed.why());
        assertTrue(failed.why().contains("/settings set models.BRICK.context"), failed.why());
    }

    @Test
    void tellsADeclinedRequestFromAFailure() throws Exception {
        assertTrue(
                assertInstanceOf(Reply.Refused.class, think(Scenario.DECLINED))
                        .why()
                        .contains("cannot help"));
    }

    @Test
    void endsAFlood() throws Exception {
        assertEquals(Reply.Fault.TOO_LONG, failed(Scenario.FLOOD).fault());
    }

    @Test
    void quotesBrokenArgumentsToTheModelOnce() throws Exception {
        var call = answered(Scenario.ARGUMENTS_MENDED).calls().getFirst();
        assertEquals(JSON.readTree("{\"text\":\"mended\"}"), JSON.readTree(call.arguments()));
    }

    @Test
    void failsOnArgumentsThatStayBroken() throws Exception {
        var failed = failed(Scenario.ARGUMENTS_BROKEN);
        assertEquals(Reply.Fault.ARGUMENTS, failed.fault());
        assertTrue(failed.why().contains("slugify"), failed.why());
    }
}
