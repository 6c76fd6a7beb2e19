package batos.shell.terminal;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jline.keymap.KeyMap;
import org.jline.reader.LineReader;
import org.jline.reader.Reference;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;

/// Keys as terminals really send them, whatever terminfo says of the terminal: CSI and SS3, xterm,
/// rxvt, PuTTY, tmux, screen and the Linux console, with Shift, Alt and Ctrl.
final class KeyBindings {
    private static final String ESC = "\033";
    private static final String NOTHING = "nothing";
    private static final String DROP = "drop-line";
    private static final String CTRL_C = "\003";

    /// In the place of a control character: no key has its function.
    private static final int NO_KEY = 0;

    /// The signs of the number pad, in whose application mode they are sent as SS3 and a letter,
    /// from `j` on.
    private static final String PAD = "*+,-./0123456789";

    private static final int LAST_FUNCTION_KEY = 34;
    private static final Map<String, String> CURSOR = new LinkedHashMap<>();
    private static final Map<String, String> TILDE = new LinkedHashMap<>();

    static {
        CURSOR.put("A", LineReader.UP_LINE_OR_HISTORY);
        CURSOR.put("B", LineReader.DOWN_LINE_OR_HISTORY);
        CURSOR.put("C", LineReader.FORWARD_CHAR);
        CURSOR.put("D", LineReader.BACKWARD_CHAR);
        CURSOR.put("H", LineReader.BEGINNING_OF_LINE);
        CURSOR.put("F", LineReader.END_OF_LINE);
        TILDE.put("1", LineReader.BEGINNING_OF_LINE);
        TILDE.put("7", LineReader.BEGINNING_OF_LINE);
        TILDE.put("4", LineReader.END_OF_LINE);
        TILDE.put("8", LineReader.END_OF_LINE);
        TILDE.put("3", LineReader.DELETE_CHAR);
        TILDE.put("2", LineReader.REDISPLAY);
        TILDE.put("5", LineReader.BEGINNING_OF_HISTORY);
        TILDE.put("6", LineReader.END_OF_HISTORY);
    }

    private KeyBindings() {}

    static void bind(LineReader reader, Terminal terminal) {
        reader.getWidgets().put(NOTHING, () -> true);
        for (var name : new String[] {LineReader.EMACS, LineReader.VIINS}) {
            var map = Objects.requireNonNull(reader.getKeyMaps().get(name), name);
            CURSOR.forEach((end, widget) -> {
                bind(map, widget, ESC + "[" + end);
                bind(map, widget, ESC + "O" + end);
                for (int modifier = 2; modifier <= 8; modifier++) {
                    bind(map, modified(end, widget, modifier), ESC + "[1;" + modifier + end);
                    bind(map, modified(end, widget, modifier), ESC + "O" + modifier + end);
                }
                bind(map, modified(end, widget, 5), ESC + "[5" + end);
                bind(map, modified(end, widget, 5), ESC + "O" + end.toLowerCase(Locale.ROOT));
                bind(map, modified(end, widget, 3), ESC + ESC + "[" + end);
                bind(map, widget, ESC + "[" + end.toLowerCase(Locale.ROOT));
            });
            TILDE.forEach((number, widget) -> {
                bind(map, widget, ESC + "[" + number + "~");
                for (int modifier = 2; modifier <= 8; modifier++) {
                    bind(map, widget, ESC + "[" + number + ";" + modifier + "~");
                }
            });
            for (int key = 1; key <= LAST_FUNCTION_KEY; key++) {
                for (var rxvt : List.of("^", "$", "@")) {
                    bind(
                            map,
                            TILDE.getOrDefault(String.valueOf(key), NOTHING),
                            ESC + "[" + key + rxvt);
                }
            }
            for (var console : List.of("A", "B", "C", "D", "E")) {
                bind(map, NOTHING, ESC + "[[" + console);
            }
            padAsDigits(reader, map);
        }
        completeUnlessPasted(reader, terminal);
        if (!(terminal instanceof DumbTerminal)) {
            dropLine(reader, terminal);
        }
    }

    /// While a line is read Ctrl-C is a key like others, in the order in which they were typed: as
    /// a signal it would meet a reader that may have taken the next key already, which would go to
    /// the line that is dropped. JLine puts the terminal's attributes back when the line ends, so
    /// that it is a signal again while something runs.
    private static void dropLine(LineReader reader, Terminal terminal) {
        reader.getWidgets()
                .put(
                        DROP,
                        () -> {
                            throw new UserInterruptException(reader.getBuffer().toString());
                        });
        for (var name : List.of(LineReader.EMACS, LineReader.VIINS, LineReader.VICMD)) {
            bind(Objects.requireNonNull(reader.getKeyMaps().get(name), name), DROP, CTRL_C);
        }
        reader.getWidgets()
                .put(
                        LineReader.CALLBACK_INIT,
                        () -> {
                            var raw = terminal.getAttributes();
                            raw.setControlChar(Attributes.ControlChar.VINTR, NO_KEY);
                            terminal.setAttributes(raw);
                            return true;
                        });
    }

    /// PuTTY's number pad sends letters after SS3 as soon as a program asks for its arrows.
    private static void padAsDigits(LineReader reader, KeyMap<org.jline.reader.Binding> map) {
        bind(map, LineReader.ACCEPT_LINE, ESC + "OM");
        for (int i = 0; i < PAD.length(); i++) {
            var sign = PAD.substring(i, i + 1);
            var widget = "pad-" + sign;
            reader.getWidgets()
                    .put(
                            widget,
                            () -> {
                                reader.getBuffer().write(sign);
                                return true;
                            });
            bind(map, widget, ESC + "O" + (char) ('j' + i));
        }
    }

    /// Alt and Ctrl with an arrow to the side go a word on.
    private static String modified(String end, String widget, int modifier) {
        if (modifier == 2) {
            return widget;
        }
        return switch (end) {
            case "C" -> LineReader.FORWARD_WORD;
            case "D" -> LineReader.BACKWARD_WORD;
            default -> widget;
        };
    }

    private static void bind(KeyMap<org.jline.reader.Binding> map, String widget, String keys) {
        map.bind(new Reference(widget), keys);
    }

    /// Where a terminal has no bracketed paste, a pasted tab is a key in a burst of others: it is
    /// taken as it is, since nobody types so fast.
    private static void completeUnlessPasted(LineReader reader, Terminal terminal) {
        reader.getWidgets()
                .put(
                        "complete-unless-pasted",
                        () -> {
                            if (isBurst(terminal)) {
                                reader.getBuffer().write('\t');
                                return true;
                            }
                            reader.callWidget(LineReader.EXPAND_OR_COMPLETE);
                            return true;
                        });
        for (var name : new String[] {LineReader.EMACS, LineReader.VIINS}) {
            bind(
                    Objects.requireNonNull(reader.getKeyMaps().get(name), name),
                    "complete-unless-pasted",
                    "\t");
        }
    }

    private static boolean isBurst(Terminal terminal) {
        try {
            var next = terminal.reader().peek(1);
            return next >= 0 && next != '\r' && next != '\n';
        } catch (IOException e) {
            return false;
        }
    }
}
