package batos.talk.objects;

import java.util.function.Function;

/// The classes that values and literals have, found by name once the kernel is loaded.
///
/// @param context of a frame
/// @param liveObject of a proxy whose own class is not there
public record KnownClasses(
        Klass array,
        Klass orderedCollection,
        Klass block,
        Klass string,
        Klass symbol,
        Klass smallInteger,
        Klass largePositive,
        Klass largeNegative,
        Klass floatD,
        Klass floatE,
        Klass floatQ,
        Klass scaledDecimal,
        Klass character,
        Klass trueClass,
        Klass falseClass,
        Klass undefinedObject,
        Klass byteArray,
        Klass context,
        Klass liveObject) {
    /// @param named finds a class of the kernel
    static KnownClasses of(Function<String, Klass> named) {
        return new KnownClasses(
                named.apply("Array"),
                named.apply("OrderedCollection"),
                named.apply("BlockClosure"),
                named.apply("String"),
                named.apply("Symbol"),
                named.apply("SmallInteger"),
                named.apply("LargePositiveInteger"),
                named.apply("LargeNegativeInteger"),
                named.apply("FloatD"),
                named.apply("FloatE"),
                named.apply("FloatQ"),
                named.apply("ScaledDecimal"),
                named.apply("Character"),
                named.apply("True"),
                named.apply("False"),
                named.apply("UndefinedObject"),
                named.apply("ByteArray"),
                named.apply("ContextPart"),
                named.apply("LiveObject"));
    }
}
