package batos.shell.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ColourThemeTest {
    private static final List<Style> SPEAKERS =
            List.of(Style.BRICK, Style.ROBIN, Style.ALFRED, Style.BABS);

    @ParameterizedTest
    @EnumSource(names = {"DARK", "LIGHT"})
    void givesEachPersonaAColourThatIsNotThatOfErrors(ColourTheme theme) {
        assertEquals(4, SPEAKERS.stream().map(style -> style.on(theme, "x")).distinct().count());
        SPEAKERS.forEach(style -> assertNotEquals(Style.BAD.on(theme, "x"), style.on(theme, "x")));
    }

    @ParameterizedTest
    @EnumSource
    void leavesTextAloneWhereItIsNone(Style style) {
        assertEquals("x", style.on(ColourTheme.NONE, "x"));
    }

    @ParameterizedTest
    @EnumSource
    void isFoundByItsWord(ColourTheme theme) {
        assertEquals(theme, ColourTheme.of(theme.word()));
        assertEquals(3, Stream.of(ColourTheme.values()).map(ColourTheme::word).distinct().count());
    }
}
