package batos.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private Instant now = Instant.parse("2026-11-29T12:00:00Z");
    private final AtomicInteger secrets = new AtomicInteger();
    private final Admission admission =
            new Admission((InstantSource) () -> now, () -> "secret" + secrets.incrementAndGet());

    @BeforeEach
    void listen() {
        admission.at(4000);
    }

    private String session() {
        return admission.enter(admission.link()).orElseThrow();
    }

    private Admission.Verdict check(String host, String origin, String site, String cookie) {
        return admission.check(new Admission.Request(host, origin, site, cookie), false);
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
        now = now.plus(Admission.LINK_LIFE).plusSeconds(1);
        assertEquals(Optional.empty(), admission.enter(link));
    }

    @Test
    void itsOwnerComesIn() {
        assertEquals(Admission.Verdict.IN, check("127.0.0.1:4000", "", "same-origin", session()));
        assertEquals(Admission.Verdict.IN, check("localhost:4000", "", "none", session()));
    }

    @Test
    void aNameThatResolvesHereIsForeign() {
        var session = session();
        for (var host : new String[] {"evil.example:4000", "127.0.0.1", "127.0.0.1:4001", ""}) {
            assertEquals(Admission.Verdict.FOREIGN, check(host, "", "", session), host);
        }
    }

    @Test
    void anotherSiteIsForeignEvenWithTheCookie() {
        var session = session();
        var host = "127.0.0.1:4000";
        assertEquals(Admission.Verdict.FOREIGN, check(host, "https://evil.example", "", session));
        assertEquals(Admission.Verdict.FOREIGN, check(host, "null", "", session));
        assertEquals(Admission.Verdict.FOREIGN, check(host, "", "cross-site", session));
        assertEquals(Admission.Verdict.FOREIGN, check(host, "", "same-site", session));
    }

    @Test
    void whatChangesSomethingSaysWhereItComesFrom() {
        var request = new Admission.Request("127.0.0.1:4000", "", "", session());
        assertEquals(Admission.Verdict.FOREIGN, admission.check(request, true));
        var own =
                new Admission.Request(
                        "127.0.0.1:4000", "http://127.0.0.1:4000", "", request.cookie());
        assertEquals(Admission.Verdict.IN, admission.check(own, true));
    }

    @Test
    void guessesAreLimitedAndThoseWhoAreInStayIn() {
        var session = session();
        var link = admission.link();
        for (var guess = 0; guess < Admission.GUESSES; guess++) {
            assertEquals(Admission.Verdict.OUT, check("127.0.0.1:4000", "", "", "guess" + guess));
        }
        assertEquals(Admission.Verdict.LATER, check("127.0.0.1:4000", "", "", "guess"));
        assertEquals(Optional.empty(), admission.enter(link));
        assertEquals(Admission.Verdict.IN, check("127.0.0.1:4000", "", "", session));
        now = now.plus(Admission.PENALTY).plusSeconds(1);
        assertTrue(admission.enter(link).isPresent());
    }

    @Test
    void markupOfOthersIsText() {
        assertEquals(
                "<p title=\"&quot;&#39;\">&lt;b&gt;&amp;\ufffd</p>",
                Html.of("<p title=\"{}\">{}</p>", "\"'", "<b>&\u202e").toString());
    }
}
