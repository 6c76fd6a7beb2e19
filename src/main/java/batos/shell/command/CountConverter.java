package batos.shell.command;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a count: a whole number from 1 on.
final class CountConverter implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String typed) {
        int count;
        try {
            count = Integer.parseInt(typed);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + typed + "' is no whole number");
        }
        if (count < 1) {
            throw new TypeConversionException("'" + typed + "' is less than 1");
        }
        return count;
    }
}
