package batos.faces.acp;

import batos.image.Change;
import batos.image.Datum;
import batos.image.Form;
import batos.image.View;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/// One conversation of an editor, as the image keeps it from its first turn on.
///
/// @param folder the editor's working directory
/// @param episodes the numbers of its turns, the first one first
record AcpSession(String id, String folder, List<Long> episodes) {
    static final String KIND = "acp.session";

    AcpSession {
        episodes = List.copyOf(episodes);
    }

    /// A session that no turn belongs to yet.
    static AcpSession begin(String id, String folder) {
        return new AcpSession(id, folder, List.of());
    }

    /// As a state of the image has it; empty where it has none.
    static Optional<AcpSession> in(View view, String id) {
        return view.get(KIND, id)
                .map(form ->
                        new AcpSession(
                                id,
                                form.text("folder"),
                                form.at("episodes") instanceof Datum.Many(var items)
                                        ? items.stream()
                                                .flatMapToLong(AcpSession::whole)
                                                .boxed()
                                                .toList()
                                        : List.of()));
    }

    private static LongStream whole(Datum datum) {
        return datum instanceof Datum.Whole(var number)
                ? LongStream.of(number)
                : LongStream.empty();
    }

    AcpSession with(long episode) {
        return new AcpSession(
                id,
                folder,
                LongStream.concat(
                                episodes.stream().mapToLong(Long::longValue),
                                LongStream.of(episode))
                        .boxed()
                        .toList());
    }

    void put(Change change) {
        var slots = new LinkedHashMap<String, Datum>();
        slots.put("folder", new Datum.Text(folder));
        slots.put(
                "episodes",
                new Datum.Many(episodes.stream().<Datum>map(Datum.Whole::new).toList()));
        change.put(Form.named(KIND, 1, id, slots));
    }
}
