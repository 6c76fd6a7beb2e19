package batos.talk.classes;

import batos.talk.objects.Klass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The slots of a class, each with the class that adds it, and where their values go when that
/// changes.
public final class SlotLayout {
    private SlotLayout() {}

    /// Slot names with the class that adds them, `Foo.count`.
    public static List<String> qualified(Klass klass) {
        var all =
                klass.superclass == null
                        ? new ArrayList<String>()
                        : new ArrayList<>(qualified(klass.superclass));
        klass.ownSlots.forEach(name -> all.add(klass.name + "." + name));
        return all;
    }

    /// The former place of a slot: under its own class first, else by its bare name, if that one
    /// went away.
    private static int place(String slot, List<String> was, List<String> now) {
        var same = was.indexOf(slot);
        if (same >= 0) {
            return same;
        }
        var bare = slot.substring(slot.lastIndexOf('.'));
        for (var i = was.size() - 1; i >= 0; i--) {
            if (was.get(i).endsWith(bare) && !now.contains(was.get(i))) {
                return i;
            }
        }
        return -1;
    }

    /// The values of the slots in their new places, over those of slots that were not there;
    /// indexed ones behind them.
    static Object[] placed(Object[] old, List<String> was, List<String> now, Object[] fresh) {
        var indexed = Math.max(0, old.length - was.size());
        var slots = Arrays.copyOf(fresh, now.size() + indexed);
        for (var i = 0; i < now.size(); i++) {
            var from = place(now.get(i), was, now);
            if (from >= 0 && from < old.length) {
                slots[i] = old[from];
            }
        }
        if (indexed > 0) {
            System.arraycopy(old, was.size(), slots, now.size(), indexed);
        }
        return slots;
    }
}
