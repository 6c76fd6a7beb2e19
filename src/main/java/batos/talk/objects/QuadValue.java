package batos.talk.objects;

/// A FloatQ. Its precision is that of a FloatD; arithmetic with it gives one, too.
public record QuadValue(double value) {}
