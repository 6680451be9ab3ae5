using System.Buffers.Binary;
using System.Globalization;
using AudioSampler.Catalog.Search;
using AudioSampler.Catalog.Similarity;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Catalog.Tests.Similarity;

public sealed class SimilarityTests
{
    private const int Dimensions = 48;

    [Fact]
    public async Task Regions_of_one_sort_are_nearest_and_the_order_is_that_of_exact_values()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        Dictionary<string, AnalysisDocument> stored = await StoreSorts(test, sorts: 6, each: 8);
        long asked = Id(stored["s2-0"]);

        SimilarityAnswer answer = (await test.Catalogue.SimilarAsync(new SimilarityQuestion { Like = [asked], Most = 7 }))!;

        Assert.Equal(("test", 48L, 0L), (answer.Model, answer.Compared, answer.NotComparable));
        Assert.Equal(7, answer.Results.Count);
        Assert.All(answer.Results, result => Assert.StartsWith("s2-", result.Region.FileName, StringComparison.Ordinal));
        Assert.DoesNotContain(answer.Results, result => result.Region.RegionId == asked);
        Assert.Equal(answer.Results.Select(r => r.Score).OrderDescending(), answer.Results.Select(r => r.Score));
        Assert.InRange(answer.Results[0].Score, 0.5, 1);
    }

    [Fact]
    public async Task More_like_this_and_less_like_that()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        Dictionary<string, AnalysisDocument> stored = await StoreSorts(test, sorts: 4, each: 6);

        SimilarityAnswer both = (
            await test.Catalogue.SimilarAsync(new SimilarityQuestion { Like = [Id(stored["s0-0"]), Id(stored["s1-0"])], Most = 10 })
        )!;
        SimilarityAnswer one = (
            await test.Catalogue.SimilarAsync(
                new SimilarityQuestion
                {
                    Like = [Id(stored["s0-0"]), Id(stored["s1-0"])],
                    Unlike = [Id(stored["s1-1"]), Id(stored["s1-2"])],
                    Most = 5,
                }
            )
        )!;

        Assert.All(both.Results, result => Assert.Matches("^s[01]-", result.Region.FileName));
        Assert.All(one.Results, result => Assert.StartsWith("s0-", result.Region.FileName, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_what_a_search_finds_is_compared()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        Dictionary<string, AnalysisDocument> stored = await StoreSorts(test, sorts: 3, each: 5);
        Assert.True(SearchQuery.TryParse("name:s2", out SearchQuery? among, out _, SearchTarget.Regions));

        SimilarityAnswer answer = (
            await test.Catalogue.SimilarAsync(
                new SimilarityQuestion
                {
                    Like = [Id(stored["s0-0"])],
                    Among = among,
                    Most = 50,
                }
            )
        )!;

        Assert.Equal(5, answer.Compared);
        Assert.Equal(5, answer.Results.Count);
        Assert.All(answer.Results, result => Assert.StartsWith("s2-", result.Region.FileName, StringComparison.Ordinal));
        await Assert.ThrowsAsync<ArgumentException>(() =>
            test.Catalogue.SimilarAsync(new SimilarityQuestion { Like = [Id(stored["s0-0"])], Among = SearchQuery.Everything })
        );
        await Assert.ThrowsAsync<ArgumentException>(() =>
            test.Catalogue.SimilarAsync(new SimilarityQuestion { Like = [Id(stored["s0-0"])], Most = 501 })
        );
        await Assert.ThrowsAsync<ArgumentException>(() => test.Catalogue.SimilarAsync(new SimilarityQuestion()));
        Assert.Null(await test.Catalogue.SimilarAsync(new SimilarityQuestion { Like = [12345] }));
    }

    [Fact]
    public async Task An_aspect_finds_what_is_alike_in_it_alone()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        for (int i = 0; i < 12; i++)
        {
            // Loudness in three steps, brightness in four: only one of them is asked for at a time.
            await test.StoreAsync(
                Heard($"/s/l{i % 3}b{i % 4}.wav", [Sound("test", Sort(i), lufs: -10 - (10 * (i % 3)), centroid: 200 * Math.Pow(3, i % 4))])
            );
        }

        long asked = Id((await test.Catalogue.GetDocumentAsync("/s/l0b0.wav"))!);
        Assert.True(AspectWeights.TryParse("loudness", out AspectWeights loudness));
        Assert.True(AspectWeights.TryParse("timbre", out AspectWeights timbre));

        SimilarityAnswer loud = (
            await test.Catalogue.SimilarAsync(
                new SimilarityQuestion
                {
                    Like = [asked],
                    Weights = loudness,
                    Most = 3,
                }
            )
        )!;
        SimilarityAnswer bright = (
            await test.Catalogue.SimilarAsync(
                new SimilarityQuestion
                {
                    Like = [asked],
                    Weights = timbre,
                    Most = 2,
                }
            )
        )!;

        Assert.All(loud.Results, result => Assert.StartsWith("l0", result.Region.FileName, StringComparison.Ordinal));
        Assert.All(bright.Results, result => Assert.EndsWith("b0.wav", result.Region.FileName, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sounds_that_another_network_heard_are_counted_and_not_compared()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        Dictionary<string, AnalysisDocument> stored = await StoreSorts(test, sorts: 2, each: 3);
        await test.StoreAsync(Heard("/s/other.wav", [Sound("another", Sort(0))]));
        await test.StoreAsync(Heard("/s/unheard.wav", [Sound(null, Sort(0))]));
        await test.StoreAsync(Heard("/s/unheard2.wav", [Sound(null, Sort(1))]));

        SimilarityAnswer heard = (await test.Catalogue.SimilarAsync(new SimilarityQuestion { Like = [Id(stored["s0-0"])] }))!;
        SimilarityAnswer unheard = (
            await test.Catalogue.SimilarAsync(
                new SimilarityQuestion { Like = [Id((await test.Catalogue.GetDocumentAsync("/s/unheard.wav"))!)] }
            )
        )!;

        Assert.Equal((6L, 3L), (heard.Compared, heard.NotComparable));
        Assert.Equal("signal", unheard.Model);
        Assert.Equal("unheard2.wav", Assert.Single(unheard.Results).Region.FileName);
    }

    [Fact]
    public async Task What_is_new_is_found_and_what_is_gone_is_not()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        Dictionary<string, AnalysisDocument> stored = await StoreSorts(test, sorts: 3, each: 10);
        var question = new SimilarityQuestion { Like = [Id(stored["s0-0"])], Most = 20 };
        Assert.Equal(20, (await test.Catalogue.SimilarAsync(question))!.Results.Count);

        await test.StoreAsync(Heard("/s/new.wav", [Sound("test", Sort(0, 99))]));
        await test.StoreAsync(Heard("/s/s0-1.wav", [])); // analysed again, and silent now
        SimilarityAnswer answer = (await test.Catalogue.SimilarAsync(question))!;

        Assert.Equal(20, answer.Results.Count);
        Assert.Contains(answer.Results, result => result.Region.FileName == "new.wav");
        Assert.DoesNotContain(answer.Results, result => result.Region.FileName == "s0-1.wav");
        Assert.Single(Directory.GetFiles(test.Data.SimilarityFolder, "*.ids"));
    }

    [Fact]
    public async Task Files_of_the_index_that_are_lost_or_broken_are_made_anew()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        Dictionary<string, AnalysisDocument> stored = await StoreSorts(test, sorts: 3, each: 4);
        var question = new SimilarityQuestion { Like = [Id(stored["s0-0"])], Most = 3 };
        SimilarityAnswer first = (await test.Catalogue.SimilarAsync(question))!;

        await test.ReopenAsync();
        Directory.Delete(test.Data.SimilarityFolder, recursive: true);
        Assert.Equal(Names(first), Names((await test.Catalogue.SimilarAsync(question))!));

        await test.ReopenAsync();
        await File.WriteAllTextAsync(Directory.GetFiles(test.Data.SimilarityFolder, "*.json")[0], "{ no state");
        Assert.Equal(Names(first), Names((await test.Catalogue.SimilarAsync(question))!));

        await test.ReopenAsync();
        await File.WriteAllBytesAsync(Directory.GetFiles(test.Data.SimilarityFolder, "*.overall")[0], [1, 2, 3]);
        Assert.Equal(Names(first), Names((await test.Catalogue.SimilarAsync(question))!));
    }

    [Fact]
    public async Task After_a_backup_was_restored_what_comes_then_is_found()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        Dictionary<string, AnalysisDocument> stored = await StoreSorts(test, sorts: 2, each: 20);
        string backup = await test.Catalogue.BackupAsync();
        await test.StoreAsync(Heard("/s/lost.wav", [Sound("test", Sort(1, 50))]));
        var question = new SimilarityQuestion { Like = [Id(stored["s0-0"])], Most = 3 };
        await test.Catalogue.SimilarAsync(question); // the index has read the lost one's number

        Catalog.Upkeep.CatalogueRestore.Run(test.Data, backup);
        await test.StoreAsync(Heard("/s/then.wav", [Sound("test", Sort(0))])); // has that number now, and is the very sound that is asked for

        SimilarityAnswer answer = (await test.Catalogue.SimilarAsync(question))!;
        Assert.Equal("then.wav", answer.Results[0].Region.FileName);
    }

    [Fact]
    public async Task A_sound_from_outside_is_compared_too()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        await StoreSorts(test, sorts: 4, each: 4);

        SimilarityAnswer answer = (await test.Catalogue.SimilarAsync(Sound("test", Sort(3, 77)), new SimilarityQuestion { Most = 4 }))!;

        Assert.All(answer.Results, result => Assert.StartsWith("s3-", result.Region.FileName, StringComparison.Ordinal));
        Assert.Null(await test.Catalogue.SimilarAsync(Documents.Region(0, 0, 1), new SimilarityQuestion()));
    }

    [Fact]
    public async Task Near_each_other_on_the_map_is_what_sounds_alike()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        Dictionary<string, AnalysisDocument> stored = await StoreSorts(test, sorts: 2, each: 20);
        HashSet<long> first = [.. stored.Where(s => s.Key.StartsWith("s0", StringComparison.Ordinal)).Select(s => Id(s.Value))];

        IReadOnlyList<MapPoint> points = await test.Catalogue.MapAsync(null, 1000);

        Assert.Equal(40, points.Count);
        var groups = points
            .GroupBy(p => first.Contains(p.RegionId))
            .Select(g => (X: g.Average(p => p.X), Spread: g.Max(p => p.X) - g.Min(p => p.X)))
            .ToList();
        Assert.True(Math.Abs(groups[0].X - groups[1].X) > groups.Max(g => g.Spread), "the two sorts lie apart along the first axis");
        Assert.Equal(5, (await test.Catalogue.MapAsync(null, 5)).Count);
        Assert.True(SearchQuery.TryParse("name:s1", out SearchQuery? among, out _, SearchTarget.Regions));
        Assert.Equal(20, (await test.Catalogue.MapAsync(among, 1000)).Count);
    }

    [Fact]
    public async Task Copies_of_bytes_of_audio_and_of_sound_are_told_apart()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        await StoreSorts(test, sorts: 5, each: 6);
        string path = test.File("a.wav");
        await File.WriteAllTextAsync(path, "there");
        AnalysisDocument a = await test.StoreAsync(Heard(path, [Sound("test", Sort(9))]));
        foreach ((string name, string? bytes) in new[] { ("copy.wav", null), ("retagged.wav", "other bytes") })
        {
            string copyPath = test.File(name);
            await File.WriteAllTextAsync(copyPath, "there");
            FileFacts facts = Documents.Facts(copyPath, path, 10);
            facts = bytes is null ? facts : facts with { ContentHash = Documents.Hash(bytes) };
            AnalysisDocument copy = a with { Path = copyPath, File = facts };
            await test.Catalogue.LinkAsync(Documents.Identity(copy), facts, default);
        }

        // The same sound in other bytes and other samples, a hundredth away.
        await test.StoreAsync(Heard("/c/near.wav", [Sound("test", [.. Sort(9).Select(v => v * 1.01f)])]));

        DuplicateGroup bytesTwice = Assert.Single(await test.Catalogue.DuplicatesAsync(DuplicateKind.SameBytes, 10));
        DuplicateGroup audioTwice = Assert.Single(await test.Catalogue.DuplicatesAsync(DuplicateKind.SameAudio, 10));
        IReadOnlyList<DuplicateGroup> near = await test.Catalogue.DuplicatesAsync(DuplicateKind.Near, 10);

        Assert.Equal(["a.wav", "copy.wav"], bytesTwice.Items.Select(item => Path.GetFileName(item.Path)));
        Assert.Equal(["a.wav", "copy.wav", "retagged.wav"], audioTwice.Items.Select(item => Path.GetFileName(item.Path)));
        Assert.Contains(near, group => group.Items.Any(item => item.Path == path) && group.Items.Any(item => item.Path == "/c/near.wav"));
    }

    [Fact]
    public async Task A_copy_is_the_same_audio_too()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        string path = test.File("a.wav");
        await File.WriteAllTextAsync(path, "there");
        AnalysisDocument a = await test.StoreAsync(Heard(path, [Sound("test", Sort(9))]));
        string copyPath = test.File("copy.wav");
        await File.WriteAllTextAsync(copyPath, "there");
        FileFacts facts = Documents.Facts(copyPath, path, 10);
        await test.Catalogue.LinkAsync(Documents.Identity(a with { Path = copyPath, File = facts }), facts, default);

        DuplicateGroup twice = Assert.Single(await test.Catalogue.DuplicatesAsync(DuplicateKind.SameAudio, 10));

        Assert.Equal(["a.wav", "copy.wav"], twice.Items.Select(item => Path.GetFileName(item.Path)));
    }

    private static IEnumerable<string> Names(SimilarityAnswer answer) => answer.Results.Select(result => result.Region.Name);

    private static long Id(AnalysisDocument document) => document.Regions[0].RegionId!.Value;

    private static async Task<Dictionary<string, AnalysisDocument>> StoreSorts(TestCatalogue test, int sorts, int each)
    {
        var stored = new Dictionary<string, AnalysisDocument>(StringComparer.Ordinal);
        for (int sort = 0; sort < sorts; sort++)
        {
            for (int i = 0; i < each; i++)
            {
                string name = $"s{sort}-{i}";
                stored[name] = await test.StoreAsync(
                    Heard($"/s/{name}.wav", [Sound("test", Sort(sort, i), duration: 1 + sort + (i * 0.3))])
                );
            }
        }

        return stored;
    }

    /// <summary>A point near the centre of its sort, all values positive as a network's are.</summary>
    private static float[] Sort(int sort, int variation = 0)
    {
        var centre = new Random(sort);
        var around = new Random((sort * 1000) + variation);
        return [.. Enumerable.Range(0, Dimensions).Select(_ => (float)((2 * centre.NextDouble()) + (0.3 * around.NextDouble())))];
    }

    private static AnalysisDocument Heard(string path, RegionDocument[] regions) =>
        Documents.Named(
            Documents.Simple(path) with
            {
                Regions = [.. regions.Select((region, i) => region with { Index = i })],
                Summary = new FileSummary { Regions = regions.Length },
            }
        );

    private static RegionDocument Sound(string? model, float[] embedding, double lufs = -20, double centroid = 1000, double duration = 2)
    {
        string twenty = string.Join(
            ',',
            Enumerable.Range(0, 20).Select(i => (centroid / (1000 + i)).ToString(CultureInfo.InvariantCulture))
        );
        string features = string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            {"duration_s": {{duration}}, "rms_db": {"mean": {{lufs}}, "std": 2}, "centroid_hz": {"mean": {{centroid}}, "std": 100},
             "rolloff_hz": {"mean": {{2
                * centroid}}, "std": 1}, "flatness": {"mean": 0.1, "std": 0}, "zero_crossing_rate": {"mean": 0.1, "std": 0},
             "onset_strength": {"mean": 1, "std": 1}, "mfcc_mean": [{{twenty}}], "mfcc_std": [{{twenty}}], "chroma_mean": [], "onset_rate_hz": 2}
            """
        );
        (string, AnalyzerRecord)[] analyses =
        [
            ("features", Documents.Record(features)),
            ("loudness", Documents.Record(string.Create(CultureInfo.InvariantCulture, $$"""{"integrated_lufs": {{lufs}}}"""))),
        ];
        if (model is not null)
        {
            byte[] bytes = new byte[embedding.Length * 2];
            for (int i = 0; i < embedding.Length; i++)
            {
                BinaryPrimitives.WriteHalfLittleEndian(bytes.AsSpan(i * 2), (Half)embedding[i]);
            }

            string heard =
                $$$"""{"model": "{{{model}}}", "hop_s": 0.5, "labels": 527, "embedding": {"model": "{{{model}}}", "dimensions": {{{embedding.Length}}}, "data": "{{{Convert.ToBase64String(bytes)}}}"}}""";
            analyses = [.. analyses, ("activations", Documents.Record(heard))];
        }

        return Documents.Region(0, 0, duration, analyses);
    }
}
