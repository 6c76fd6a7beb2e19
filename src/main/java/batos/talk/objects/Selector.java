package batos.talk.objects;

import batos.talk.nodes.CallSite;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/// A message's name. It knows the send sites that have looked it up, so that installing a method
/// resets only these.
public final class Selector {
    public final String name;
    public final int arity;
    private List<WeakReference<CallSite>> sites = new ArrayList<>();

    Selector(String name) {
        this.name = name;
        this.arity = arityOf(name);
    }

    public static int arityOf(String name) {
        var first = name.isEmpty() ? ' ' : name.charAt(0);
        if (Character.isLetter(first) || first == '_') {
            var colons = 0;
            for (var i = name.indexOf(':'); i >= 0; i = name.indexOf(':', i + 1)) {
                colons++;
            }
            return colons;
        }
        return 1;
    }

    public void register(CallSite site) {
        if (sites.size() > 64 && Integer.bitCount(sites.size()) == 1) {
            sites.removeIf(reference -> reference.get() == null);
        }
        sites.add(new WeakReference<>(site));
    }

    public void reset() {
        var known = sites;
        sites = new ArrayList<>();
        for (var reference : known) {
            var site = reference.get();
            if (site != null) {
                site.reset();
            }
        }
    }

    @Override
    public String toString() {
        return "#" + name;
    }
}
