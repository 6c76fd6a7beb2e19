package batos.shell.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import batos.app.ExitCode;
import batos.image.ImageFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The reason of a fault of the image decides the exit code; its message does not.
class FailureResultTest {
    private static final String WORDS = "nothing was committed: read only";

    @Test
    void aOneShotCommandOnAReadOnlyImageFindsNoImageToChange() {
        var fault = new ImageFault(ImageFault.Reason.READ_ONLY, "words of no meaning");
        assertEquals(ExitCode.NO_IMAGE, FailureResult.of(fault, false).exit());
    }

    @ParameterizedTest
    @EnumSource(
            value = ImageFault.Reason.class,
            names = "READ_ONLY",
            mode = EnumSource.Mode.EXCLUDE)
    void everyOtherFaultIsAFailureOfTheCommandWhateverItSays(ImageFault.Reason reason) {
        assertEquals(
                ExitCode.FAILED, FailureResult.of(new ImageFault(reason, WORDS), false).exit());
    }

    @ParameterizedTest
    @EnumSource(ImageFault.Reason.class)
    void atAPromptNoneEndsTheSession(ImageFault.Reason reason) {
        var result = FailureResult.of(new ImageFault(reason, WORDS), true);
        assertEquals(ExitCode.FAILED, result.exit());
        assertEquals(WORDS, result.text());
    }
}
