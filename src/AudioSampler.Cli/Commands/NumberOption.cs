using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace AudioSampler.Cli.Commands;

/// <summary>Options that are numbers in a range. What is no such number is an error of usage that says what would be one.</summary>
internal static class NumberOption
{
    /// <summary>A whole number.</summary>
    /// <param name="name">Such as <c>--jobs</c>.</param>
    /// <param name="help">The unit, as the help shows it.</param>
    /// <param name="description">One sentence for people.</param>
    /// <param name="usual">The value when none is given.</param>
    /// <param name="least">The smallest value.</param>
    /// <param name="most">The largest value.</param>
    public static Option<int> Whole(string name, string help, string description, int usual, int least, int most) =>
        Create(name, help, description, usual, result => Read(result, NumberStyles.AllowLeadingSign, "a whole number", least, most));

    /// <summary>A whole number that need not be given; null when it isn't.</summary>
    /// <inheritdoc cref="Whole" path="/param"/>
    public static Option<int?> Optional(string name, string help, string description, int least, int most) =>
        new(name)
        {
            Description = description,
            HelpName = help,
            CustomParser = result => Read(result, NumberStyles.AllowLeadingSign, "a whole number", least, most),
        };

    /// <summary>A number with a decimal point. Commas are refused: they part thousands here and decimals there.</summary>
    /// <inheritdoc cref="Whole" path="/param"/>
    public static Option<double> Decimal(string name, string help, string description, double usual, double least, double most) =>
        Create(name, help, description, usual, result => Read(result, NumberStyles.Float, "a number", least, most));

    private static Option<T> Create<T>(string name, string help, string description, T usual, Func<ArgumentResult, T> read) =>
        new(name)
        {
            Description = description,
            HelpName = help,
            DefaultValueFactory = _ => usual,
            CustomParser = read,
        };

    private static T Read<T>(ArgumentResult result, NumberStyles styles, string what, T least, T most)
        where T : struct, INumber<T>
    {
        if (
            result.Tokens is [{ } token]
            && T.TryParse(token.Value, styles, CultureInfo.InvariantCulture, out T value)
            && value >= least
            && value <= most
        )
        {
            return value;
        }

        string name = (result.Parent as OptionResult)?.Option.Name ?? "it";
        result.AddError(
            string.Create(CultureInfo.InvariantCulture, $"{name} is {what} from {least} to {most}, not '{string.Join(' ', result.Tokens)}'")
        );
        return default;
    }
}
