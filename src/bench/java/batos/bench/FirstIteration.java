package batos.bench;

import batos.image.Author;
import batos.image.Cause;
import batos.image.MemoryImage;
import batos.talk.Evaluation;
import batos.talk.Limits;
import batos.talk.Talk;
import batos.talk.bind.Natives;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Random;

/// One program of `programs.st` in a fresh process: of its first runs the wall clock, the processor
/// time with the JIT's threads, and that of the program's own thread, in ns. [FirstBench] starts
/// it.
public final class FirstIteration {
    /// Linux's numbers of the clocks of the process and of the thread that asks.
    private static final int CLOCK_PROCESS_CPUTIME_ID = 2;

    private static final int CLOCK_THREAD_CPUTIME_ID = 3;

    private FirstIteration() {}

    /// @param args the program, and how often it runs
    public static void main(String[] args) throws IOException {
        var clock = clock();
        var time = Arena.global().allocate(16, 8);
        cpu(CLOCK_PROCESS_CPUTIME_ID, clock, time);
        var talk =
                new Talk(
                        new MemoryImage(),
                        new Natives()
                                .name("cpu", () -> cpu(CLOCK_PROCESS_CPUTIME_ID, clock, time))
                                .name("own", () -> cpu(CLOCK_THREAD_CPUTIME_ID, clock, time)),
                        () -> Limits.GENEROUS,
                        System.out::print,
                        InstantSource.system(),
                        new Random(1));
        evaluate(talk, Files.readString(Path.of("src/bench/resources/talk/programs.st")));
        System.out.println(
                evaluate(
                        talk,
                        """
                        | times result start spent thread |
                        times := OrderedCollection new.
                        %s timesRepeat: [
                            thread := own.
                            spent := cpu.
                            start := Time nanosecondClock.
                            result := %s new run.
                            start := Time nanosecondClock - start.
                            spent := cpu - spent.
                            thread := own - thread.
                            times add: start; add: spent; add: thread].
                        result displayString, (times inject: '' into: [:all :each | all, ' ', each displayString])
                        """
                                .formatted(args[1], args[0])));
        talk.close();
    }

    @SuppressWarnings("restricted") // a clock that Java has not: the whole process's
    private static MethodHandle clock() {
        var linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().find("clock_gettime").orElseThrow(),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
    }

    private static long cpu(int which, MethodHandle clock, MemorySegment time) {
        try {
            var _ = (int) clock.invokeExact(which, time);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
        return time.get(ValueLayout.JAVA_LONG, 0) * 1_000_000_000
                + time.get(ValueLayout.JAVA_LONG, 8);
    }

    private static String evaluate(Talk talk, String source) {
        return switch (talk.evaluate(source, "bench", new Cause(Author.of("bench"), "bench", 0))) {
            case Evaluation.Done done -> done.displayed();
            case Evaluation other -> throw new IllegalStateException(other.toString());
        };
    }
}
