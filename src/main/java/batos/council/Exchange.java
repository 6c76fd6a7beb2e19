package batos.council;

import batos.memory.Episode;
import batos.mind.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// A past turn as it stands in a prompt: the question, and the answer as the speaker's own words.
public record Exchange(long episode, String asked, String answered) {
    private static final String TURN = "turn";

    /// The latest turns that fit, the oldest first. Notes are no turns, and a turn that does not
    /// fit ends the conversation: what is before it is left out too.
    ///
    /// @param newestFirst the episodes of the image
    /// @param most how many turns
    /// @param room how many characters all of them may have together
    /// @param shorten what a prompt takes of each text
    static List<Exchange> latest(
            List<Episode> newestFirst, int most, int room, UnaryOperator<String> shorten) {
        var latest = new ArrayList<Exchange>();
        var left = room;
        for (var episode : newestFirst) {
            if (latest.size() >= most) {
                break;
            }
            if (!episode.sort().equals(TURN)) {
                continue;
            }
            var exchange =
                    new Exchange(
                            episode.number(),
                            shorten.apply(episode.asked()),
                            shorten.apply(episode.answered()));
            left -= exchange.length();
            if (left < 0) {
                break;
            }
            latest.addFirst(exchange);
        }
        return List.copyOf(latest);
    }

    private int length() {
        return asked.length() + answered.length();
    }

    /// The episode's id as a memory.
    String id() {
        return "e" + episode;
    }

    Stream<Message> messages() {
        return Stream.of(new Message.Question(asked), new Message.Said(answered, List.of()));
    }
}
