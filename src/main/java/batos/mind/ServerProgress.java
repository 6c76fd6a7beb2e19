package batos.mind;

import batos.json.Json;
import org.jspecify.annotations.Nullable;

/// Follows long work on the server, which tells a JSON object with `status` a line and ends well
/// with `success`.
final class ServerProgress {
    private final String where;
    private final String what;
    private final ServerJob.Progress progress;
    private final StringBuilder said = new StringBuilder();
    private ExchangeStep.@Nullable Head head;
    private @Nullable ExchangeStep last;
    private String error = "";
    private boolean success;

    private ServerProgress(String where, String what, ServerJob.Progress progress) {
        this.where = where;
        this.what = what;
        this.progress = progress;
    }

    static ServerJob follow(
            ServerConnection wire,
            ServerConnection.Request request,
            String what,
            ServerJob.Progress progress) {
        var work = new ServerProgress(wire.base().toString(), what, progress);
        wire.exchange(request, () -> false, work::take);
        return work.end();
    }

    private void take(ExchangeStep piece) {
        switch (piece) {
            case ExchangeStep.Head given -> head = given;
            case ExchangeStep.Line(var line) -> line(line);
            case ExchangeStep.End end -> last = end;
            case ExchangeStep.Broke broke -> last = broke;
            case ExchangeStep.Stopped stopped -> last = stopped;
        }
    }

    private void line(String line) {
        if (said.length() < 1000) {
            said.append(line);
        }
        var object = Json.foreignObject(line).orElseGet(Json::object);
        if (object.has("error")) {
            error = object.path("error").asText();
        }
        success |=
                object.path("status").asText().equals("success") || object.path("done").asBoolean();
        if (object.has("status")) {
            progress.at(
                    object.path("status").asText(),
                    object.path("completed").asLong(),
                    object.path("total").asLong());
        }
    }

    private ServerJob end() {
        if (last instanceof ExchangeStep.Stopped) {
            return new ServerJob.Interrupted();
        }
        if (last instanceof ExchangeStep.Broke(var fault, var why)) {
            return new ServerJob.Failed(true, what + ": " + why);
        }
        if (head == null || head.status() != 200) {
            var status = head == null ? 0 : head.status();
            return new ServerJob.Failed(
                    status >= 500,
                    "%s: %s: %d %s"
                            .formatted(where, what, status, StreamProtocol.said(said.toString())));
        }
        if (!error.isEmpty()) {
            return new ServerJob.Failed(true, where + ": " + what + ": " + error);
        }
        return success
                ? new ServerJob.Done(what)
                : new ServerJob.Failed(
                        true,
                        where
                                + ": "
                                + what
                                + ": ended before it said success. Next: the same command again"
                                + " goes on");
    }
}
