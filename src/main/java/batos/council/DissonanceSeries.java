package batos.council;

import batos.image.Image;
import batos.memory.Episode;
import batos.memory.Scrapbook;
import batos.persona.Receipt;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The dissonance of past turns, as the image keeps it.
public final class DissonanceSeries {
    private final Image image;
    private final Scrapbook memory;

    DissonanceSeries(Image image, Scrapbook memory) {
        this.image = image;
        this.memory = memory;
    }

    /// One turn.
    ///
    /// @param total as it was stored at the turn's end
    /// @param pins the model that each persona thought with
    /// @param forged names of tools that it made
    public record Point(
            long episode,
            Instant at,
            String asked,
            Theme theme,
            List<String> personas,
            Map<String, String> pins,
            double total,
            Dissonance dissonance,
            List<String> forged) {
        public Point {
            personas = List.copyOf(personas);
            pins = Collections.unmodifiableMap(new LinkedHashMap<>(pins));
            forged = List.copyOf(forged);
        }
    }

    /// The latest turns in which dissonance was measured, the oldest first. A turn of one persona
    /// alone has none.
    public List<Point> last(int turns) {
        var view = image.now();
        return memory.latest(Integer.MAX_VALUE).stream()
                .filter(episode -> episode.sort().equals("turn"))
                .flatMap(episode ->
                        view.get(TurnAccount.KIND, Episode.nameOf(episode.number())).stream()
                                .map(TurnAccount::read)
                                .filter(account -> !isSolo(account))
                                .map(account -> point(episode, account)))
                .limit(turns)
                .toList()
                .reversed();
    }

    private static boolean isSolo(TurnAccount account) {
        return account.dissonance().parts().isEmpty()
                && account.receipts().stream().map(Receipt::persona).distinct().count() <= 1;
    }

    private static Map<String, String> pins(TurnAccount account) {
        var pins = new LinkedHashMap<String, String>();
        account.receipts().forEach(receipt -> pins.put(receipt.persona(), receipt.pin()));
        return pins;
    }

    private static Point point(Episode episode, TurnAccount account) {
        return new Point(
                episode.number(),
                episode.at(),
                episode.asked(),
                account.theme(),
                account.receipts().stream().map(receipt -> receipt.persona()).distinct().toList(),
                pins(account),
                episode.dissonance(),
                account.dissonance(),
                account.forged());
    }
}
