package batos.faces.openai;

import batos.council.TurnAccount;
import batos.json.Json;
import batos.mind.Message;
import batos.mind.Reply;
import batos.persona.Receipt;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/// The outcome of a turn that did not fail: with an answer, or with calls of the program's tools.
///
/// @param content the speaker's words
/// @param calls empty where there is an answer
/// @param account how the answer came about; empty for calls
/// @param receipts of the calls to models that it took
/// @param kept whether it is in the image
record TurnResult(
        String content,
        List<Message.ToolCall> calls,
        Optional<TurnAccount> account,
        List<Receipt> receipts,
        boolean kept) {
    /// The reason why the answer ends, in the words of chat completions.
    String finish() {
        if (!calls.isEmpty()) {
            return "tool_calls";
        }
        return !receipts.isEmpty() && receipts.getLast().ending().equals(Reply.Ending.CUT.words())
                ? "length"
                : "stop";
    }

    /// Tokens of all calls to models that the turn made; 0 where the server tells none.
    int promptTokens() {
        return receipts.stream().mapToInt(Receipt::promptTokens).sum();
    }

    int replyTokens() {
        return receipts.stream().mapToInt(Receipt::replyTokens).sum();
    }

    /// The fields that the API lacks: the episode, the dissonance, the sentences of the answer that
    /// no receipt bears out.
    ObjectNode extension() {
        var extension = Json.object().put("kept", kept);
        account.ifPresent(how -> {
            if (kept) {
                extension.put("episode", how.episode());
            }
            extension.put("dissonance", how.dissonance().total());
            extension.put("rounds", how.rounds());
            var claims = extension.putArray("claims");
            how.claims().forEach(claims::add);
            var tools = extension.putArray("tools");
            how.uses().forEach(tools::add);
            if (!how.dissent().isBlank()) {
                extension.put("dissent", how.dissent());
            }
        });
        return extension;
    }
}
