package batos.shell.terminal;

import batos.app.DeedOutput;
import batos.text.TerminalText;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The only place where anything is printed: words for the Architect, notes beside them. All text
/// is made [TerminalText] on its way; colour is added here and only for a terminal that wants it.
public final class Printer implements DeedOutput {
    private static final int USUAL_WIDTH = 80;

    private final PrintStream words;
    private final PrintStream notes;
    private final boolean colour;
    private final @Nullable Spinner spinner;
    private @Nullable WordWrap wrap;
    private IntSupplier columns = () -> USUAL_WIDTH;
    private Supplier<ColourTheme> theme = () -> ColourTheme.DARK;
    private UnaryOperator<String> next = text -> text;
    private boolean exact;
    private boolean midLine;

    private Printer(PrintStream words, PrintStream notes, boolean colour, boolean live) {
        this.words = words;
        this.notes = notes;
        this.colour = colour;
        this.spinner = live ? new Spinner(words, this) : null;
    }

    /// Two streams that may lead nowhere.
    ///
    /// @param words where results go; with `--json` it is the same stream as `notes`
    /// @param notes where diagnostics and progress go
    public static Printer plain(PrintStream words, PrintStream notes) {
        return new Printer(words, notes, false, false);
    }

    /// Results and what programs print go to a file or a pipe, byte for byte.
    public static Printer exact(PrintStream words, PrintStream notes) {
        var printer = plain(words, notes);
        printer.exact = true;
        return printer;
    }

    /// A terminal, watched by a person.
    ///
    /// @param live whether its cursor can be moved, for a sign of work
    public static Printer terminal(
            PrintStream words, PrintStream notes, boolean colour, boolean live) {
        return new Printer(words, notes, colour, live);
    }

    /// The terminal of another process, at which a person sits.
    public static Printer attached(PrintStream words, boolean colour) {
        return new Printer(words, words, colour, false);
    }

    /// From now on text is broken between words where a line of the terminal ends; values and
    /// output of programs are not.
    public synchronized void wrapAt(IntSupplier width) {
        wrap = new WordWrap(width, () -> theme.get());
        columns = width;
    }

    /// From now on colours are those of a theme.
    ///
    /// @param chosen asked whenever something is printed
    public synchronized void themed(Supplier<ColourTheme> chosen) {
        theme = chosen;
    }

    /// From now on commands in notes are written as they must be typed where the notes are read.
    public synchronized void reads(UnaryOperator<String> asTyped) {
        next = asTyped;
    }

    /// Columns of the terminal; 80 where there is none.
    public synchronized int width() {
        var known = columns.getAsInt();
        return known >= WordWrap.NARROWEST ? known : USUAL_WIDTH;
    }

    /// Whole lines, exactly as they are: a result.
    public synchronized void say(String text) {
        freshLine();
        words.print(exact ? text + "\n" : inked(Style.PLAIN, text) + "\n");
        words.flush();
    }

    /// Prints whole lines.
    public synchronized void say(Style ink, String text) {
        freshLine();
        words.println(broken(ink, text));
        words.flush();
    }

    /// A piece of a stream; no line's end is added.
    public synchronized void piece(Style ink, String text) {
        if (wrap == null) {
            print(text, inked(ink, text));
        } else {
            print(text, wrap.take(colour ? ink : Style.PLAIN, TerminalText.safe(text)));
        }
    }

    /// Prints a program's output as the program prints it.
    @Override
    public synchronized void piece(String text) {
        print(
                text,
                exact
                        ? text
                        : held() + inked(Style.PLAIN, wrap == null ? text : LongText.cut(text)));
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // one stream or two
    public synchronized void error(String text) {
        pause();
        clear();
        notes.print(exact ? text : inked(Style.PLAIN, text));
        notes.flush();
        if (notes == words) {
            midLine = !text.endsWith("\n");
        }
    }

    private void print(String text, String shown) {
        if (!text.isEmpty()) {
            clear();
            words.print(shown);
            words.flush();
            midLine = !text.endsWith("\n");
            pause();
        }
    }

    /// The word that is still held back.
    private String held() {
        return wrap == null ? "" : wrap.end();
    }

    /// Ends the line that pieces have begun, if they have.
    public synchronized void freshLine() {
        clear();
        if (midLine) {
            words.println(held());
            words.flush();
            midLine = false;
        }
    }

    /// The text that `content` would print here, as the terminal would get it. Prints nothing.
    public String rendered(Consumer<Printer> content) {
        var text = new ByteArrayOutputStream();
        var stream = new PrintStream(text, true, StandardCharsets.UTF_8);
        var printer = new Printer(stream, stream, colour, false);
        synchronized (this) {
            printer.theme = theme;
            printer.columns = columns;
            printer.next = next;
            printer.wrap = wrap == null ? null : wrap.fresh();
        }
        content.accept(printer);
        printer.freshLine();
        return text.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    /// Prints a part of what [#rendered] made.
    public synchronized void sayRendered(String lines) {
        freshLine();
        words.print(lines);
        words.flush();
    }

    /// Whole lines that are no result: diagnostics, progress, notices.
    public void note(String text) {
        note(Style.PLAIN, text);
    }

    public synchronized void note(Style ink, String text) {
        freshLine();
        notes.println(broken(ink, next.apply(text)));
        notes.flush();
    }

    /// Shows that something goes on that may be silent for long, until something is printed in the
    /// middle of a line or [#rest()] is called. Only a live terminal shows it.
    ///
    /// @param what who does what, for example `BRICK thinks`
    public synchronized void working(String what) {
        if (spinner != null && !midLine) {
            spinner.show(TerminalText.oneLine(what));
        }
    }

    /// Adds to what [#working] shows, from now on.
    ///
    /// @param more called by the thread that draws, often; must not wait
    public synchronized void detail(Supplier<String> more) {
        if (spinner != null) {
            spinner.detail(more);
        }
    }

    @Override
    public synchronized void rest() {
        pause();
        clear();
    }

    private void pause() {
        if (spinner != null) {
            spinner.show("");
        }
    }

    private void clear() {
        if (spinner != null) {
            spinner.clear();
        }
    }

    /// As lines of the terminal.
    private String broken(Style ink, String text) {
        return wrap == null
                ? inked(ink, text)
                : wrap.whole(colour ? ink : Style.PLAIN, TerminalText.safe(text));
    }

    private String inked(Style ink, String text) {
        var plain = TerminalText.safe(text);
        return colour ? ink.on(theme.get(), plain) : plain;
    }
}
