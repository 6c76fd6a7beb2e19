package batos.trainer;

import batos.tape.Tape;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/// A trainer that passes the tape: in a replay its events come from the recording and nothing is
/// trained, so that no model file is there afterwards.
public final class TapedTrainer implements Trainer {
    private static final String CHANNEL = "trainer";
    private static final String STOPPED = "stopped";

    private final Trainer trainer;
    private final Tape tape;

    public TapedTrainer(Trainer trainer, Tape tape) {
        this.trainer = trainer;
        this.tape = tape;
    }

    @Override
    public String name() {
        return trainer.name();
    }

    @Override
    public Readiness readiness() {
        var missing =
                tape.ask(
                        CHANNEL,
                        "readiness of " + name(),
                        () ->
                                switch (trainer.readiness()) {
                                    case Readiness.Ready(var environment) -> "ready " + environment;
                                    case Readiness.Missing(var why) -> "missing " + why;
                                });
        return missing.startsWith("ready ")
                ? new Readiness.Ready(missing.substring("ready ".length()))
                : new Readiness.Missing(missing.substring("missing ".length()));
    }

    @Override
    public TrainingEnd train(
            TrainingRequest request,
            Path folder,
            TrainingSignal signal,
            Consumer<TrainingEvent> heard) {
        var gathered = new TrainingResult.Gathering();
        try {
            tape.stream(
                    CHANNEL,
                    "train " + request.persona() + " on " + request.baseDigest(),
                    piece -> live(request, folder, signal, piece),
                    line ->
                            TrainingEventReader.read(line.strip())
                                    .ifPresent(event -> {
                                        gathered.add(event);
                                        heard.accept(event);
                                    }));
        } catch (CancellationException e) {
            return new TrainingEnd.LeftRunning();
        }
        return gathered.end() instanceof TrainingEnd.Failed(var kind, _) && kind.equals(STOPPED)
                ? new TrainingEnd.Stopped()
                : gathered.end();
    }

    private void live(
            TrainingRequest request, Path folder, TrainingSignal signal, Consumer<String> piece) {
        Consumer<TrainingEvent> tell =
                event -> piece.accept(TrainingEventReader.write(event) + "\n");
        switch (trainer.train(request, folder, signal, tell)) {
            case TrainingEnd.Trained _ -> {}
            // the child's own last line is repeated: the last one counts
            case TrainingEnd.Failed(var kind, var why) ->
                    tell.accept(new TrainingEvent.Failed(kind, why));
            case TrainingEnd.Stopped() ->
                    tell.accept(new TrainingEvent.Failed(STOPPED, "it was stopped"));
            case TrainingEnd.LeftRunning() ->
                    throw new CancellationException("the training goes on without us");
        }
    }
}
