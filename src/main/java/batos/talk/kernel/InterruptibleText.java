package batos.talk.kernel;

import batos.talk.processes.Frame;

/// A text while a pattern is sought in it: a pattern may go over it without end, so every
/// thousandth look counts as steps, and an interruption is heard.
final class InterruptibleText implements CharSequence {
    private static final int OFTEN = 1_023;

    private final Frame f;
    private final String text;
    private int looks;

    InterruptibleText(Frame f, String text) {
        this.f = f;
        this.text = text;
    }

    @Override
    public char charAt(int index) {
        if ((++looks & OFTEN) == 0) {
            f.run.spend(f, OFTEN / 8);
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
