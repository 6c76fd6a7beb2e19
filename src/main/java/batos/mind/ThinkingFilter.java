package batos.mind;

import java.util.Map;
import java.util.function.Consumer;

/// The words of a reply without what a reasoning model wrote down before them, between tags such as
/// `<think>` and `</think>`. Servers that know the model keep that apart themselves; others do not.
final class ThinkingFilter {
    private static final Map<String, String> TAGS =
            Map.of("<think>", "</think>", "<thinking>", "</thinking>", "[THINK]", "[/THINK]");

    private final Consumer<String> heard;
    private final StringBuilder held = new StringBuilder();
    private boolean speaking;

    ThinkingFilter(Consumer<String> heard) {
        this.heard = heard;
    }

    /// Takes the next part of the reply; what is no thought is heard at once.
    void part(String text) {
        if (speaking) {
            heard.accept(text);
            return;
        }
        held.append(text);
        var so = held.toString().stripLeading();
        if (TAGS.keySet().stream().noneMatch(tag -> so.startsWith(tag) || tag.startsWith(so))) {
            speak(held.toString());
        } else if (TAGS.entrySet().stream().anyMatch(tag -> closed(so, tag))) {
            var rest = without(so);
            if (!rest.isEmpty()) {
                speak(rest);
            }
        }
    }

    /// The reply has ended: what was still held back is heard, if it is no thought.
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

    private static boolean closed(String text, Map.Entry<String, String> tag) {
        return text.startsWith(tag.getKey()) && text.contains(tag.getValue());
    }

    /// A whole reply without its thoughts. Templates that open the thought themselves leave only
    /// the closing tag in the reply; a thought that was never closed is all there is.
    static String without(String text) {
        for (var tag : TAGS.entrySet()) {
            var close = text.indexOf(tag.getValue());
            var open = text.indexOf(tag.getKey());
            if (close >= 0 && (open < 0 || text.substring(0, open).isBlank())) {
                return text.substring(close + tag.getValue().length()).stripLeading();
            }
            if (close < 0 && open >= 0 && text.substring(0, open).isBlank()) {
                return "";
            }
        }
        return text;
    }
}
