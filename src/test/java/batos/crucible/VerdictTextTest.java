package batos.crucible;

import static org.junit.jupiter.api.Assertions.assertEquals;

import batos.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a hearing was, as the tape keeps it.
class VerdictTextTest {
    static List<CaseResult> results() {
        return List.of(
                new CaseResult.Held(List.of(new CaseResult.Call("f", "{\"x\":1}", "4")), 1),
                new CaseResult.Fell("1 is not 2", "line 4"),
                CaseResult.Fell.raised("TypeError: no"));
    }

    @ParameterizedTest
    @MethodSource("results")
    void isReadAsItWasWritten(CaseResult result) {
        assertEquals(result, VerdictText.readHearing(VerdictText.writeHearing(result)));
    }

    @Test
    void ofAnOlderTapeSaysInItsWordsThatTheSourceRaised() throws Exception {
        assertEquals(
                CaseResult.Fell.raised("TypeError: no"),
                VerdictText.readHearing(
                        Json.read("[\"fell\",\"the source raised TypeError: no\",\"\"]")));
    }
}
