package batos.mind;

import java.util.List;
import java.util.function.Consumer;

/// The words of a reply without what a reasoning model wrote down before them, between tags such as
/// `<think>` and `</think>`. Servers that know the model keep that apart themselves; others do not.
final class ThinkingFilter {
    private record Tag(String open, String close) {
        boolean begins(String text) {
            return text.startsWith(open) || open.startsWith(text);
        }

        boolean isClosedIn(String text) {
            return text.startsWith(open) && text.contains(close);
        }
    }

    private static final List<Tag> TAGS =
            List.of(
                    new Tag("<think>", "</think>"),
                    new Tag("<thinking>", "</thinking>"),
                    new Tag("[THINK]", "[/THINK]"));

    private final Consumer<String> heard;
    private final StringBuilder held = new StringBuilder();
    private boolean speaking;

    ThinkingFilter(Consumer<String> heard) {
        this.heard = heard;
    }

    /// Takes the next part of the reply; passes text that is no thought on at once.
    void part(String text) {
        if (speaking) {
            heard.accept(text);
            return;
        }
        held.append(text);
        var so = held.toString().stripLeading();
        if (TAGS.stream().noneMatch(tag -> tag.begins(so))) {
            speak(held.toString());
        } else if (TAGS.stream().anyMatch(tag -> tag.isClosedIn(so))) {
            var rest = without(so);
            if (!rest.isEmpty()) {
                speak(rest);
            }
        }
    }

    /// The reply has ended: passes the held-back text on, if it is no thought.
    void end() {
        var rest = without(held.toString());
        if (!speaking && !rest.isEmpty()) {
            speak(rest);
        }
    }

    private void speak(String text) {
        speaking = true;
        held.setLength(0);
        heard.accept(text);
    }

    /// A whole reply without its thoughts. Templates that open the thought themselves leave only
    /// the closing tag in the reply; a thought that was never closed is all there is.
    static String without(String text) {
        for (var tag : TAGS) {
            var close = text.indexOf(tag.close());
            var open = text.indexOf(tag.open());
            if (close >= 0 && (open < 0 || text.substring(0, open).isBlank())) {
                return text.substring(close + tag.close().length()).stripLeading();
            }
            if (close < 0 && open >= 0 && text.substring(0, open).isBlank()) {
                return "";
            }
        }
        return text;
    }
}
