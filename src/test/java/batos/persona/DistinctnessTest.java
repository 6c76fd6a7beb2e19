package batos.persona;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.memory.WordVectors;
import batos.persona.Distinctness.Utterance;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DistinctnessTest {
    private final Distinctness distinctness = new Distinctness(new WordVectors());

    private static List<Utterance> voices() throws IOException {
        try (var in = DistinctnessTest.class.getResourceAsStream("/batos/council/voices.jsonl")) {
            var voices = new ArrayList<Utterance>();
            for (var line :
                    new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
                var json = new ObjectMapper().readTree(line);
                voices.add(
                        new Utterance(json.path("persona").asText(), json.path("text").asText()));
            }
            return voices;
        }
    }

    @Nested
    class FourVoices {
        @Test
        void areToldApartByStyleAlone() throws IOException {
            var found = distinctness.attribute(voices());
            assertEquals(0.25, found.chance());
            assertEquals(48, found.utterances());
            assertTrue(found.attribution() > 0.7, found::toString);
        }

        @Test
        void areNotToldApartWhenTheirNamesAreShuffled() throws IOException {
            var voices = voices();
            var names = new ArrayList<>(voices.stream().map(Utterance::persona).toList());
            Collections.shuffle(names, new Random(4));
            var shuffled = new ArrayList<Utterance>();
            for (int i = 0; i < voices.size(); i++) {
                shuffled.add(new Utterance(names.get(i), voices.get(i).text()));
            }
            assertTrue(distinctness.attribute(shuffled).attribution() < 0.45);
        }

        @Test
        void areNotToldApartByTheirSubjects() {
            var voices = new ArrayList<Utterance>();
            var subjects = List.of("bridge", "lamp", "river", "piano");
            var frames =
                    List.of(
                            "The %s is old, and we should look after it.",
                            "I think that the %s was here before us.",
                            "Nobody has seen a %s like this one.",
                            "Why is the %s so far from the house?",
                            "You can have the %s if you want it.",
                            "There is more than one %s in the town.");
            for (int i = 0; i < subjects.size(); i++) {
                for (var frame : frames) {
                    voices.add(new Utterance("P" + i, frame.formatted(subjects.get(i))));
                }
            }
            assertTrue(distinctness.attribute(voices).attribution() < 0.5);
        }
    }
}
