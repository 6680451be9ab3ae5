using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using AudioSampler.Analysis;
using AudioSampler.Analysis.Engine;
using AudioSampler.Catalog;
using AudioSampler.Catalog.Marks;
using AudioSampler.Catalog.Search;
using AudioSampler.Catalog.Similarity;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Bench;

/// <summary>What searches and changes cost in a catalogue of 100,000 files and 1,000,000 regions (<see cref="LargeCatalogue"/>).</summary>
internal static class CatalogueCommand
{
    private const int Rounds = 5;
    private const int PageSize = 50;

    /// <summary>The mix of queries among files.</summary>
    internal static readonly string[] FileQueries =
    [
        "kick",
        "rain tempo:none",
        "snare tempo:118-122",
        "loop key:Am",
        "bass key~8A kind:music",
        "tag:bird duration:<5",
        "dusty -vinyl",
        "\"rain\" loudness:>-20",
        "drums rating:>=4",
        "ve",
        "vocal OR choir kind:singing",
        "in:\"pack 007\" loop",
        "texture added:>2026",
        "tempo:100-101 key:minor",
        "gong meter:3/4",
    ];

    /// <summary>The mix of queries among regions.</summary>
    internal static readonly string[] RegionQueries =
    [
        "kick type:loop",
        "rain duration:<1",
        "snare tempo:118-122",
        "loop key:Am type:loop",
        "bass key~8A kind:music",
        "tag:bark",
        "dusty -vinyl type:one_shot",
        "gong",
        "root:C3",
        "rating:5 kick",
        "marimba tempo:100-110",
        "is:favourite rain",
        "\"rain\" loudness:>-12",
        "tempo:100-100.5 key:minor",
        "tabla",
    ];

    private static readonly (string Name, SearchTarget Target, string[] Queries)[] s_mix =
    [
        ("files: words and fields", SearchTarget.Files, FileQueries),
        ("regions: words and fields", SearchTarget.Regions, RegionQueries),
        ("files: everything, sorted", SearchTarget.Files, [""]),
        ("regions: everything", SearchTarget.Regions, [""]),
    ];

    public static int Run(string[] args)
    {
        DataFolder folder = LargeCatalogue.Make();
        (args is ["changes"] ? ChangesAloneAsync(folder) : RunAsync(folder)).GetAwaiter().GetResult();
        return 0;
    }

    /// <summary>Only what changes cost, with the columns in memory as a server has them.</summary>
    private static async Task ChangesAloneAsync(DataFolder folder)
    {
        await using Catalogue catalogue = await Catalogue.OpenAsync(folder);
        await catalogue.HoldSearchTableAsync();
        await ChangesAsync(catalogue);
    }

    private static async Task RunAsync(DataFolder folder)
    {
        long open = Stopwatch.GetTimestamp();
        await using Catalogue catalogue = await Catalogue.OpenAsync(folder);
        Console.WriteLine($"open: {Stopwatch.GetElapsedTime(open).TotalMilliseconds:0} ms");
        await SearchesAsync(catalogue, "asking the database alone, as ais search does");
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long hold = Stopwatch.GetTimestamp();
        await catalogue.HoldSearchTableAsync();
        Console.WriteLine(
            $"columns read into memory in {Stopwatch.GetElapsedTime(hold).TotalSeconds:0.0} s: {(GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6:0} MB"
        );
        await SearchesAsync(catalogue, "with the columns in memory, as a server has them");
        await TimeAsync("files: kick, nearest to 120", 10, () => SearchAsync(catalogue, SearchTarget.Files, "kick", "tempo:120"));
        var random = new Random(1);
        SearchPage<SearchRow> some = await catalogue.SearchAsync(SearchQuery.Everything, new SearchWindow(1, PageSize, SearchSort.ByName));
        await TimeAsync("file by path", 50, () => catalogue.GetDocumentAsync(some.Rows[random.Next(PageSize)].Path));
        await TimeAsync("stats", 100, () => catalogue.StatsAsync());
        long build = Stopwatch.GetTimestamp();
        await catalogue.RefreshSimilarityAsync();
        Console.WriteLine($"similarity index made or read in {Stopwatch.GetElapsedTime(build).TotalSeconds:0.0} s");
        await TimeAsync(
            "similar, overall",
            30,
            () => catalogue.SimilarAsync(new SimilarityQuestion { Like = [1 + random.Next(1_000_000)] })
        );
        var every = new AspectWeights(1, 1, 1, 1, 1);
        await TimeAsync(
            "similar, all aspects",
            30,
            () => catalogue.SimilarAsync(new SimilarityQuestion { Like = [1 + random.Next(1_000_000)], Weights = every })
        );
        await ChangesAsync(catalogue);
        await TimeAsync("near duplicates", 1, () => catalogue.DuplicatesAsync(DuplicateKind.Near, 100));
        await TimeAsync("map of 100,000", 2, () => catalogue.MapAsync(null, 100_000));
        Console.WriteLine($"working set {Environment.WorkingSet / 1e6:0} MB, of which the index is mapped");
    }

