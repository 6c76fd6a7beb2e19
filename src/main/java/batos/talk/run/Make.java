package batos.talk.run;

/// What instances of a class are made of.
public enum Make {
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
