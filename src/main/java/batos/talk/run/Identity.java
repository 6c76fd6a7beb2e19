package batos.talk.run;

import batos.talk.bind.Proxy;
import java.math.BigInteger;

/// What `==` means: small values are themselves wherever they occur.
@SuppressWarnings("ReferenceEquality") // identity is meant
public final class Identity {
    private Identity() {}

    public static boolean same(Object a, Object b) {
        if (a == b) {
            return true;
        }
        return switch (a) {
            case Long x -> b instanceof Long y && x.longValue() == y.longValue();
            case Letter x -> b instanceof Letter y && x.point() == y.point();
            case Symbol x -> b instanceof Symbol y && x.name().equals(y.name());
            case Double x -> b instanceof Double y && x.equals(y);
            case Float x -> b instanceof Float y && x.equals(y);
            case Wide x -> b instanceof Wide y && x.equals(y);
            case Proxy x -> x.equals(b);
            case BigInteger _, Thing _ -> false;
            default -> false;
        };
    }

    public static int hash(Object a) {
        return switch (a) {
            case Thing thing -> System.identityHashCode(thing);
            case Long x -> Long.hashCode(x);
            default -> a.hashCode();
        };
    }
}
