using AudioSampler.Audio;
using AudioSampler.Plugins.Results;
using Spectre.Console;

namespace AudioSampler.Cli.Output;

/// <summary>One document for people: the file in a table, its regions in another, and what went wrong.</summary>
internal static class DocumentPage
{
    /// <summary>Prints a document on standard output.</summary>
    public static void Print(AnalysisDocument document)
    {
        AnsiConsole.MarkupLineInterpolated($"[bold]{ShownPath.Line(document.Path)}[/]");
        var table = new FileTable();
        table.Add(document);
        table.Print();
        if (document.Error is { } error)
        {
            AnsiConsole.MarkupLineInterpolated($"[red]{error.Message}[/]");
        }

        foreach (var warning in document.Warnings)
        {
            AnsiConsole.MarkupLineInterpolated($"[yellow]{warning.Message}[/]");
        }

        if (document.Regions.Length > 0)
        {
            RegionTable.Print(document.Regions);
        }

        foreach (RegionDocument region in document.Regions)
        {
            foreach ((string name, AnalyzerRecord record) in region.Analyses.Where(a => a.Value.Status != OutcomeStatus.Ok))
            {
                AnsiConsole.MarkupLineInterpolated(
                    $"{ShownPath.Line(region.Id)}: {name} {record.Status.ToString().ToLowerInvariant()}: {record.Error!.Message}"
                );
            }
        }
    }
}
