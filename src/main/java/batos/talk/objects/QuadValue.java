package batos.talk.objects;

/// A FloatQ. Its precision is that of a FloatD; what it meets in arithmetic becomes one, too.
public record QuadValue(double value) {}
