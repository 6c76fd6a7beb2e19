package batos.talk.objects;

/// A name that is itself wherever it occurs.
public record Symbol(String name) {}
