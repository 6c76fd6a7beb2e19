package batos.shell.terminal;

import org.jline.reader.LineReader;
import org.jline.reader.impl.DefaultHighlighter;
import org.jline.utils.AttributedString;

/// Hears each key that changes the line at the prompt: JLine redraws the line then, and asks its
/// highlighter, on the thread that reads the keys.
final class KeystrokeWatch extends DefaultHighlighter {
    private final Runnable pressed;
    private String before = "";

    KeystrokeWatch(Runnable pressed) {
        this.pressed = pressed;
    }

    @Override
    public AttributedString highlight(LineReader reader, String buffer) {
        if (!buffer.equals(before)) {
            before = buffer;
            if (!buffer.isEmpty()) {
                pressed.run();
            }
        }
        return super.highlight(reader, buffer);
    }
}
