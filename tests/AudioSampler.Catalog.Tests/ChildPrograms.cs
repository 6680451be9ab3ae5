using System.Diagnostics;
using AudioSampler.Analysis.Engine;
using AudioSampler.Analysis.Input;
using AudioSampler.Catalog.Jobs;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Catalog.Tests;

/// <summary>What <see cref="ChildProcess"/> runs.</summary>
internal static class ChildPrograms
{
    /// <summary>What the jobs of these programs do.</summary>
    public static JobRequest Request { get; } = JobRequest.Of(["/music"], new AnalysisRequest { Force = true });

    public static Task RunAsync(string name, string data) =>
        name switch
        {
            nameof(WriteWithoutEnd) => WriteWithoutEnd(data),
            nameof(ReplaceWithoutEnd) => ReplaceWithoutEnd(data),
            nameof(StoreTwenty) => StoreTwenty(data),
            nameof(OpenAndPing) => OpenAndPing(data),
            nameof(HoldJob) => HoldJob(data),
            nameof(TakeAllJobs) => TakeAllJobs(data),
            nameof(BeginInJob) => BeginInJob(data),
            nameof(AnalyzeInJob) => AnalyzeInJob(data),
            _ => throw new ArgumentException($"there is no program {name}", nameof(name)),
        };

    /// <summary>Begins a generation and adds results to it for ever.</summary>
    public static async Task WriteWithoutEnd(string data)
    {
        await using Catalogue catalogue = await Catalogue.OpenAsync(new DataFolder(data));
        AnalysisDocument document = Documents.Simple("/music/a.wav", "rich");
        IAnalysisGeneration generation = await catalogue.BeginAsync(
            Documents.Identity(document),
            document.File!,
            Documents.Recipe,
            null,
            default
        );
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

    /// <summary>Takes a job with two files, of which one is at work for ever.</summary>
    public static async Task HoldJob(string data)
    {
        await using Catalogue catalogue = await Catalogue.OpenAsync(new DataFolder(data));
        await using JobLease lease = await catalogue.Jobs.StartAsync(
            JobRequest.Of(["/held"], new AnalysisRequest { Only = ["key"] }),
            resume: true
        );
        await lease.RecordFilesAsync([new InputFile("/held/a.wav", Named: true), new InputFile("/held/b.wav", Named: true)], default);
        await lease.BeginFileAsync("/held/a.wav", default);
        await File.WriteAllTextAsync(Path.Combine(data, "began"), "");
        await Task.Delay(Timeout.Infinite);
    }

    /// <summary>Takes jobs until there are no more, and writes their numbers.</summary>
    public static async Task TakeAllJobs(string data)
    {
        await using Catalogue catalogue = await Catalogue.OpenAsync(new DataFolder(data));
        await File.WriteAllTextAsync(Path.Combine(data, "began"), "");
        var taken = new List<string>();
        while (await catalogue.Jobs.TakeNextAsync() is { } lease)
        {
            taken.Add(lease.Id.ToString());
            await lease.CompleteAsync();
            await lease.DisposeAsync();
        }

        await File.WriteAllLinesAsync(Path.Combine(data, $"{Environment.ProcessId}.taken"), taken);
    }

    /// <summary>Begins a generation in a job, with two good results and one that failed, and waits for ever.</summary>
    public static async Task BeginInJob(string data)
    {
        await using Catalogue catalogue = await Catalogue.OpenAsync(new DataFolder(data));
        AnalysisDocument document = Documents.Rich("/music/a.wav");
        await using JobLease lease = await catalogue.Jobs.StartAsync(Request, resume: true);
        await lease.RecordFilesAsync([new InputFile(document.Path, Named: true)], default);
        await using IAnalysisGeneration generation = await BeginAsync(catalogue, document, lease);
        await generation.AddAnalysisAsync(0, "key", document.Regions[0].Analyses["key"], default);
        await generation.AddAnalysisAsync(0, "tempo", document.Regions[0].Analyses["tempo"], default);
        await generation.AddAnalysisAsync(1, "tempo", document.Regions[1].Analyses["tempo"], default);
        await File.WriteAllTextAsync(Path.Combine(data, "began"), "");
        await Task.Delay(Timeout.Infinite);
    }

    /// <summary>Analyses a file in one job after the other, for ever.</summary>
    public static async Task AnalyzeInJob(string data)
    {
        await using Catalogue catalogue = await Catalogue.OpenAsync(new DataFolder(data));
        AnalysisDocument document = Documents.Rich("/music/a.wav");
        while (true)
        {
            await using JobLease lease = await catalogue.Jobs.StartAsync(Request, resume: true);
            await lease.RecordFilesAsync([new InputFile(document.Path, Named: true)], default);
            await lease.BeginFileAsync(document.Path, default);
            await using IAnalysisGeneration generation = await BeginAsync(catalogue, document, lease);
            foreach (RegionDocument region in document.Regions)
            {
                foreach ((string analyzer, AnalyzerRecord record) in region.Analyses)
                {
                    await generation.AddAnalysisAsync(region.Index, analyzer, record, default);
                }
            }

            await File.WriteAllTextAsync(Path.Combine(data, "began"), "");
            await lease.EndFileAsync(document.Path, await generation.CompleteAsync(document, default), default);
            await lease.CompleteAsync();
        }
    }

    private static async Task<IAnalysisGeneration> BeginAsync(Catalogue catalogue, AnalysisDocument document, JobLease lease)
    {
        IAnalysisGeneration generation = await catalogue.BeginAsync(
            Documents.Identity(document),
            document.File!,
            Documents.Recipe,
            lease.Id,
            default
        );
        await generation.AddRegionsAsync(document.Regions, default);
        return generation;
    }
}
