package batos.council;

import batos.memory.Episode;
import batos.mind.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// A past turn as it stands in a prompt: the question, and the answer as the speaker's own words.
public record Exchange(long episode, String asked, String answered) {
    private static final String TURN = "turn";

    /// The latest turns that fit, the oldest first. Notes are no turns, and a turn that does not
    /// fit ends the conversation: earlier ones are left out too.
    ///
    /// @param newestFirst the episodes of the image
    /// @param most how many turns
    /// @param room how many characters all of them may have together
    /// @param shorten cuts each text to the part that a prompt takes
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

    /// The conversation that ends with a turn: that turn and those that it continued, as many as
    /// fit, the oldest first. The turn itself is shortened where it alone does not fit.
    ///
    /// @param last the number of the turn
    /// @param before the turn that a turn continued; 0 for none
    static List<Exchange> thread(
            List<Episode> episodes,
            long last,
            LongUnaryOperator before,
            int room,
            UnaryOperator<String> shorten) {
        var thread = new ArrayList<Exchange>();
        var left = room;
        for (var number = last; number > 0; number = before.applyAsLong(number)) {
            var at = number;
            var episode =
                    episodes.stream()
                            .filter(each -> each.number() == at && each.sort().equals(TURN))
                            .findFirst();
            if (episode.isEmpty()) {
                break;
            }
            var each = thread.isEmpty() ? Math.max(left / 2, 1) : Integer.MAX_VALUE;
            var exchange =
                    new Exchange(
                            number,
                            Excerpt.of(shorten.apply(episode.get().asked()), each),
                            Excerpt.of(shorten.apply(episode.get().answered()), each));
            left -= exchange.length();
            if (left < 0) {
                break;
            }
            thread.addFirst(exchange);
        }
        return List.copyOf(thread);
    }

    int length() {
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
