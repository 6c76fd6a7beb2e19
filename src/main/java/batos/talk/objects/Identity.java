package batos.talk.objects;

import batos.talk.bind.Proxy;

/// The meaning of `==`: small values are themselves wherever they occur.
@SuppressWarnings("ReferenceEquality") // identity is meant
public final class Identity {
    private Identity() {}

    public static boolean same(Object a, Object b) {
        if (a == b) {
            return true;
        }
        if (a instanceof HeapObject) {
            return false;
        }
        if (a instanceof Long x) {
            return b instanceof Long y && x.longValue() == y.longValue();
        }
        if (a instanceof CharacterValue x) {
            return b instanceof CharacterValue y && x.point() == y.point();
        }
        return switch (a) {
            case Symbol x -> b instanceof Symbol y && x.name().equals(y.name());
            case Double x -> b instanceof Double y && x.equals(y);
            case Float x -> b instanceof Float y && x.equals(y);
            case QuadValue x -> b instanceof QuadValue y && x.equals(y);
            case Proxy x -> x.equals(b);
            default -> false;
        };
    }

    public static int hash(Object a) {
        return a instanceof HeapObject ? System.identityHashCode(a) : a.hashCode();
    }
}
