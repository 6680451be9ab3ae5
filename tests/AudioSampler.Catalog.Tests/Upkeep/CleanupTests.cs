using AudioSampler.Audio.Store;
using AudioSampler.Catalog.Upkeep;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Catalog.Tests.Upkeep;

public sealed class CleanupTests : IAsyncLifetime
{
    private static readonly string s_unknown = new('f', 64);

    private TestCatalogue _catalogue = null!;

    private string Store => _catalogue.File("store");

    public async ValueTask InitializeAsync() => _catalogue = await TestCatalogue.OpenAsync();

    public ValueTask DisposeAsync() => _catalogue.DisposeAsync();

    [Fact]
    public async Task Orphans_and_caches_go_and_what_is_known_or_fresh_stays()
    {
        string known = await KnownHashAsync();
        string waveform = Plant(_catalogue.Data.WaveformFolder, known + ".aispk", 10);
        string staged = Plant(_catalogue.Data.WaveformFolder, "staged.part", 10);
        string orphan = Plant(_catalogue.Data.WaveformFolder, s_unknown + ".aispk", 11);
        string fresh = Plant(_catalogue.Data.WaveformFolder, new string('e', 64) + ".aispk", 10, minutes: 9);
        string copy = Plant(_catalogue.Data.PlayableFolder, known + ".flac", 12);
        string orphanedCopy = Plant(_catalogue.Data.PlayableFolder, s_unknown + ".flac", 13);
        string unfinished = Plant(_catalogue.Data.PlayableFolder, known + ".flac.part", 14);
        string used = Plant(_catalogue.Data.PlayableFolder, new string('d', 64) + ".flac", 10);
        File.SetLastAccessTimeUtc(used, DateTimeOffset.UtcNow.UtcDateTime);
        Plant(Path.Combine(Store, "run-dead"), "analysis.pcm", 15);

        CleanupReport looked = await RunAsync(dryRun: true);
        Assert.All((string[])[orphan, copy, orphanedCopy, unfinished], path => Assert.True(File.Exists(path)));
        CleanupReport report = await RunAsync();

        Assert.Equal(new StoreUsage(1, 12), report.Playable);
        Assert.Equal(new StoreUsage(1, 13), report.OrphanedPlayable);
        Assert.Equal(new StoreUsage(1, 11), report.OrphanedWaveforms);
        Assert.Equal(new StoreUsage(1, 14), report.Unfinished);
        Assert.Equal(new StoreUsage(1, 15), report.Temporary);
        Assert.Equal(new StoreUsage(5, 65), report.Total);
        Assert.Empty(report.Problems);
        Assert.Equal(report.Total, looked.Total);
        Assert.All((string[])[orphan, copy, orphanedCopy, unfinished], path => Assert.False(File.Exists(path)));
        Assert.All((string[])[waveform, staged, fresh, used], path => Assert.True(File.Exists(path)));
        Assert.Equal(StoreUsage.None, (await RunAsync()).Total);
    }

    [Fact]
    public async Task Audio_whose_first_analysis_is_not_done_is_known()
    {
        await KnownHashAsync();
        AnalysisDocument document = Documents.Simple("/sounds/new.wav", "audio-new");
        await using var generation = await _catalogue.Catalogue.BeginAsync(
            Documents.Identity(document),
            document.File!,
            Documents.Recipe,
            jobId: null,
            default
        );
        string waveform = Plant(_catalogue.Data.WaveformFolder, Documents.Identity(document).AudioHash!.Split(':')[^1] + ".aispk", 10);

        Assert.Equal(StoreUsage.None, (await RunAsync()).OrphanedWaveforms);
        Assert.True(File.Exists(waveform));
    }

    [Fact]
    public async Task Without_a_catalogue_no_waveform_is_called_an_orphan()
    {
        string waveform = Plant(_catalogue.Data.WaveformFolder, s_unknown + ".aispk", 10);
        Plant(_catalogue.Data.PlayableFolder, s_unknown + ".flac", 7);

        CleanupReport report = await new Cleanup(_catalogue.Data, Store).RunAsync(null, "it is broken", dryRun: false, default);

        Assert.True(File.Exists(waveform));
        Assert.Equal(new StoreUsage(1, 7), report.Total); // the copy can be made again, whoever it belongs to
        Assert.Contains("it is broken", Assert.Single(report.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unreadable_catalogue_is_no_empty_one()
    {
        await KnownHashAsync();
        string waveform = Plant(_catalogue.Data.WaveformFolder, s_unknown + ".aispk", 10);
        _catalogue.Sql("ALTER TABLE audio RENAME TO lost");

        CleanupReport report = await RunAsync();

        Assert.True(File.Exists(waveform));
        Assert.Single(report.Problems);
    }

    [Fact]
    public async Task An_empty_catalogue_beside_waveforms_is_told_and_they_stay()
    {
        string waveform = Plant(_catalogue.Data.WaveformFolder, s_unknown + ".aispk", 10);

        CleanupReport report = await RunAsync();

        Assert.True(File.Exists(waveform));
        Assert.Contains("is empty", Assert.Single(report.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Usage_is_counted_by_kind()
    {
        Plant(_catalogue.Data.WaveformFolder, "a.aispk", 10);
        Plant(_catalogue.Data.PlayableFolder, "a.flac", 20);
        Plant(Path.Combine(Store, "run-a"), "analysis.pcm", 30);

        Assert.Equal(new CacheUsage(new(1, 20), new(1, 10), new(1, 30)), CacheUsage.Measure(_catalogue.Data, Store));
        Assert.Equal(
            new CacheUsage(default, default, default),
            CacheUsage.Measure(new DataFolder(_catalogue.File("nothing")), _catalogue.File("none"))
        );
    }

    private Task<CleanupReport> RunAsync(bool dryRun = false) =>
        new Cleanup(_catalogue.Data, Store).RunAsync(_catalogue.Catalogue, null, dryRun, TestContext.Current.CancellationToken);

    private async Task<string> KnownHashAsync()
    {
        AnalysisDocument document = Documents.Simple("/sounds/known.wav", "audio-known");
        await _catalogue.StoreAsync(document);
        return Documents.Identity(document).AudioHash!.Split(':')[^1];
    }

    private static string Plant(string folder, string name, int bytes, double minutes = 11)
    {
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, name);
        File.WriteAllBytes(path, new byte[bytes]);
        DateTime then = DateTimeOffset.UtcNow.AddMinutes(-minutes).UtcDateTime;
        File.SetLastWriteTimeUtc(path, then);
        File.SetLastAccessTimeUtc(path, then);
        return path;
    }
}
