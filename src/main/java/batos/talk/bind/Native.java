package batos.talk.bind;

import org.jspecify.annotations.Nullable;

/// A method of the language written in Java.
///
/// It runs on the evaluator's thread, which is interrupted by Ctrl-C; an [InterruptedException]
/// ends the evaluation. [NativeCall#object] turns its answer into an object of the language.
@FunctionalInterface
public interface Native {
    @Nullable Object call(NativeCall call) throws Exception;
}
