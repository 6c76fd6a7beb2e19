package batos.faces.acp;

import batos.council.Attachment;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// An editor's prompt: the question, and the attached files.
record PromptContent(String question, List<Attachment> attachments) {
    static PromptContent of(JsonNode blocks) {
        var texts = new ArrayList<String>();
        var files = new ArrayList<Attachment>();
        for (var block : blocks) {
            var type = block.path("type").asText("");
            switch (type) {
                case "text" -> texts.add(block.path("text").asText(""));
                case "resource" -> {
                    var resource = block.path("resource");
                    if (!resource.path("text").isTextual()) {
                        throw new RpcFault(
                                RpcFault.PARAMS,
                                "the resource %s is no text"
                                        .formatted(resource.path("uri").asText("")));
                    }
                    files.add(
                            new Attachment(
                                    resource.path("uri").asText("a resource"),
                                    resource.path("text").asText()));
                }
                case "resource_link" ->
                        texts.add(
                                "(%s: %s)"
                                        .formatted(
                                                block.path("name").asText("a file"),
                                                block.path("uri").asText("")));
                default ->
                        throw new RpcFault(
                                RpcFault.PARAMS,
                                "a block of the type '%s': these models read text only"
                                        .formatted(type));
            }
        }
        var question = String.join("\n", texts).strip();
        if (question.isEmpty()) {
            throw new RpcFault(RpcFault.PARAMS, "the prompt holds no text: nothing is asked");
        }
        return new PromptContent(question, files);
    }
}
