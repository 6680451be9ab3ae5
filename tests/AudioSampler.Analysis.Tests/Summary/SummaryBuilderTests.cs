using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AudioSampler.Analysis.Summary;
using AudioSampler.Plugins.Json;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Tests.Summary;

public sealed class SummaryBuilderTests
{
    [Fact]
    public void The_tempo_is_the_one_with_most_confidence_times_length()
    {
        FileSummary summary = SummaryBuilder.Build(
            [Region(0, 10, Tempo(120, 0.9, "4/4")), Region(10, 40, Tempo(90, 0.5, "3/4")), Region(40, 70, Tempo(91, 0.5, "3/4"))],
            -14
        );

        Assert.InRange(summary.Tempo!.Bpm, 90.4, 90.6);
        Assert.Equal("3/4", summary.Tempo.TimeSignature);
        Assert.Equal(-14, summary.LoudnessLufs);
    }

    [Fact]
    public void Regions_without_tempo_or_key_have_no_vote()
    {
        FileSummary summary = SummaryBuilder.Build(
            [Region(0, 100, Tempo(null, null, null)), Region(100, 101, Key("A minor", 0.4)), Region(101, 160, Key(null, 0.9))],
            null
        );

        Assert.Null(summary.Tempo);
        Assert.Equal("A minor", summary.Key!.Key);
    }

    [Theory]
    [InlineData(70, SoundKind.Music)]
    [InlineData(59, SoundKind.Mixed)]
    public void Kind_is_what_covers_sixty_percent_of_the_sounding_time(double musicSeconds, SoundKind expected)
    {
        FileSummary summary = SummaryBuilder.Build(
            [Region(0, 150, Kinds((SoundKind.Music, musicSeconds), (SoundKind.Silence, 50), (SoundKind.Speech, 100 - musicSeconds)))],
            null
        );

        Assert.Equal(expected, summary.Kind);
    }

    [Fact]
    public void Nothing_but_silence_is_silence_and_what_was_not_classified_is_not_known()
    {
        Assert.Equal(SoundKind.Silence, SummaryBuilder.Build([Region(0, 50, Kinds((SoundKind.Silence, 50)))], null).Kind);
        Assert.Null(SummaryBuilder.Build([Region(0, 50, Tempo(120, 0.9, "4/4"))], null).Kind);
    }

    [Fact]
    public void A_hit_counts_as_percussion_though_its_segment_says_music()
    {
        (string, JsonElement) hit = Kinds((SoundKind.Music, 1));
        var result = hit.Item2.Deserialize(AnalysisJson.Default.ClassificationResult)! with { Kind = SoundKind.Percussion };

        FileSummary summary = SummaryBuilder.Build(
            [Region(0, 1, ("classification", Json(result, AnalysisJson.Default.ClassificationResult)))],
            null
        );

        Assert.Equal(SoundKind.Percussion, summary.Kind);
    }

    [Theory]
    [InlineData(5, SoundKind.Singing)]
    [InlineData(50, SoundKind.Mixed)]
    public void A_short_region_counts_as_what_it_is_as_a_whole(double seconds, SoundKind expected)
    {
        (string, JsonElement) segments = Kinds((SoundKind.Music, 0.55 * seconds), (SoundKind.Singing, 0.45 * seconds));
        var result = segments.Item2.Deserialize(AnalysisJson.Default.ClassificationResult)! with { Kind = SoundKind.Singing };

        FileSummary summary = SummaryBuilder.Build(
            [Region(0, seconds, ("classification", Json(result, AnalysisJson.Default.ClassificationResult)))],
            null
        );

        Assert.Equal(expected, summary.Kind);
    }

    [Fact]
    public void Nothing_sounding_is_silence_and_nothing_classified_is_unknown()
    {
        Assert.Equal(SoundKind.Silence, SummaryBuilder.Build([], null).Kind);
        Assert.Null(SummaryBuilder.Build([Region(0, 1, Tempo(100, 1, null))], null).Kind);
    }

    [Fact]
    public void Tags_are_weighted_with_the_length_of_their_regions()
    {
        FileSummary summary = SummaryBuilder.Build([Region(0, 30, Tagged("Rain", 0.8)), Region(30, 40, Tagged("Dog", 1))], null);

        Assert.Equal([new TagScore("Rain", 0.6), new TagScore("Dog", 0.25)], summary.Tags);
    }

    private static RegionDocument Region(double start, double end, params (string Name, JsonElement Result)[] analyses) =>
        new()
        {
            Id = "r",
            Index = 0,
            StartS = start,
            EndS = end,
            Analyses = System.Collections.Immutable.ImmutableSortedDictionary.CreateRange(
                StringComparer.Ordinal,
                analyses.Select(a =>
                    KeyValuePair.Create(
                        a.Name,
                        new AnalyzerRecord
                        {
                            Status = OutcomeStatus.Ok,
                            Version = "1",
                            Result = a.Result,
                        }
                    )
                )
            ),
        };

    private static (string, JsonElement) Tempo(double? bpm, double? confidence, string? meter) =>
        (
            "tempo",
            Json(
                new TempoResult
                {
                    Bpm = bpm,
                    Confidence = confidence,
                    TimeSignature = meter,
                    MeterConfidence = meter is null ? null : 0.5,
                },
                AnalysisJson.Default.TempoResult
            )
        );

    private static (string, JsonElement) Key(string? key, double confidence) =>
        (
            "key",
            Json(
                new KeyResult
                {
                    Key = key,
                    Tonic = key?.Split(' ')[0],
                    Mode = key is null ? KeyMode.Atonal : KeyMode.Minor,
                    Confidence = confidence,
                    Camelot = "8A",
                    Method = "native",
                    AnalysisMetadata = new KeyMetadata("native", "dotnet", null, "1"),
                },
                AnalysisJson.Default.KeyResult
            )
        );

    private static (string, JsonElement) Kinds(params (SoundKind Kind, double Seconds)[] segments)
    {
        double time = 0;
        var classified = new List<ClassifiedSegment>();
        foreach ((SoundKind kind, double seconds) in segments)
        {
            classified.Add(
                new ClassifiedSegment
                {
                    StartS = time,
                    EndS = time += seconds,
                    Kind = kind,
                }
            );
        }

        return (
            "classification",
            Json(new ClassificationResult { Model = "signal", Segments = [.. classified] }, AnalysisJson.Default.ClassificationResult)
        );
    }

    private static (string, JsonElement) Tagged(string label, double score) =>
        (
            "classification",
            Json(
                new ClassificationResult
                {
                    Model = "signal",
                    Segments = [],
                    Tags = [new TagScore(label, score)],
                },
                AnalysisJson.Default.ClassificationResult
            )
        );

    private static JsonElement Json<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.SerializeToElement(value, type);
}
