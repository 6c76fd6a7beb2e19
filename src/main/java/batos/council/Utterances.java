package batos.council;

import batos.image.View;
import batos.memory.Episode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Each persona's words in the turns that the image keeps.
public final class Utterances {
    private Utterances() {}

    /// @param at when the turn began
    public record Utterance(String persona, Instant at, String text) {}

    /// @param episodes the newest first
    /// @param each how many of each persona at most, its latest
    /// @return the oldest first
    static List<Utterance> of(View view, List<Episode> episodes, int each) {
        var all = new ArrayList<Utterance>();
        for (var episode : episodes) {
            view.get(TurnAccount.KIND, Episode.nameOf(episode.number()))
                    .map(TurnAccount::read)
                    .ifPresent(account -> add(all, episode, account, each));
        }
        return all.reversed();
    }

    private static void add(List<Utterance> all, Episode episode, TurnAccount account, int each) {
        var alone =
                account.receipts().size() == 1
                        && account.receipts().getFirst().purpose().equals("answer");
        if (alone) {
            add(all, account.receipts().getFirst().persona(), episode, episode.answered(), each);
        } else {
            add(all, "BRICK", episode, account.thesis(), each);
            add(all, "ROBIN", episode, account.antithesis(), each);
            add(all, "ALFRED", episode, episode.answered(), each);
        }
    }

    private static void add(
            List<Utterance> all, String persona, Episode episode, String text, int each) {
        var said = all.stream().filter(other -> other.persona().equals(persona)).count();
        if (!text.isBlank() && said < each) {
            all.add(new Utterance(persona, episode.at(), text));
        }
    }
}
