package batos.talk.store;

import batos.talk.objects.Identity;
import batos.talk.objects.Symbol;
import batos.talk.objects.TableObject;
import batos.talk.objects.TextObject;
import batos.talk.objects.Universe;
import java.math.BigInteger;
import java.util.Arrays;

/// Equality while a table is read: its keys are known to differ, and only their hashes matter. Keys
/// whose hash is a message of their class are given 0, and the table is rehashed at its first use.
record FillingEquality(Universe universe, boolean identity) implements TableObject.Equality {
    @Override
    public int hash(Object key) {
        if (identity) {
            return Identity.hash(key);
        }
        return switch (key) {
            case TextObject text -> Arrays.hashCode(text.points);
            case Symbol(var name) -> name.hashCode();
            case Long n -> Long.hashCode(n);
            case BigInteger n -> n.hashCode();
            default -> 0;
        };
    }

    @Override
    public boolean same(Object a, Object b) {
        return false;
    }
}
