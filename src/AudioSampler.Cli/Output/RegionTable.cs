using AudioSampler.Audio;
using AudioSampler.Plugins.Results;
using Spectre.Console;

namespace AudioSampler.Cli.Output;

/// <summary>Regions in a table for people, on standard output.</summary>
internal static class RegionTable
{
    /// <summary>Prints regions.</summary>
    public static void Print(IEnumerable<RegionDocument> regions)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumns("Region", "Start", "End", "Length", "Peak", "RMS");
        foreach (RegionDocument region in regions)
        {
            table.AddRow(
                new Text(ShownPath.Line(region.Id)),
                new Text(Readable.Duration(region.StartS)),
                new Text(Readable.Duration(region.EndS)),
                new Text(Readable.Duration(region.EndS - region.StartS)),
                new Text(Level(region.PeakDbfs)),
                new Text(Level(region.RmsDbfs))
            );
        }

        AnsiConsole.Write(table);
    }

    private static string Level(double? dbfs) => dbfs is { } value ? Readable.Number(value, "0.0") + " dBFS" : "-";
}
