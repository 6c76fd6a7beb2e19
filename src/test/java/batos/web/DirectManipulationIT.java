package batos.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Objects, classes, commits, tools and memories changed by hand, in a real browser.
class DirectManipulationIT extends VisitedWorkbench {
    @BeforeAll
    static void open() throws Exception {
        workbench = new RunningWorkbench(folder);
        workbench.owner.run(
                "eval",
                "Object subclass: Account [ | history | history [ ^history ifNil: [history :="
                        + " OrderedCollection new] ] add: n [ self history add: n ] viewHistory ["
                        + " ^ObjectView chart: 'History' values: self history ] viewAll [ ^ObjectView"
                        + " list: 'Entries' items: self history ] viewTable [ ^ObjectView table:"
                        + " 'Columns' columns: #('worth') items: self history row: [:each | {each}] ]"
                        + " viewTree [ ^ObjectView tree: 'Below' roots: {self} children: [:each | each"
                        + " == self ifTrue: [self history] ifFalse: [#()]] ] viewGraph [ ^ObjectView"
                        + " graph: 'Net' nodes: #(1 2 3) edges: {1 -> 2. 2 -> 3} ] ]");
        workbench.owner.run("eval", "mine := Account new. mine add: 3; add: 7; add: 5");
    }

    private static String evaluated(String expression) throws IOException {
        return workbench.owner.run("eval", expression).strip();
    }

    @Test
    void listsTablesTreesAndGraphsAreDrawnAndARowLeadsToItsObject() {
        inspect("Account new add: 3; add: 7; yourself");
        for (var view :
                List.of(
                        "Entries|ul, ol",
                        "Columns|table:has(th:has-text('worth'))",
                        "Below|ul.tree",
                        "Net|svg.graph")) {
            var parts = view.split("\\|");
            page.click("#inspector [aria-label=Views] button:has-text('" + parts[0] + "')");
            page.locator("#view :is(" + parts[1] + ")").first().waitFor();
        }
        page.click("#inspector [aria-label=Views] button:has-text('Columns')");
        page.locator("#view table button").first().click();
        page.locator("#inspector h3:has-text('3')").waitFor();
        page.click("#inspector button:has-text('Back')");
    }

    @Test
    void theWorkspacePrintsWithAKeyAndCompilesAClass() throws IOException {
        show("/objects");
        page.evaluate(
                "text => document.querySelector('.CodeMirror').CodeMirror.setValue(text)",
                "Object subclass: Purse [ worth [ ^6 * 7 ] ]");
        page.locator("#workspace .CodeMirror").click();
        page.keyboard().press("Control+Enter");
        page.locator("#printed .did").waitFor();
        assertEquals("42", evaluated("Purse new worth"));
    }

    @Test
    void aCommitIsDraggedOntoRestoreAndASnapshotIsRestoredByItsButton() throws IOException {
        workbench.owner.run("eval", "kept := 1");
        workbench.owner.run("image", "save", "morning");
        var number = evaluated("image number");
        workbench.owner.run("eval", "kept := 2");
        show("/image");
        page.locator("ol.commits li:has-text('kept := 1')").first().dragTo(page.locator(".drop"));
        var line = page.locator("#confirm-line").innerText();
        assertTrue(line.startsWith("/image restore "), line);
        page.click("#confirm-yes");
        page.locator("#did .said").waitFor();
        assertEquals("1", evaluated("kept"));
        workbench.owner.run("image", "undo");
        assertEquals("2", evaluated("kept"), "one deed, taken back by one undo");
        page.locator("section[aria-label=Snapshots] button:has-text('Restore')").click();
        assertEquals("/image restore morning", page.locator("#confirm-line").innerText());
        page.click("#confirm-yes");
        page.locator("#did code:has-text('morning')").waitFor();
        assertEquals("1", evaluated("kept"), "as after commit " + number);
    }

    @Test
    void aVersionOfAToolIsDraggedIntoUse() throws IOException {
        workbench.owner.run("ask", "slugify 'Hello, World'");
        show("/tools/slugify");
        page.locator("section[aria-label=Versions] tr[draggable]")
                .first()
                .dragTo(page.locator(".drop"));
        assertEquals("/tools rollback slugify 1", page.locator("#confirm-line").innerText());
        page.click("#confirm button[value=no]");
    }

    private void inspect(String expression) {
        show("/objects");
        page.evaluate(
                "text => document.querySelector('.CodeMirror').CodeMirror.setValue(text)",
                expression);
        page.waitForResponse(
                answer -> answer.url().endsWith("/objects/inspector"),
                () -> page.click("button[data-inspect]"));
    }

    @Test
    void anObjectIsLookedIntoAndChangedByAnExpression() throws IOException {
        inspect("mine");
        page.locator("#inspector button:has-text('OrderedCollection')").click();
        var first = page.locator("#inspector tr:has(th:has-text('[1]'))");
        first.locator("input[name=what]").fill("40 + 2");
        first.locator("button:has-text('Set')").click();
        page.locator("#inspector tr:has-text('42')").first().waitFor();
        assertEquals("42", evaluated("mine history first"));
        page.click("#inspector button:has-text('Back')");
        page.locator("#inspector h3:has-text('an Account')").waitFor();
    }

