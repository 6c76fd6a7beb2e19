package batos.faces.openai;

import batos.app.StoppableWork;
import batos.json.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// A client over HTTP. When it takes nothing any more, the work on its request is stopped. For the
/// thread that works.
final class HttpSink implements ReplySink {
    private final HttpServletResponse response;
    private final StoppableWork work;
    private boolean streaming;

    HttpSink(HttpServletResponse response, StoppableWork work) {
        this.response = response;
        this.work = work;
    }

    @Override
    public void document(ObjectNode document) {
        response.setContentType("application/json");
        write(Json.write(document));
    }

    @Override
    public void event(String name, ObjectNode data) {
        if (!streaming) {
            streaming = true;
            response.setContentType("text/event-stream; charset=utf-8");
            response.setHeader("X-Accel-Buffering", "no");
        }
        write(
                (name.isEmpty() ? "" : "event: " + name + "\n")
                        + "data: "
                        + Json.write(data)
                        + "\n\n");
    }

    @Override
    public void done() {
        write("data: [DONE]\n\n");
    }

    @Override
    public boolean isStreaming() {
        return streaming;
    }

    /// Servlets write to the socket only on a flush.
    private void write(String text) {
        try {
            response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            response.flushBuffer();
        } catch (IOException e) {
            work.stop();
        }
    }
}
