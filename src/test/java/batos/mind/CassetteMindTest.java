package batos.mind;

import batos.Patience;
import batos.tape.Tape;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.io.TempDir;

/// What was recorded from a server sits the exam again when the server is gone.
class CassetteMindTest extends MindContractTest {
    @TempDir Path folder;

    @Override
    Mind examined(Scenario scenario, boolean interrupted) throws Exception {
        var file = folder.resolve("exam.tape");
        var openai = scenario == Scenario.DECLINED;
        var spoken = new CountDownLatch(1);
        var limits = limits(scenario, interrupted);
        URI url;
        try (var server =
                        new ScriptedServer(request ->
                                openai
                                        ? OpenAiScenes.steps(scenario, request)
                                        : OllamaScenes.steps(scenario, request));
                var tape = Tape.record(file, Tape.live(), UnaryOperator.identity())) {
            url = scenario == Scenario.NOBODY_LISTENS ? OllamaMindTest.nobody() : server.url();
            try (var mind = adapter(openai, url, limits, tape)) {
                var thread =
                        Thread.ofPlatform()
                                .start(() ->
                                        mind.think(prompt(scenario), text -> spoken.countDown()));
                if (interrupted) {
                    awaitSilence(scenario, spoken, thread);
                    thread.interrupt();
                }
                Patience.join(thread);
            }
        }
        var tape = Tape.replay(file);
        return new CassetteMind(tape, adapter(openai, url, limits, tape), Optional.empty());
    }

    private static Mind adapter(boolean openai, URI url, CallLimits limits, Tape tape) {
        return openai
                ? OpenAiMindTest.mind(url, limits, tape)
                : OllamaMindTest.mind(url, limits, tape);
    }
}