    @Test
    void aViewThatAClassDefinesIsDrawnAndFollowsItsObject() throws IOException {
        workbench.owner.run("eval", "watched := Account new. watched add: 3; add: 7; add: 5");
        inspect("watched");
        page.click("#inspector [aria-label=Views] button:has-text('History')");
        page.locator("#inspector svg.drawing polyline").waitFor();
        workbench.owner.run("eval", "watched add: 9");
        page.locator("#inspector svg.drawing[aria-label*='4 values']").waitFor();
        page.setViewportSize(1120, 700);
        page.evaluate("document.getElementById('inspector').scrollIntoView()");
        RunningWorkbench.picture(page, "objects");
        page.locator("#inspector button:has-text('Print')").click();
        page.locator("#view pre:has-text('an Account')").waitFor();
    }

    @Test
    void aMethodIsSavedAndAFaultIsMarkedWhereItIs() throws IOException {
        show("/classes?class=Account&selector=history");
        write("history [\n    ^history ifNil: [history := ]\n]");
        page.click("#source button:has-text('Save')");
        page.locator("#saved pre[data-fault-line='2']").waitFor();
        page.locator("#source .CodeMirror .fault").waitFor();
        write("size [\n    ^self history size\n]");
        page.click("#source button:has-text('Save')");
        page.locator("#methods button:has-text('size')").waitFor();
        assertEquals("3", evaluated("mine size"));
    }

    private void write(String method) {
        page.evaluate(
                "text => document.querySelector('#source .CodeMirror').CodeMirror.setValue(text)",
                method);
    }

    @Test
    void sendersAndImplementorsLeadToTheirSource() {
        show("/classes");
        page.fill("#of", "viewHistory");
        page.click("button[value=implementors]");
        page.locator("#found a:has-text('Account')").click();
        page.locator("#source h2:has-text('viewHistory')").waitFor();
    }

    @Test
    void aParkedErrorIsGoneOnWithOrAbandoned() throws IOException {
        workbench.owner.line("a := mine history first: 99");
        show("/debugger");
        page.locator("#parked h2").waitFor();
        page.locator("#parked button[aria-pressed=true]").waitFor();
        page.fill("#resumed", "#()");
        page.locator("form[data-begin='/debug resume '] button").click();
        page.locator("#parked:has-text('No error is open')").waitFor();
        assertEquals("0", evaluated("a size"));
    }

    @Test
    void anObjectIsSeenAsItWasAndWhoRefersToIt() throws IOException {
        workbench.owner.run("eval", "counted := OrderedCollection with: 1");
        workbench.owner.run("eval", "counted add: 2");
        show(
                "/objects?of="
                        + Html.encoded(
                                evaluated("counted imageIdentity displayString").replace("'", "")));
        page.locator("#object button:has-text('As it was')").last().click();
        page.locator("#object p:has-text('as of commit')").waitFor();
        page.click("#object button:has-text('References to it')");
        var reference = page.locator("#references button:has-text('counted')");
        reference.waitFor();
        for (var times = 0; times < 3; times++) {
            var elsewhere = "elsewhere := " + times;
            page.waitForResponse(
                    answer -> answer.url().contains("/objects/show"),
                    () -> workbench.evaluated(elsewhere));
        }
        assertTrue(
                reference.isVisible(), "commits that did not touch the object leave it as it is");
    }

    @Test
    void whatWasUndoneIsABranchThatWasLeft() throws IOException {
        workbench.owner.run("eval", "gone := 1");
        workbench.owner.run("image", "undo");
        show("/image");
        page.locator("ol.commits li.line-of-now:has-text('as after commit')").first().waitFor();
        page.locator("ol.commits li.left:has-text('gone := 1')").waitFor();
        var before = evaluated("image number");
        workbench.owner.run("eval", "later := 2");
        page.fill("#a", before);
        page.click("button:has-text('Difference')");
        page.locator("#commit summary:has-text('later')").waitFor();
    }

    @Test
    void aToolIsTriedByAFormAndItsTestsAreHeldAgainstBugs() throws IOException {
        workbench.owner.run("ask", "slugify 'Hello, World'");
        show("/tools/slugify");
        page.fill("[data-argument=text]", "It's \"Late\"");
        page.click("button:has-text('Try it')");
        page.locator("#did .said:has-text('it-s-late')").waitFor();
        page.click("button:has-text('Try its tests')");
        page.locator("#verdicts td.good").first().waitFor();
    }

    @Test
    void aMemoryIsMergedByDraggingItOntoAnother() throws IOException {
        var file = folder.resolve("boats.jsonl");
        Files.writeString(
                file,
                """
                {"id":"a","kind":"turn","session":"harbour","time":"2026-01-02T10:00:00Z","speaker":"Ann","text":"The boat is green."}
                {"id":"b","kind":"turn","session":"harbour","time":"2026-01-02T10:01:00Z","speaker":"Ann","text":"The boat is quite green."}
                """);
        workbench.owner.run("memory", "import", file.toString());
        show("/memory");
        page.click("button:has-text('Timeline')");
        var notes = page.locator("#memories li:has-text('boat')");
        notes.first().waitFor();
        notes.first().dragTo(notes.last());
        var line = page.locator("#confirm-line").innerText();
        assertTrue(line.startsWith("/memory merge "), line);
        page.click("#confirm-yes");
        page.locator("#did .said").waitFor();
    }

    @Test
    void theDissonanceOfEachTurnIsDrawn() throws IOException {
        workbench.owner.run("ask", "How should I clean these addresses?");
        show("/dissonance");
        page.waitForSelector("#plot[data-drawn]");
        var labels = page.locator("#plot .u-legend").innerText();
        assertTrue(labels.contains("disagreement") && labels.contains("total"), labels);
    }
}
