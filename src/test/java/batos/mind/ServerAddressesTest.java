package batos.mind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerAddressesTest {
    private static ServerAddresses of(String ollama, String openai, String... environment) {
        return ServerAddresses.of(
                ollama,
                openai,
                "OPENAI_API_KEY",
                environment.length == 0 ? Map.of() : Map.of(environment[0], environment[1]));
    }

    @Test
    void theVariablesThatAreUsedAreNamedAndNoKeyIs() {
        var both =
                ServerAddresses.of(
                        ServerAddresses.OLLAMA_USUAL,
                        "",
                        "OPENAI_API_KEY",
                        Map.of("OPENAI_BASE_URL", "http://here/v1", "OPENAI_API_KEY", "sk-1"));
        assertEquals(" (from OPENAI_BASE_URL, key from OPENAI_API_KEY)", both.openaiOrigin());
        var key =
                ServerAddresses.of(
                        ServerAddresses.OLLAMA_USUAL,
                        "http://here/v1",
                        "MY_KEY",
                        Map.of("MY_KEY", "sk-1"));
        assertEquals(" (key from MY_KEY)", key.openaiOrigin());
        assertEquals("", of(ServerAddresses.OLLAMA_USUAL, "http://here/v1").openaiOrigin());
    }

    @Nested
    class OllamaHost {
        @ParameterizedTest
        @CsvSource({
            "box, http://box:11434",
            "box:18434, http://box:18434",
            "http://box:18434/, http://box:18434",
            "0.0.0.0, http://127.0.0.1:11434",
            "0.0.0.0:8000, http://127.0.0.1:8000",
            ":8000, http://127.0.0.1:8000"
        })
        void isUnderstoodAsOllamaItselfUnderstandsIt(String host, String address) {
            var found = of(ServerAddresses.OLLAMA_USUAL, "", "OLLAMA_HOST", host);
            assertEquals(address, found.ollama().toString());
            assertEquals(" (from OLLAMA_HOST)", ServerAddresses.from(found.ollamaFrom()));
        }

        @Test
        void isOutrankedByTheSettings() {
            var found = of("http://here:1", "", "OLLAMA_HOST", "there:2");
            assertEquals("http://here:1", found.ollama().toString());
            assertEquals("", ServerAddresses.from(found.ollamaFrom()));
        }

        @Test
        void thatIsNoAddressIsNamedWithTheWayOut() {
            var fault =
                    assertThrows(
                            MindFault.class,
                            () -> of(ServerAddresses.OLLAMA_USUAL, "", "OLLAMA_HOST", "http://"));
            assertTrue(fault.getMessage().contains("OLLAMA_HOST is 'http://'"), fault.getMessage());
            assertTrue(fault.getMessage().contains("Next:"), fault.getMessage());
        }
    }

    @Nested
    class OpenAiBaseUrl {
        private final String usual = ServerAddresses.OLLAMA_USUAL;

        @Test
        void isTakenWhereTheSettingsNameNone() {
            var found = of(usual, "", "OPENAI_BASE_URL", "http://localhost:8080/v1/");
            assertEquals(Optional.of(URI.create("http://localhost:8080/v1")), found.openai());
            assertEquals("OPENAI_BASE_URL", found.openaiFrom());
            assertTrue(found.openaiUnasked());
        }

        @Test
        void isOutrankedByTheSettings() {
            var found = of(usual, "http://here/v1", "OPENAI_BASE_URL", "http://there/v1");
            assertEquals(Optional.of(URI.create("http://here/v1")), found.openai());
            assertEquals("", found.openaiFrom());
        }

        @Test
        void onAnotherMachineIsNotGoneToUnasked() {
            assertFalse(
                    of(usual, "", "OPENAI_BASE_URL", "https://api.example.com/v1").openaiUnasked());
            assertTrue(of(usual, "https://api.example.com/v1").openaiUnasked());
        }

        @ParameterizedTest
        @CsvSource({"nonsense", "'http://a b/v1'"})
        void thatIsNoAddressIsNamedWithTheWayOut(String text) {
            var fault = assertThrows(MindFault.class, () -> of(usual, "", "OPENAI_BASE_URL", text));
            assertTrue(fault.getMessage().contains("OPENAI_BASE_URL is '" + text + "'"));
            assertTrue(fault.getMessage().contains("Next:"), fault.getMessage());
        }
    }
}
