package batos.talk.bind;

import batos.image.Cause;
import org.jspecify.annotations.Nullable;

/// One activation of a [Native]: receiver, arguments, and the way back into the language.
public interface NativeCall {
    /// The receiver as an object of the language: a [Proxy] for an instance of a live class, a
    /// class for a class-side message.
    Object receiver();

    /// The receiver's key.
    ///
    /// @throws RuntimeException a Smalltalk error when the receiver is no [Proxy]
    String key();

    String selector();

    int count();

    /// The argument from 0, as an object of the language.
    Object argument(int index);

    /// The argument as Java sees it: [String] for strings and symbols, [Long],
    /// [java.math.BigInteger], [Double], [Boolean], [batos.talk.objects.ScaledValue] for fractions
    /// and decimals, [List] for arrays and ordered collections, [java.util.Map] for dictionaries,
    /// [Proxy], null for nil; other objects as their displayString.
    @Nullable Object java(int index);

    /// The same for any object of the language, for example what a block answered.
    @Nullable Object java(Object object);

    /// The argument as text: a string, a symbol, or the displayString of anything else.
    String text(int index);

    /// @throws RuntimeException a Smalltalk error (WrongClass) when the argument is no small
    ///   integer
    long whole(int index);

    double real(int index);

    boolean truth(int index);

    /// The key of the argument.
    ///
    /// @throws RuntimeException a Smalltalk error when it is no proxy of that type
    String key(int index, String type);

    /// Evaluates a block of the language (or anything that answers `value…`).
    Object value(Object block, @Nullable Object... arguments);

    /// Sends a message; arguments as for [#object].
    Object send(Object receiver, String selector, @Nullable Object... arguments);

    /// The object of the language for a Java value: numbers, booleans and proxies are themselves,
    /// null is nil, a [CharSequence] a String, a [List] an Array, a [java.util.Map] a LookupTable,
    /// a [java.time.Instant] and a [java.time.Duration] their namesakes, an [java.util.Optional]
    /// its value or nil; an object of the language is itself.
    Object object(@Nullable Object value);

    Object symbol(String name);

    String printString(Object object);

    String displayString(Object object);

    /// A Smalltalk error to throw: `throw call.error("no tool named " + name)`. The language's
    /// handlers see an exception of class Error; it can be resumed, and the native then answers
    /// that value.
    RuntimeException error(String message);

    /// The same with a class of the language, for example `SystemExceptions.NotFound`.
    RuntimeException error(String exceptionClass, String message);

    /// Ends the evaluation if the Architect has asked for it or a limit is reached.
    void checkInterrupt();

    /// The cause of the evaluation. A native's own commits carry it, so that one line typed is one
    /// deed, whatever it does.
    Cause cause();

    /// Commits what the evaluation changed so far, as `image commit` does.
    ///
    /// @return the number of the latest commit
    long commit();

    /// Shows text where Transcript shows it.
    void show(String text);
}
