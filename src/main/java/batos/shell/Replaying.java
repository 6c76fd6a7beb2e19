package batos.shell;

/// A recorded session, played back: the lines that were typed then, answered by the record instead
/// of the world. Stdout gets what it got then; the lines are shown on stderr.
final class Replaying {
    private final Sitting sitting;
    private final Entrance entrance;
    private final Out out;

    Replaying(Sitting sitting, Entrance entrance, Out out) {
        this.sitting = sitting;
        this.entrance = entrance;
        this.out = out;
    }

    Exit run() {
        var tape = entrance.get().tape();
        var lines = tape.marks(Sitting.MARK);
        if (lines.isEmpty()) {
            out.note("the record holds no typed lines. Next: give the command that was recorded");
            return Exit.USAGE;
        }
        var ended = Exit.DONE;
        for (var line : lines) {
            out.note(Ink.FAINT, Transcript.PROMPT + line);
            ended = sitting.take(line, false).map(ended::then).orElse(ended);
            if (ended.endsASession()) {
                return ended;
            }
        }
        var left = tape.unplayed().size();
        if (left > 0) {
            out.note(left + " recorded answers were not asked for");
        }
        return ended;
    }
}
