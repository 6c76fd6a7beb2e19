package batos.talk.bind;

import org.jspecify.annotations.Nullable;

/// A method of the language written in Java.
///
/// It runs on the evaluator's thread, which is interrupted by Ctrl-C; an [InterruptedException]
/// ends the evaluation. What it answers is turned into an object of the language, see
/// [NativeCall#object].
@FunctionalInterface
public interface Native {
    @Nullable Object call(NativeCall call) throws Exception;
}
