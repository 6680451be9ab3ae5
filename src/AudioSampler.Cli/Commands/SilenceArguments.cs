using System.CommandLine;
using AudioSampler.Audio.Regions;

namespace AudioSampler.Cli.Commands;

/// <summary>Options of the commands that cut files into regions.</summary>
internal sealed class SilenceArguments
{
    private static readonly SilenceOptions s_usual = new();

    private readonly Option<double> _absolute = NumberOption.Decimal(
        "--absolute",
        "dBFS",
        "Quieter than this is silence in any file, -100 to -20",
        s_usual.AbsoluteThresholdDbfs,
        -100,
        -20
    );

    private readonly Option<double> _relative = NumberOption.Decimal(
        "--relative",
        "dB",
        "Sound is so much above the noise floor, 3 to 40",
        s_usual.RelativeThresholdDb,
        3,
        40
    );

    private readonly Option<double> _hysteresis = NumberOption.Decimal(
        "--hysteresis",
        "dB",
        "A region ends so much below where it begins, 0 to 20",
        s_usual.HysteresisDb,
        0,
        20
    );

    private readonly Option<double> _silence = NumberOption.Decimal(
        "--min-silence",
        "S",
        "A shorter silence doesn't cut, 0.05 to 60",
        s_usual.MinimumSilenceSeconds,
        0.05,
        60
    );

    private readonly Option<double> _region = NumberOption.Decimal(
        "--min-region",
        "S",
        "A shorter sound is no region, 0 to 60",
        s_usual.MinimumRegionSeconds,
        0,
        60
    );

    private readonly Option<double> _padding = NumberOption.Decimal(
        "--padding",
        "S",
        "Kept before and after each region, 0 to 5",
        s_usual.PaddingSeconds,
        0,
        5
    );

    private Option<double>[] All => [_absolute, _relative, _hysteresis, _silence, _region, _padding];

    /// <summary>Names of those that stand on the command line.</summary>
    public string[] Given(ParseResult parsed) => [.. All.Where(o => parsed.GetResult(o) is { Implicit: false }).Select(o => o.Name)];

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option<double> option in All)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>What was given.</summary>
    public SilenceOptions Read(ParseResult parsed) => Read(parsed, s_usual);

    /// <summary>What was given, over what holds where nothing is.</summary>
    public SilenceOptions Read(ParseResult parsed, SilenceOptions usual)
    {
        return new SilenceOptions
        {
            AbsoluteThresholdDbfs = Given(_absolute, usual.AbsoluteThresholdDbfs),
            RelativeThresholdDb = Given(_relative, usual.RelativeThresholdDb),
            HysteresisDb = Given(_hysteresis, usual.HysteresisDb),
            MinimumSilenceSeconds = Given(_silence, usual.MinimumSilenceSeconds),
            MinimumRegionSeconds = Given(_region, usual.MinimumRegionSeconds),
            PaddingSeconds = Given(_padding, usual.PaddingSeconds),
        };

        double Given(Option<double> option, double otherwise) =>
            parsed.GetResult(option) is { Implicit: false } ? parsed.GetValue(option) : otherwise;
    }
}
