package batos.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorkbenchAccessTest {
    private Instant now = Instant.parse("2026-11-29T12:00:00Z");
    private final AtomicInteger secrets = new AtomicInteger();
    private final WorkbenchAccess admission =
            new WorkbenchAccess(
                    (InstantSource) () -> now, () -> "secret" + secrets.incrementAndGet());

    @BeforeEach
    void listen() {
        admission.at(4000);
    }

    private String session() {
        return admission.enter(admission.link()).orElseThrow();
    }

    private WorkbenchAccess.Verdict check(String host, String origin, String site, String cookie) {
        return admission.check(new WorkbenchAccess.Request(host, origin, site, cookie), false);
    }

    @Test
    void aLinkWorksOnce() {
        var link = admission.link();
        assertTrue(admission.enter(link).isPresent());
        assertEquals(Optional.empty(), admission.enter(link));
    }

    @Test
    void aLinkGrowsOld() {
        var link = admission.link();
        now = now.plus(WorkbenchAccess.LINK_LIFE).plusSeconds(1);
        assertEquals(Optional.empty(), admission.enter(link));
    }

    @Test
    void itsOwnerComesIn() {
        assertEquals(
                WorkbenchAccess.Verdict.IN, check("127.0.0.1:4000", "", "same-origin", session()));
        assertEquals(WorkbenchAccess.Verdict.IN, check("localhost:4000", "", "none", session()));
    }

    @Test
    void aNameThatResolvesHereIsForeign() {
        var session = session();
        for (var host : new String[] {"evil.example:4000", "127.0.0.1", "127.0.0.1:4001", ""}) {
            assertEquals(WorkbenchAccess.Verdict.FOREIGN, check(host, "", "", session), host);
        }
    }

    @Test
    void anotherSiteIsForeignEvenWithTheCookie() {
        var session = session();
        var host = "127.0.0.1:4000";
        assertEquals(
                WorkbenchAccess.Verdict.FOREIGN, check(host, "https://evil.example", "", session));
        assertEquals(WorkbenchAccess.Verdict.FOREIGN, check(host, "null", "", session));
        assertEquals(WorkbenchAccess.Verdict.FOREIGN, check(host, "", "cross-site", session));
        assertEquals(WorkbenchAccess.Verdict.FOREIGN, check(host, "", "same-site", session));
    }

    @Test
    void whatChangesSomethingSaysWhereItComesFrom() {
        var request = new WorkbenchAccess.Request("127.0.0.1:4000", "", "", session());
        assertEquals(WorkbenchAccess.Verdict.FOREIGN, admission.check(request, true));
        var own =
                new WorkbenchAccess.Request(
                        "127.0.0.1:4000", "http://127.0.0.1:4000", "", request.cookie());
        assertEquals(WorkbenchAccess.Verdict.IN, admission.check(own, true));
    }

    @Test
    void guessesAreLimitedAndThoseWhoAreInStayIn() {
        var session = session();
        var link = admission.link();
        for (var guess = 0; guess < WorkbenchAccess.GUESSES; guess++) {
            assertEquals(
                    WorkbenchAccess.Verdict.OUT, check("127.0.0.1:4000", "", "", "guess" + guess));
        }
        assertEquals(WorkbenchAccess.Verdict.LATER, check("127.0.0.1:4000", "", "", "guess"));
        assertEquals(Optional.empty(), admission.enter(link));
        assertEquals(WorkbenchAccess.Verdict.IN, check("127.0.0.1:4000", "", "", session));
        now = now.plus(WorkbenchAccess.PENALTY).plusSeconds(1);
        assertTrue(admission.enter(link).isPresent());
    }

    @Test
    void markupOfOthersIsText() {
        assertEquals(
                "<p title=\"&quot;&#39;\">&lt;b&gt;&amp;\ufffd</p>",
                Html.of("<p title=\"{}\">{}</p>", "\"'", "<b>&\u202e").toString());
    }
}
