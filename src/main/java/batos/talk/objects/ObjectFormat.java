package batos.talk.objects;

/// What instances of a class are made of.
public enum ObjectFormat {
    /// Named slots only.
    PLAIN,
    /// Named slots and indexed ones behind them.
    INDEXED,
    BYTES,
    TEXT,
    TABLE,
    SEQUENCE,
    /// Not made by `new`: numbers, characters, symbols, booleans, blocks, live objects.
    VALUE
}
