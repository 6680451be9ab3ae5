using System.Collections.Immutable;
using AudioSampler.Analysis.Engine;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Catalog.Tests.Search;

/// <summary>Five files to be searched for.</summary>
public sealed class Library : IAsyncLifetime
{
    public TestCatalogue Test { get; private set; } = null!;

    public ValueTask DisposeAsync() => Test.DisposeAsync();

    public async ValueTask InitializeAsync()
    {
        TestCatalogue test = await TestCatalogue.OpenAsync();
        Test = test;
        AnalysisDocument kick = Documents.Simple(
            "/lib/music/KickLoop120bpm.wav",
            summary: new FileSummary
            {
                Kind = SoundKind.Music,
                Tempo = new TempoSummary(120.2, 0.9, "4/4"),
                Key = new KeySummary("A minor", "A", KeyMode.Minor, "8A", 0.9),
                LoudnessLufs = -9,
            },
            durationS: 4
        );
        await test.StoreAsync(
            kick with
            {
                File = kick.File! with { Metadata = ImmutableSortedDictionary<string, string>.Empty.Add("artist", "Björk") },
            }
        );
        await test.StoreAsync(
            Documents.Simple(
                "/lib/music/Café Ségolène.flac",
                summary: new FileSummary
                {
                    Kind = SoundKind.Music,
                    Tempo = new TempoSummary(90, 0.9, "3/4"),
                    Key = new KeySummary("F# minor", "F#", KeyMode.Minor, "11A", 0.9),
                },
                durationS: 30
            )
        );
        AnalysisDocument city = Documents.Simple(
            "/lib/field takes/day 1/CityRain03.wav",
            summary: new FileSummary
            {
                Kind = SoundKind.Environment,
                Tags = [new TagScore("Rain on surface", 0.9), new TagScore("Thunder", 0.5)],
                Ranking = [new TagScore("Rain on surface", 0.9), new TagScore("Accordion", 0.01)],
                LoudnessLufs = -22.5,
            },
            durationS: 120
        );
        await test.StoreAsync(city with { File = city.File! with { RecordedAt = "2025-03-04T05:06:07" } });
        await test.StoreAsync(
            Documents.Simple(
                "/lib/field takes/雨の音🔥.wav",
                summary: new FileSummary { Tags = [new TagScore("Rain", 0.9)] },
                durationS: 30
            )
        );
        AnalysisDocument failed = Documents.Failed("/lib/field takes/speech & noise.mp3");
        await test.Catalogue.FailAsync(new FileIdentity(failed.Path, 1, Documents.Modified), failed, default);
    }
}
