using System.CommandLine;
using System.Text.Json;
using AudioSampler.Audio.Store;
using AudioSampler.Catalog;
using AudioSampler.Catalog.Upkeep;
using AudioSampler.Cli.Output;
using Spectre.Console;

namespace AudioSampler.Cli.Commands;

/// <summary><c>ais cleanup</c>: frees caches, leftovers of dead processes, and files that belong to nothing in the catalogue.</summary>
internal static class CleanupCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Option<bool> dryRun = new("--dry-run") { Description = "Only say what would be freed" };
        Option<bool> json = CommonOptions.Json("Print one JSON object");
        Option<DirectoryInfo?> data = CommonOptions.Data();
        var command = new Command("cleanup", "Free caches, leftovers and orphans") { dryRun, json, data };
        command.SetAction(
            async (parsed, token) =>
            {
                CleanupReport report = await RunAsync(DataFolder.Locate(parsed.GetValue(data)?.FullName), parsed.GetValue(dryRun), token);
                if (parsed.GetValue(json))
                {
                    Console.WriteLine(JsonSerializer.Serialize(report, CliJson.Default.CleanupReport));
                }
                else
                {
                    Print(report);
                }

                foreach (string problem in report.Problems)
                {
                    await Console.Error.WriteLineAsync(problem);
                }

                return report.Problems.Count == 0 ? ExitCode.Ok : ExitCode.Failed;
            }
        );
        return command;
    }

    private static async Task<CleanupReport> RunAsync(DataFolder folder, bool dryRun, CancellationToken cancellationToken)
    {
        var cleanup = new Cleanup(folder);
        if (!File.Exists(folder.DatabasePath))
        {
            // Opening would make an empty one.
            return await cleanup.RunAsync(null, $"there is no catalogue in {folder.Path}", dryRun, cancellationToken);
        }

        try
        {
            await using Catalogue catalogue = await Catalogue.OpenAsync(folder, cancellationToken);
            return await cleanup.RunAsync(catalogue, null, dryRun, cancellationToken);
        }
        catch (CatalogueException exception)
        {
            return await cleanup.RunAsync(null, exception.Message, dryRun, cancellationToken);
        }
    }

    private static void Print(CleanupReport report)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumns(report.DryRun ? "Would free" : "Freed", "Files", "Size");
        Add("playable copies", report.Playable);
        Add("playable copies of unknown audio", report.OrphanedPlayable);
        Add("waveforms of unknown audio", report.OrphanedWaveforms);
        Add("unfinished copies", report.Unfinished);
        Add("leftovers of dead processes", report.Temporary);
        Add("all", report.Total);
        AnsiConsole.Write(table);

        void Add(string what, StoreUsage usage) =>
            table.AddRow(new Text(what), new Text(Readable.Number(usage.Files, "0")), new Text(Readable.Bytes(usage.Bytes)));
    }
}
