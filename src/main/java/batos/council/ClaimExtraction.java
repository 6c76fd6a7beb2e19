package batos.council;

import batos.council.claims.ExtractedClaim;
import batos.mind.Message;
import batos.mind.PersonaId;
import batos.mind.Purpose;
import batos.persona.Lease;
import batos.persona.StructuredRequest;
import batos.persona.StructuredRequest.Reading;
import batos.persona.StructuredRequest.Result;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Consumer;

/// Asks BABS for the claims of an answer as a document, where settings allow the call
/// (`council.extract_claims`). The words of [batos.council.claims] are always looked for; she finds
/// claims in phrasings that these lack.
final class ClaimExtraction {
    private static final String SCHEMA =
            """
            {"type":"object","properties":{"claims":{"type":"array","maxItems":20,"items":{"type":"object","properties":{
              "sentence":{"type":"string","description":"the sentence, word for word"},
              "kind":{"enum":["tool","value","forge","tests","recall","commit","snapshot","codex","act"]},
              "tool":{"type":"string","description":"the tool, snapshot or amendment it names, or empty"},
              "value":{"type":"string","description":"what is said to have come out, or how many, or empty"}},
             "required":["sentence","kind","tool","value"],"additionalProperties":false}}},
             "required":["claims"],"additionalProperties":false}\
            """;

    private final Lease lease;
    private final Consumer<TurnSignal> listener;

    ClaimExtraction(Lease lease, Consumer<TurnSignal> listener) {
        this.lease = lease;
        this.listener = listener;
    }

    /// None where settings forbid the call, and where it came to nothing.
    List<ExtractedClaim> of(Turn turn, String answer) {
        if (!turn.rules().options().extractClaims() || answer.isBlank()) {
            return List.of();
        }
        listener.accept(new TurnSignal.Began("BABS", "claims"));
        var result =
                StructuredRequest.of(
                                PersonaId.BABS,
                                Purpose.CLAIMS,
                                List.of(new Message.Asked(Prompts.claims(answer))),
                                SCHEMA)
                        .trying(1)
                        .<List<ExtractedClaim>>ask(lease, ClaimExtraction::read);
        return switch (result) {
            case Result.Parsed<List<ExtractedClaim>>(var claims, _, _) -> claims;
            case Result.Malformed<List<ExtractedClaim>> _,
                    Result.Refused<List<ExtractedClaim>> _,
                    Result.Failed<List<ExtractedClaim>> _,
                    Result.Interrupted<List<ExtractedClaim>> _ -> {
                listener.accept(
                        new TurnSignal.Worked(
                                "council",
                                "BABS found no claims in the answer that could be read; the words"
                                        + " alone are checked"));
                yield List.of();
            }
        };
    }

    private static Reading<List<ExtractedClaim>> read(String text, int attempt) {
        return ReplyDocument.in(text)
                .filter(json -> json.path("claims").isArray())
                .<Reading<List<ExtractedClaim>>>map(json ->
                        new Reading.Fits<>(
                                json.path("claims")
                                        .valueStream()
                                        .map(ClaimExtraction::claim)
                                        .toList()))
                .orElseGet(() -> new Reading.Misfit<>("it needs an array 'claims'"));
    }

    private static ExtractedClaim claim(JsonNode json) {
        return new ExtractedClaim(
                json.path("sentence").asText(""),
                json.path("kind").asText(""),
                json.path("tool").asText(""),
                json.path("value").asText(""));
    }
}
