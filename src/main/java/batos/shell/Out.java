package batos.shell;

import java.io.PrintStream;

/// The only place where anything is printed: words for the Architect, notes beside them. All text
/// is made [Plain] on its way; colour is added here and only for a terminal that wants it.
public final class Out {
    private final PrintStream words;
    private final PrintStream notes;
    private final boolean colour;
    private boolean midLine;

    /// @param words where results go; with `--json` it is the same stream as `notes`
    /// @param notes where diagnostics and progress go
    public Out(PrintStream words, PrintStream notes, boolean colour) {
        this.words = words;
        this.notes = notes;
        this.colour = colour;
    }

    public boolean colour() {
        return colour;
    }

    /// Whole lines.
    public synchronized void say(String text) {
        say(Ink.PLAIN, text);
    }

    public synchronized void say(Ink ink, String text) {
        freshLine();
        words.println(inked(ink, text));
        words.flush();
    }

    /// A piece of a stream; no line's end is added.
    public synchronized void piece(Ink ink, String text) {
        var plain = Plain.text(text);
        if (!plain.isEmpty()) {
            words.print(colour ? ink.on(plain) : plain);
            words.flush();
            midLine = !plain.endsWith("\n");
        }
    }

    /// What a program in the image prints, as it prints it.
    public void piece(String text) {
        piece(Ink.PLAIN, text);
    }

    /// Ends the line that pieces have begun, if they have.
    public synchronized void freshLine() {
        if (midLine) {
            words.println();
            midLine = false;
        }
    }

    /// Whole lines that are no result: diagnostics, progress, notices.
    public synchronized void note(String text) {
        note(Ink.PLAIN, text);
    }

    public synchronized void note(Ink ink, String text) {
        freshLine();
        notes.println(inked(ink, text));
        notes.flush();
    }

    private String inked(Ink ink, String text) {
        var plain = Plain.text(text);
        return colour ? ink.on(plain) : plain;
    }
}