    private static async Task ChangesAsync(Catalogue catalogue)
    {
        int tag = 0;
        long next = DateTimeOffset.UtcNow.Ticks;
        AnalysisDocument file = null!;
        Task NextFile()
        {
            file = ServeCommand.Document(next++, regions: 20);
            return Task.CompletedTask;
        }

        async Task InsertNextAsync()
        {
            await NextFile();
            await InsertAsync(catalogue, file);
        }

        await TimeAsync("insert a file of 20 regions", 100, () => InsertAsync(catalogue, file), NextFile);
        await TimeAsync(
            "tag 10,000 regions",
            5,
            () =>
                catalogue.ChangeMarksAsync(
                    SearchTarget.Regions,
                    [.. Enumerable.Range(1 + (tag * 10_000), 10_000).Select(i => (long)i)],
                    new MarkChange { AddTags = [$"bulk {tag++} {Guid.NewGuid():N}"] }
                )
        );
        await TimeAsync("insert after the tags", 100, () => InsertAsync(catalogue, file), NextFile);
        await TimeAsync("stats after a change", 40, async () => await catalogue.StatsAsync(), InsertNextAsync);
        await TimeAsync("search after a change", 40, () => SearchAsync(catalogue, SearchTarget.Regions, "gong", ""), InsertNextAsync);
    }

    private static async Task SearchesAsync(Catalogue catalogue, string how)
    {
        Console.WriteLine(how);
        foreach ((string name, SearchTarget target, string[] queries) in s_mix)
        {
            var all = new List<(double Ms, string Query, long Total)>();
            foreach (string text in queries)
            {
                for (int round = 0; round < Rounds; round++)
                {
                    all.Add(await SearchAsync(catalogue, target, text, ""));
                }
            }

            Print(name, all.Select(a => a.Ms));
            foreach (
                var slow in all.GroupBy(a => a.Query, StringComparer.Ordinal)
                    .Select(g => (g.Key, Median: Median(g.Select(a => a.Ms)), g.First().Total))
                    .OrderByDescending(s => s.Median)
                    .Take(4)
            )
            {
                Console.WriteLine($"    {slow.Median, 8:0.0} ms  {slow.Key} ({slow.Total})");
            }
        }
    }

    private static async Task<(double Ms, string Query, long Total)> SearchAsync(
        Catalogue catalogue,
        SearchTarget target,
        string text,
        string sort
    )
    {
        long start = Stopwatch.GetTimestamp();
        if (
            !SearchQuery.TryParse(text, out SearchQuery? query, out SearchSyntaxError? error, target)
            || !SearchSort.TryParse(sort, out SearchSort? order, out error, target)
        )
        {
            throw new InvalidOperationException($"{text}: {error.Message}");
        }

        var window = new SearchWindow(1, PageSize, order);
        long total =
            target == SearchTarget.Files
                ? (await catalogue.SearchAsync(query, window)).Total
                : (await catalogue.SearchRegionsAsync(query, window)).Total;
        return (Stopwatch.GetElapsedTime(start).TotalMilliseconds, text, total);
    }

    private static async Task InsertAsync(Catalogue catalogue, AnalysisDocument document)
    {
        var identity = new FileIdentity(document.Path, document.File!.SizeBytes, DateTimeOffset.UnixEpoch)
        {
            ContentHash = document.File.ContentHash,
            AudioHash = document.File.AudioHash,
        };
        var recipe = new AnalysisRecipe(new AnalysisOptions().ToJson(), ImmutableSortedDictionary<string, string>.Empty);
        await using IAnalysisGeneration generation = await catalogue.BeginAsync(
            identity,
            document.File,
            recipe,
            null,
            CancellationToken.None
        );
        await generation.AddRegionsAsync(document.Regions, CancellationToken.None);
        await generation.CompleteAsync(document, CancellationToken.None);
    }

    private static async Task TimeAsync(string name, int rounds, Func<Task> run, Func<Task>? before = null)
    {
        var times = new List<double>();
        for (int i = 0; i < rounds; i++)
        {
            await (before?.Invoke() ?? Task.CompletedTask);
            long start = Stopwatch.GetTimestamp();
            await run();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        Print(name, times);
    }

    private static void Print(string name, IEnumerable<double> times)
    {
        double[] sorted = [.. times.Order()];
        Console.WriteLine(
            $"{name, -28} median {Median(sorted), 8:0.0}  p95 {sorted[(int)Math.Ceiling(0.95 * sorted.Length) - 1], 8:0.0}  max {sorted[^1], 8:0.0} ms"
        );
    }

    private static double Median(IEnumerable<double> times) => times.Order().ElementAt(times.Count() / 2);
}
