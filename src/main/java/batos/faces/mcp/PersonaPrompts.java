package batos.faces.mcp;

import batos.app.Services;
import batos.mind.PersonaId;
import io.modelcontextprotocol.server.McpServerFeatures.AsyncPromptSpecification;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.GetPromptRequest;
import io.modelcontextprotocol.spec.McpSchema.GetPromptResult;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import reactor.core.publisher.Mono;

/// One prompt for each of the four: who they are, and a question to answer as they would.
final class PersonaPrompts {
    private final Services house;

    PersonaPrompts(Services house) {
        this.house = house;
    }

    List<AsyncPromptSpecification> all() {
        return Arrays.stream(PersonaId.values()).map(this::of).toList();
    }

    private AsyncPromptSpecification of(PersonaId persona) {
        return new AsyncPromptSpecification(
                McpSchema.Prompt.builder(persona.name().toLowerCase(Locale.ROOT))
                        .title(persona.name())
                        .description(
                                "Answer as " + persona.name() + " would, by the codex in force.")
                        .arguments(
                                List.of(
                                        McpSchema.PromptArgument.builder("question")
                                                .description("What is asked.")
                                                .required(false)
                                                .build()))
                        .build(),
                (exchange, request) -> Mono.fromCallable(() -> prompt(persona, request)));
    }

    private GetPromptResult prompt(PersonaId persona, GetPromptRequest request) {
        var given = request.arguments() == null ? null : request.arguments().get("question");
        var question = given == null ? "" : given.toString().strip();
        var instruction =
                house.readableCodex().inForce().document().instruction(persona.name()).strip();
        return GetPromptResult.builder(
                        List.of(
                                new McpSchema.PromptMessage(
                                        McpSchema.Role.USER,
                                        McpSchema.TextContent.builder(
                                                        question.isEmpty()
                                                                ? instruction
                                                                : instruction + "\n\n" + question)
                                                .build())))
                .description("Answer as " + persona.name() + " would.")
                .build();
    }
}
