package batos.persona;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.config.CodexDocument;
import batos.config.ConfigFault;
import batos.config.ShippedConfig;
import batos.mind.Mind;
import batos.mind.Pin;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LeanInstructionTest {
    private static CodexDocument codex() throws ConfigFault {
        return CodexDocument.parse(Path.of("codex.toml"), ShippedConfig.codex());
    }

    @Nested
    class WhatASmallModelIsTold {
        @Test
        void isOneSentenceFromTheVoiceInTheCodex() throws ConfigFault {
            assertEquals(
                    "You are BRICK, a helpful assistant who is blunt, heavy, exact.",
                    LeanInstruction.of(codex().persona("BRICK")));
        }

        @Test
        void isAtMostAHundredAndFiftyTokensEachWithItsExamples() throws ConfigFault {
            for (var persona : codex().personas().values()) {
                var shown = LeanInstruction.shown(persona);
                assertTrue(shown.length() / 4 <= 150, shown);
                assertTrue(shown.contains(persona.name()), shown);
                assertTrue(shown.contains("1 + 1 = 2."), shown);
            }
        }
    }

    @Nested
    class TheModeOfATurn {
        private static final Pin PIN =
                new Pin("owl:2b", "", 2048, new Pin.Sampling(0, 1, 1, 10), "");

        private static TurnMode mode(String setting, long bytes, boolean slow) {
            return TurnMode.of(
                    setting,
                    List.of(new Mind.Model("owl:2b", "", bytes), new Mind.Model("bat", "", 1)),
                    List.of(PIN),
                    slow);
        }

        @Test
        void isWhatTheSettingSays() {
            assertEquals(TurnMode.FULL, mode("full", 1_000, true));
            assertEquals(TurnMode.LEAN, mode("lean", 5_000_000_000L, false));
        }

        @Test
        void isLeanByItselfForSmallWeightsOrASlowServer() {
            assertEquals(TurnMode.LEAN, mode("auto", 98_000_000, false));
            assertEquals(TurnMode.LEAN, mode("auto", 5_000_000_000L, true));
            assertEquals(TurnMode.FULL, mode("auto", 5_000_000_000L, false));
            assertEquals(TurnMode.FULL, mode("auto", 0, false));
        }
    }
}
