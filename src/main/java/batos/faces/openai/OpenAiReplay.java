package batos.faces.openai;

import batos.app.DeedQueue;
import batos.app.ProgramReplay;
import batos.app.Services;
import batos.app.StoppableWork;
import batos.json.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;

/// Requests of the OpenAI API from a recorded session: a path and a body. Their replies are printed
/// as they went over the wire.
public final class OpenAiReplay implements ProgramReplay {
    private final OpenAiRequests requests;

    public OpenAiReplay(Services house, DeedQueue deeds) {
        requests = new OpenAiRequests(house, deeds);
    }

    @Override
    public void ask(String request, Consumer<String> lines) {
        var space = request.indexOf(' ');
        var path = request.substring(0, space);
        var body = ApiRequest.parse(request.substring(space + 1));
        new StoppableWork()
                .run(() -> {
                    try {
                        requests.answer(path, body, new PrintedReply(lines));
                    } catch (ApiFault fault) {
                        lines.accept(fault.status() + " " + Json.write(fault.document()));
                    }
                    return true;
                });
    }

    private static final class PrintedReply implements ReplySink {
        private final Consumer<String> lines;
        private boolean streaming;

        PrintedReply(Consumer<String> lines) {
            this.lines = lines;
        }

        @Override
        public void document(ObjectNode document) {
            lines.accept(Json.write(document));
        }

        @Override
        public void event(String name, ObjectNode data) {
            streaming = true;
            if (!name.isEmpty()) {
                lines.accept("event: " + name);
            }
            lines.accept("data: " + Json.write(data));
        }

        @Override
        public void done() {
            lines.accept("data: [DONE]");
        }

        @Override
        public boolean isStreaming() {
            return streaming;
        }
    }
}
