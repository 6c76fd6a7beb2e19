package batos.mind;

import org.jspecify.annotations.Nullable;

/// Follows long work on the server, which tells a JSON object with `status` a line and ends well
/// with `success`.
final class ServerWork {
    private final String where;
    private final String what;
    private final Work.Progress progress;
    private final StringBuilder said = new StringBuilder();
    private Piece.@Nullable Head head;
    private @Nullable Piece last;
    private String error = "";
    private boolean success;

    private ServerWork(String where, String what, Work.Progress progress) {
        this.where = where;
        this.what = what;
        this.progress = progress;
    }

    static Work follow(Wire wire, Wire.Request request, String what, Work.Progress progress) {
        var work = new ServerWork(wire.base().toString(), what, progress);
        wire.exchange(request, () -> false, work::take);
        return work.end();
    }

    private void take(Piece piece) {
        switch (piece) {
            case Piece.Head given -> head = given;
            case Piece.Line(var line) -> line(line);
            case Piece.End end -> last = end;
            case Piece.Broke broke -> last = broke;
            case Piece.Stopped stopped -> last = stopped;
        }
    }

    private void line(String line) {
        if (said.length() < 1000) {
            said.append(line);
        }
        var object = Json.read(line).orElseGet(Json::object);
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

    private Work end() {
        if (last instanceof Piece.Stopped) {
            return new Work.Interrupted();
        }
        if (last instanceof Piece.Broke(var fault, var why)) {
            return new Work.Failed(true, what + ": " + why);
        }
        if (head == null || head.status() != 200) {
            var status = head == null ? 0 : head.status();
            return new Work.Failed(
                    status >= 500,
                    "%s: %s: %d %s".formatted(where, what, status, Protocol.said(said.toString())));
        }
        if (!error.isEmpty()) {
            return new Work.Failed(true, where + ": " + what + ": " + error);
        }
        return success
                ? new Work.Done(what)
                : new Work.Failed(
                        true,
                        where
                                + ": "
                                + what
                                + ": ended before it said success. Next: the same command again goes on");
    }
}
