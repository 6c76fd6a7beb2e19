package batos.talk.run;

/// A name that is itself wherever it occurs.
public record Symbol(String name) {}
