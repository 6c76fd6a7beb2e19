package batos.shell.command;

import batos.shell.Answer;
import batos.shell.Asking;
import batos.shell.Desk;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `resume`: goes on with the turn that a crash cut off.
@Command(
        name = "resume",
        description = "Go on with the turn that a crash or a power cut left unfinished.")
final class ResumeCommand implements Callable<Answer> {
    private final Desk desk;

    ResumeCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Answer call() {
        return Asking.resume(desk);
    }
}
