package batos.shell.command;

import java.time.DateTimeException;
import java.time.LocalDate;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A day, written as ISO 8601 does.
final class DateConverter implements ITypeConverter<LocalDate> {
    @Override
    public LocalDate convert(String typed) {
        try {
            return LocalDate.parse(typed);
        } catch (DateTimeException e) {
            throw new TypeConversionException(
                    "'" + typed + "' is no date. A date is like 2026-11-22");
        }
    }
}
