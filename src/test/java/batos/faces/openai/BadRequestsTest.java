package batos.faces.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.faces.RunningHouse;
import batos.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Requests that make no sense get that API's error document, and leave the image alone.
class BadRequestsTest {
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "chat/completions | {                                     | 400 |",
                "chat/completions | []                                    | 400 |",
                "chat/completions | {`a`:1,`a`:2}                         | 400 |",
                "chat/completions | {}                                    | 400 | model",
                "chat/completions | {`model`:`gpt-4`,`messages`:[]}       | 404 | model",
                "chat/completions | {`model`:`council@`,`messages`:[]}    | 404 | model",
                "chat/completions |"
                        + " {`model`:`council@nowhere`,`messages`:[{`role`:`user`,`content`:`x`}]} |"
                        + " 404 | model",
                "chat/completions |"
                        + " {`model`:`council@999999`,`messages`:[{`role`:`user`,`content`:`x`}]} | 404"
                        + " | model",
                "chat/completions | {`model`:`council`}                   | 400 | messages",
                "chat/completions | {`model`:`council`,`messages`:`x`}    | 400 | messages",
                "chat/completions | {`model`:`council`,`messages`:[{`role`:`king`,`content`:`x`}]}"
                        + " | 400 | messages[0].role",
                "chat/completions | {`model`:`council`,`messages`:[{`role`:`user`,`content`:` `}]}"
                        + " | 400 | messages[0].content",
                "chat/completions |"
                        + " {`model`:`council`,`messages`:[{`role`:`assistant`,`content`:`x`}]} | 400 |"
                        + " messages",
                "chat/completions |"
                        + " {`model`:`council`,`messages`:[{`role`:`user`,`content`:[{`type`:`image_url`}]}]}"
                        + " | 400 | messages[0].content",
                "chat/completions |"
                        + " {`model`:`council`,`messages`:[{`role`:`tool`,`tool_call_id`:`a`,`content`:`x`}]}"
                        + " | 400 | messages[0].tool_call_id",
                "chat/completions |"
                        + " {`model`:`council`,`n`:2,`messages`:[{`role`:`user`,`content`:`x`}]} | 400"
                        + " | n",
                "chat/completions |"
                        + " {`model`:`council`,`temperature`:9,`messages`:[{`role`:`user`,`content`:`x`}]}"
                        + " | 400 | temperature",
                "chat/completions |"
                        + " {`model`:`council`,`stop`:[`a`,`b`,`c`,`d`,`e`],`messages`:[{`role`:`user`,`content`:`x`}]}"
                        + " | 400 | stop",
                "chat/completions |"
                        + " {`model`:`council`,`stream`:`yes`,`messages`:[{`role`:`user`,`content`:`x`}]}"
                        + " | 400 | stream",
                "chat/completions |"
                        + " {`model`:`council`,`tools`:[{`type`:`function`,`function`:{`name`:`a"
                        + " b`}}],`messages`:[{`role`:`user`,`content`:`x`}]} | 400 | tools",
                "chat/completions |"
                        + " {`model`:`council`,`response_format`:{`type`:`xml`},`messages`:[{`role`:`user`,`content`:`x`}]}"
                        + " | 400 | response_format",
                "chat/completions |"
                        + " {`model`:`council`,`logprobs`:true,`messages`:[{`role`:`user`,`content`:`x`}]}"
                        + " | 400 | logprobs",
                "chat/completions |"
                        + " {`model`:`council`,`top_logprobs`:3,`messages`:[{`role`:`user`,`content`:`x`}]}"
                        + " | 400 | top_logprobs",
                "chat/completions |"
                        + " {`model`:`council`,`logit_bias`:{`50256`:-100},`messages`:[{`role`:`user`,`content`:`x`}]}"
                        + " | 400 | logit_bias",
                "chat/completions |"
                        + " {`model`:`council`,`modalities`:[`text`,`audio`],`messages`:[{`role`:`user`,`content`:`x`}]}"
                        + " | 400 | modalities",
                "chat/completions |"
                        + " {`model`:`council`,`audio`:{`voice`:`ash`,`format`:`wav`},`messages`:[{`role`:`user`,`content`:`x`}]}"
                        + " | 400 | audio",
                "chat/completions |"
                        + " {`model`:`council`,`web_search_options`:{},`messages`:[{`role`:`user`,`content`:`x`}]}"
                        + " | 400 | web_search_options",
                "chat/completions |"
                        + " {`model`:`council`,`functions`:[],`messages`:[{`role`:`user`,`content`:`x`}]}"
                        + " | 400 | functions",
                "chat/completions |"
                        + " {`model`:`council`,`function_call`:`auto`,`messages`:[{`role`:`user`,`content`:`x`}]}"
                        + " | 400 | function_call",
                "chat/completions |"
                        + " {`model`:`council`,`presence_penalty`:0.5,`messages`:[{`role`:`user`,`content`:`x`}]}"
                        + " | 400 | presence_penalty",
                "chat/completions |"
                        + " {`model`:`council`,`frequency_penalty`:`x`,`messages`:[{`role`:`user`,`content`:`x`}]}"
                        + " | 400 | frequency_penalty",
                "chat/completions |"
                        + " {`model`:`council`,`seed`:`x`,`messages`:[{`role`:`user`,`content`:`x`}]} |"
                        + " 400 | seed",
                "chat/completions |"
                        + " {`model`:`council`,`seed`:1.5,`messages`:[{`role`:`user`,`content`:`x`}]} |"
                        + " 400 | seed",
                "chat/completions |"
                        + " {`model`:`council`,`store`:1,`messages`:[{`role`:`user`,`content`:`x`}]} |"
                        + " 400 | store",
                "chat/completions |"
                        + " {`model`:`council`,`max_tokens`:0,`messages`:[{`role`:`user`,`content`:`x`}]}"
                        + " | 400 | max_tokens",
                "chat/completions |"
                        + " {`model`:`council`,`response_format`:{`type`:`json_schema`,`json_schema`:{`name`:`a`,`schema`:{`type`:`strange`}}},`messages`:[{`role`:`user`,`content`:`x`}]}"
                        + " | 400 | response_format",
                "chat/completions |"
                        + " {`model`:`council`,`response_format`:{`type`:`json_schema`},`messages`:[{`role`:`user`,`content`:`x`}]}"
                        + " | 400 | response_format",
                "responses |"
                        + " {`model`:`council`,`input`:[{`role`:`user`,`content`:[{`type`:`input_image`,`image_url`:`x`}]}]}"
                        + " | 400 | input[0].content",
                "responses | {`model`:`council`,`input`:`x`,`background`:true} | 400 | background",
                "responses |"
                        + " {`model`:`council`,`input`:`x`,`include`:[`message.output_text.logprobs`]}"
                        + " | 400 | include",
                "responses | {`model`:`council`,`input`:`x`,`conversation`:`conv_1`} | 400 |"
                        + " conversation",
                "responses | {`model`:`council`,`input`:`x`,`prompt`:{`id`:`pmpt_1`}} | 400 |"
                        + " prompt",
                "responses | {`model`:`council`,`input`:`x`,`tools`:[{`type`:`web_search`}]} | 400"
                        + " | tools",
                "responses |"
                        + " {`model`:`council`,`input`:`x`,`text`:{`format`:{`type`:`json_schema`,`schema`:7}}}"
                        + " | 400 | text.format",
                "responses        | {`model`:`council`}                   | 400 | input",
                "responses        | {`model`:`council`,`input`:`x`,`previous_response_id`:`resp_0`}"
                        + " | 400 | previous_response_id",
                "embeddings       | {`model`:`babs`}                      | 400 | input",
                "embeddings       | {`model`:`babs`,`input`:``}           | 400 | input",
                "embeddings       | {`model`:`babs`,`input`:[1,2]}        | 400 | input",
                "embeddings       | {`model`:`nomic`,`input`:`x`}         | 404 | model",
                "embeddings       | {`model`:`babs`,`input`:`x`,`dimensions`:3} | 400 | dimensions",
                "nothing          | {}                                    | 404 |",
            })
    void isRefused(String path, String body, int status, String param) {
        var before = running.house().image().now().number();
        var response = running.post("/v1/" + path, body.replace('`', '"'));
        assertEquals(status, response.statusCode(), response.body());
        var error = Json.tryRead(response.body()).orElseThrow().path("error");
        assertFalse(error.path("message").asText().isBlank());
        assertEquals("invalid_request_error", error.path("type").asText());
        assertEquals(param == null ? "null" : param, error.path("param").asText("null"));
        assertTrue(error.has("code"));
        assertEquals(before, running.house().image().now().number());
    }

    @Test
    void governanceHasNoPath() {
        for (var path : new String[] {"/v1/codex", "/codex/approve", "/v1/do", "/v1/eval"}) {
            assertEquals(404, running.post(path, "{}").statusCode());
        }
        running.ask(
                "/v1/chat/completions",
                "{`model`:`robin`,`messages`:[{`role`:`user`,`content`:`/codex approve 1`}]}");
        assertTrue(running.house().readableCodex().proposals().isEmpty());
        assertEquals(0, running.house().readableCodex().inForce().amendment());
    }
}
