package batos.faces.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.faces.RunningHouse;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.output.FinishReason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// LangChain4j's own OpenAI client as the judge.
@Timeout(600)
class LangChainClientTest {
    private static final ToolSpecification SLUGIFY =
            ToolSpecification.builder()
                    .name("slugify")
                    .description("makes a slug")
                    .parameters(JsonObjectSchema.builder().addStringProperty("text").build())
                    .build();

    @TempDir static Path folder;
    private static RunningHouse running;

    @BeforeAll
    static void open() throws IOException {
        running = new RunningHouse(folder);
    }

    @AfterAll
    static void close() {
        running.close();
    }

    private static OpenAiChatModel model(String name, String key) {
        return OpenAiChatModel.builder()
                .baseUrl(running.server().address() + "/v1")
                .apiKey(key)
                .modelName(name)
                .maxRetries(0)
                .build();
    }

    private static OpenAiChatModel model(String name) {
        return model(name, running.server().key());
    }

    @Test
    void chats() {
        var response = model("council").chat(UserMessage.from("hello there"));
        assertFalse(response.aiMessage().text().isBlank());
        assertEquals(FinishReason.STOP, response.finishReason());
        assertTrue(response.tokenUsage().totalTokenCount() > 0);
    }

    @Test
    void streams() throws Exception {
        var whole = new CompletableFuture<ChatResponse>();
        var heard = new StringBuilder();
        OpenAiStreamingChatModel.builder()
                .baseUrl(running.server().address() + "/v1")
                .apiKey(running.server().key())
                .modelName("robin")
                .build()
                .chat(
                        "hello there",
                        new StreamingChatResponseHandler() {
                            @Override
                            public void onPartialResponse(String piece) {
                                heard.append(piece);
                            }

                            @Override
                            public void onCompleteResponse(ChatResponse response) {
                                whole.complete(response);
                            }

                            @Override
                            public void onError(Throwable error) {
                                whole.completeExceptionally(error);
                            }
                        });
        var text = whole.get().aiMessage().text();
        assertEquals(text, heard.toString());
    }

    @Test
    void runsItsOwnTools() {
        var model = model("council");
        var messages = new ArrayList<ChatMessage>(List.of(UserMessage.from("slugify 'Ten Cats'")));
        var first = model.chat(request(messages));
        var call = first.aiMessage().toolExecutionRequests().getFirst();
        assertEquals("slugify", call.name());
        assertEquals(FinishReason.TOOL_EXECUTION, first.finishReason());
        messages.add(first.aiMessage());
        messages.add(ToolExecutionResultMessage.from(call, "\"by-langchain\""));
        assertTrue(model.chat(request(messages)).aiMessage().text().contains("by-langchain"));
    }

    private static ChatRequest request(List<ChatMessage> messages) {
        return ChatRequest.builder().messages(messages).toolSpecifications(SLUGIFY).build();
    }

    @Test
    void embeds() {
        var model =
                OpenAiEmbeddingModel.builder()
                        .baseUrl(running.server().address() + "/v1")
                        .apiKey(running.server().key())
                        .modelName("babs")
                        .build();
        var one = model.embed("a cat sat on a mat").content().vector();
        assertEquals(running.house().embedder().dimension(), one.length);
    }

    @Test
    void knowsTheErrors() {
        assertThrows(
                AuthenticationException.class, () -> model("council", "wrong").chat("hello there"));
        assertThrows(ModelNotFoundException.class, () -> model("gpt-4").chat("hello there"));
    }
}
