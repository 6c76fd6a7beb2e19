package batos.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.image.Author;
import batos.image.Cause;
import batos.image.Change;
import batos.image.Datum;
import batos.image.Form;
import batos.image.Image;
import batos.image.MemoryImage;
import batos.image.Oid;
import batos.image.View;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Many objects, of which a page may look at few.
class ObjectsListTest {
    private static final int MANY = 3 * ObjectsList.LOOKED;
    private static final Pattern SHOWN = Pattern.compile("class=\"plain\"[^>]*>([^<]*)</button>");
    private static final Pattern MORE = Pattern.compile("(from|after)=(\\d+)\"");

    private final MemoryImage image = new MemoryImage();
    private final AtomicInteger read = new AtomicInteger();
    private final ObjectsList list = new ObjectsList(this::counted);

    @BeforeEach
    void fill() throws Exception {
        var change = Change.on(image.now());
        for (var i = 1; i <= MANY; i++) {
            var slots = new LinkedHashMap<String, Datum>();
            slots.put("class", new Datum.Text(i % 10_000 == 0 ? "Account" : "Coin"));
            change.put(image.fresh(), Form.anonymous("object", 1, slots));
        }
        for (var i = 0; i < 120; i++) {
            var name = "tool" + i;
            change.put(Oid.named("tool", name), Form.named("tool", 1, name, new LinkedHashMap<>()));
        }
        image.commit(new Cause(Author.ARCHITECT, "fill", 0), change);
    }

    /// The image, whose present counts the objects that are read.
    private Image counted() {
        return (Image)
                Proxy.newProxyInstance(
                        Image.class.getClassLoader(),
                        new Class<?>[] {Image.class},
                        (proxy, method, arguments) -> {
                            var answer = method.invoke(image, arguments);
                            return method.getName().equals("now")
                                    ? new Counting((View) answer)
                                    : answer;
                        });
    }

    private final class Counting implements View {
        private final View view;

        Counting(View view) {
            this.view = view;
        }

        @Override
        public Optional<Form> get(Oid oid) {
            read.incrementAndGet();
            return view.get(oid);
        }

        @Override
        public long number() {
            return view.number();
        }

        @Override
        public SequencedMap<String, Oid> named(String kind) {
            return view.named(kind);
        }

        @Override
        public long size() {
            return view.size();
        }

        @Override
        public String root() {
            return view.root();
        }
    }

    @Test
    void aPageReadsNoMoreThanItShows() {
        var page = list.numbered("", 1).toString();
        assertEquals(ObjectsList.PAGE, shown(page).size());
        assertEquals(ObjectsList.PAGE, read.get());
    }

    @Test
    void namedOnesAreListedWithoutBeingRead() {
        assertEquals(ObjectsList.PAGE, shown(list.named("tool", 0).toString()).size());
        assertEquals(0, read.get());
    }

    @Test
    void aSearchGoesOnWhereItStoppedAndFindsEachOnce() {
        var all = new LinkedHashSet<String>();
        var pages = 0;
        var page = list.named("account", 0).toString();
        while (true) {
            pages++;
            assertTrue(read.getAndSet(0) <= ObjectsList.LOOKED, "objects read for one page");
            for (var one : shown(page)) {
                assertTrue(all.add(one), one + " is shown twice");
            }
            var more = MORE.matcher(page);
            if (!more.find()) {
                break;
            }
            assertEquals("after", more.group(1));
            page = list.numbered("account", Long.parseLong(more.group(2))).toString();
        }
        assertEquals(MANY / 10_000, all.size());
        assertTrue(all.contains("Account #10000"), all::toString);
        assertEquals(MANY / ObjectsList.LOOKED, pages);
    }

    @Test
    void anIdentityIsFoundAtOnce() {
        assertEquals(Set.of("Account #20000"), shown(list.named("#20000", 0).toString()));
        assertEquals(1, read.get());
        assertFalse(list.named("#999999999", 0).toString().contains("<li>"));
    }

    private static Set<String> shown(String page) {
        var shown = new LinkedHashSet<String>();
        var matcher = SHOWN.matcher(page);
        while (matcher.find()) {
            shown.add(matcher.group(1));
        }
        return shown;
    }
}
