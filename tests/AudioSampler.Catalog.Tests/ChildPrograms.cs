using System.Diagnostics;
using AudioSampler.Analysis.Engine;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Catalog.Tests;

/// <summary>What <see cref="ChildProcess"/> runs.</summary>
internal static class ChildPrograms
{
    public static Task RunAsync(string name, string data) =>
        name switch
        {
            nameof(WriteWithoutEnd) => WriteWithoutEnd(data),
            nameof(ReplaceWithoutEnd) => ReplaceWithoutEnd(data),
            nameof(StoreTwenty) => StoreTwenty(data),
            nameof(OpenAndPing) => OpenAndPing(data),
            _ => throw new ArgumentException($"there is no program {name}", nameof(name)),
        };

    /// <summary>Begins a generation and adds results to it for ever.</summary>
    public static async Task WriteWithoutEnd(string data)
    {
        await using Catalogue catalogue = await Catalogue.OpenAsync(new DataFolder(data));
        AnalysisDocument document = Documents.Simple("/music/a.wav", "rich");
        IAnalysisGeneration generation = await catalogue.BeginAsync(Documents.Identity(document), document.File!, default);
        await generation.AddRegionsAsync(document.Regions, default);
        string waveform = Path.Combine(data, "waveform.tmp");
        await File.WriteAllTextAsync(waveform, "unfinished");
        await generation.AdoptWaveformAsync(waveform, default);
        await File.WriteAllTextAsync(Path.Combine(data, "began"), "");
        for (int i = 0; ; i++)
        {
            await generation.AddAnalysisAsync(0, "analyzer" + i, Documents.Record(Documents.Beats(100)), default);
        }
    }

    /// <summary>Replaces the results of a file for ever, by turns with two documents.</summary>
    public static async Task ReplaceWithoutEnd(string data)
    {
        await using Catalogue catalogue = await Catalogue.OpenAsync(new DataFolder(data));
        for (int i = 0; ; i++)
        {
            await TestCatalogue.StoreAsync(
                catalogue,
                i % 2 == 0 ? Documents.Simple("/music/a.wav", "rich") : Documents.Rich("/music/a.wav")
            );
            await File.WriteAllTextAsync(Path.Combine(data, "began"), "");
        }
    }

    /// <summary>Stores twenty files.</summary>
    public static async Task StoreTwenty(string data)
    {
        await using Catalogue catalogue = await Catalogue.OpenAsync(new DataFolder(data));
        for (int i = 0; i < 20; i++)
        {
            await TestCatalogue.StoreAsync(catalogue, Documents.Rich($"/child/{i}.wav", $"child {i}"));
            await TestCatalogue.StoreAsync(catalogue, Documents.Rich("/both/same.wav", "same"));
        }
    }

    /// <summary>Opens the catalogue as a server does at its start, and writes what that cost.</summary>
    public static async Task OpenAndPing(string data)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        await using Catalogue catalogue = await Catalogue.OpenAsync(new DataFolder(data));
        await catalogue.PingAsync();
        TimeSpan wall = Stopwatch.GetElapsedTime(start);
        TimeSpan cpu = Environment.CpuUsage.TotalTime - before;
        bool withEf = AppDomain.CurrentDomain.GetAssemblies().Any(a => a.GetName().Name == "Microsoft.EntityFrameworkCore.Sqlite");
        await File.WriteAllTextAsync(
            Path.Combine(data, "opened"),
            $"open and first query {wall.TotalMilliseconds:0} ms of wall time, {cpu.TotalMilliseconds:0} ms of CPU time, EF Core {(withEf ? "" : "not ")}loaded"
        );
    }
}
