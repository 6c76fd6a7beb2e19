package batos.faces.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// The destination of a reply: a client over HTTP, or the screen that shows a replay.
interface ReplySink {
    /// The whole reply, as one document.
    void document(ObjectNode document);

    /// One event of a stream. The first one commits the reply to being a stream: whatever fails
    /// later must be told as an event, too.
    ///
    /// @param name for `event:`; empty where the protocol has no names
    void event(String name, ObjectNode data);

    /// The line that ends a stream of chat chunks.
    void done();

    /// Whether an event was sent.
    boolean isStreaming();
}
