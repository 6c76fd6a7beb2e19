package batos.talk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.image.MemoryImage;
import batos.talk.bind.Natives;
import org.junit.jupiter.api.Test;

/// A class says how its instances are looked at, and every inspector offers it at once.
class ObjectViewTest {
    private final TalkFixture fixture = new TalkFixture(new MemoryImage(), new Natives());

    private String portable(String view) {
        return fixture.print("(" + view + ") portable displayString").replace("'", "");
    }

    @Test
    void aMethodThatBeginsWithViewIsOffered() {
        fixture.print(
                "Object subclass: Crate [ viewGoods [ ^ObjectView list: 'Goods' items: #(3 4) ] ]");
        assertEquals("(#viewGoods #viewPrint )", fixture.print("Crate new namesOfViews"));
        fixture.print("Crate extend [ viewNothing [ ^nil ] viewBroken [ ^1 / 0 ] ]");
        assertEquals(
                "(Broken Goods Print )",
                fixture.print(
                                "(Crate new views collect: [:each | each title copyReplaceAll:"
                                        + " 'view' with: '']) collect: [:each | each asSymbol]")
                        .replace("#", ""));
        assertTrue(portable("Crate new viewNamed: #viewBroken").contains("this view fails: "));
    }

    @Test
    void tableTreeAndGraphNumberTheirRows() {
        assertEquals(
                "table\tPairs\tkey\tvalue\nrow\t0\ta\t1",
                portable(
                        "ObjectView table: 'Pairs' columns: #('key' 'value') items: {'a' -> 1} row:"
                                + " [:each | {each key. each value}]"));
        assertEquals(
                "tree\tHalves\nrow\t0\t4\nrow\t1\t2\nrow\t2\t1",
                portable(
                        "ObjectView tree: 'Halves' roots: #(4) children: [:n | n > 1 ifTrue: [{n //"
                                + " 2}] ifFalse: [#()]]"));
        assertEquals(
                "graph\tWay\nrow\t0\ta\nrow\t0\tb\nedge\t1\t2",
                portable(
                        "[:a :b | ObjectView graph: 'Way' nodes: {a. b} edges: {a -> b}]"
                                + " value: 'a' copy value: 'b' copy"));
        assertEquals(
                "2",
                fixture.print(
                        "(ObjectView tree: 'Halves' roots: #(4) children: [:n | n > 1 ifTrue: [{n"
                                + " // 2}] ifFalse: [#()]]) at: 2"));
    }

    @Test
    void tabsAndLinesOfATextStayInTheirField() {
        assertEquals(
                "text\tT\nrow\t0\ta\\tb\\nc\\\\d",
                portable(
                        "ObjectView text: 'T' string: 'a', (String with: Character tab), 'b',"
                                + " (String with: Character nl), 'c\\d'"));
    }

    @Test
    void aRowOfAViewIsDivedInto() {
        fixture.print("inspector on: #((1 2) (3 4))");
        fixture.print("inspector dive: 2 view: #viewItems");
        assertEquals("(3 4 )", fixture.print("inspector object"));
    }

    @Test
    void anObjectIsFoundByItsNameInTheImage() {
        fixture.print("kept := OrderedCollection with: 7");
        assertEquals("true", fixture.print("(Smalltalk objectNamed: kept imageIdentity) == kept"));
        assertEquals("''", fixture.print("Object new imageIdentity"));
        assertEquals(
                "SystemExceptions.NotFound",
                fixture.fault("Smalltalk objectNamed: '#99999'").type());
    }
}
