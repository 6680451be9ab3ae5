using System.Text.Json;
using AudioSampler.Analysis.Evaluation;
using AudioSampler.Plugins.Json;
using AudioSampler.Plugins.Results;
using AudioSampler.Testing;

namespace AudioSampler.Analysis.Tests.Evaluation;

public sealed class AccuracyMeterTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("A minor", "A minor", 1)]
    [InlineData("Db major", "C# major", 1)]
    [InlineData("Cb major", "B major", 1)]
    [InlineData("E minor", "A minor", 0.5)]
    [InlineData("D minor", "A minor", 0.5)]
    [InlineData("C major", "A minor", 0.3)]
    [InlineData("A minor", "C major", 0.3)]
    [InlineData("A major", "A minor", 0.2)]
    [InlineData("Eb minor", "A minor", 0)]
    [InlineData("nonsense", "A minor", 0)]
    [InlineData("H minor", "A minor", 0)]
    [InlineData("A dorian", "A minor", 0)]
    [InlineData(null, "A minor", 0)]
    public void Keys_are_weighted_as_by_mirex(string? found, string truth, double score)
    {
        Assert.Equal(score, MusicScores.Key(found, truth));
    }

    [Theory]
    [InlineData(120.0, 1, 1)]
    [InlineData(124.7, 1, 1)]
    [InlineData(125.0, 0, 0)]
    [InlineData(60.0, 0, 1)]
    [InlineData(240.0, 0, 1)]
    [InlineData(40.0, 0, 1)]
    [InlineData(80.0, 0, 0)]
    [InlineData(null, 0, 0)]
    public void Tempi_are_right_within_four_percent_or_up_to_their_multiples(double? found, double accuracy1, double accuracy2)
    {
        Assert.Equal((accuracy1, accuracy2), (MusicScores.Accuracy1(found, 120), MusicScores.Accuracy2(found, 120)));
    }

    [Fact]
    public void Beats_are_matched_once_within_seventy_milliseconds()
    {
        Assert.Equal(1, MusicScores.Beats([0.05, 1.07, 2], [0, 1, 2]));
        Assert.Equal(2 * 2.0 / 6, MusicScores.Beats([0.08, 1, 2], [0, 1, 2]));
        Assert.Equal(2 * 1.0 / 3, MusicScores.Beats([1, 1.01], [1]));
        Assert.Equal(0, MusicScores.Beats([], [1]));
        Assert.Equal(1, MusicScores.Beats([], []));
    }

    [Fact]
    public void Meters_agree_by_their_numerator()
    {
        Assert.Equal(1, MusicScores.Meter("3/4", "3/8"));
        Assert.Equal(0, MusicScores.Meter("2/4", "4/4"));
        Assert.Equal(0, MusicScores.Meter(null, "4/4"));
    }

    [Fact]
    public void The_interval_holds_the_mean_and_narrows_with_more_files()
    {
        Figure few = Figure.Of("x", [.. Enumerable.Range(0, 20).Select(i => i % 4 == 0 ? 0.0 : 1)], 20)!;
        Figure many = Figure.Of("x", [.. Enumerable.Range(0, 2000).Select(i => i % 4 == 0 ? 0.0 : 1)], 2000)!;

        Assert.Equal(0.75, few.Mean);
        Assert.InRange(few.Low, 0.5, 0.7);
        Assert.InRange(few.High, 0.8, 1);

        // The normal approximation: 1.96 standard errors.
        double expected = 1.96 * Math.Sqrt(0.75 * 0.25 / 2000);
        Assert.Equal(0.75 - expected, many.Low, 0.004);
        Assert.Equal(0.75 + expected, many.High, 0.004);
        Assert.Null(Figure.Of("x", [], 0));
    }

    [Fact]
    public void A_file_scores_what_is_known_of_it_and_a_missing_document_nothing()
    {
        var truth = new LabelledFile
        {
            File = "a.wav",
            Key = "C major",
            Bpm = 100,
            TimeSignature = "4/4",
            BeatsS = [0, 0.6, 1.2],
            Coarse = "instrument-note",
            Labels = ["Guitar"],
        };
        var meter = new AccuracyMeter();
        meter.Add(truth, Document("C major", 50, [0, 0.6], SoundKind.Note, "Guitar"));
        meter.Add(truth with { Key = null, BpmOctaveAmbiguous = true, BeatsS = null, Labels = null, Coarse = null }, document: null);

        Dictionary<string, Figure> figures = meter.Figures().ToDictionary(f => f.Name);

        Assert.Equal(2, meter.Files);
        Assert.Equal((1, 1, 1), Of("key, exact"));
        Assert.Equal((0, 1, 1), Of("tempo, Acc1"));
        Assert.Equal((0.5, 2, 1), Of("tempo, Acc2"));
        Assert.Equal((0.5, 2, 1), Of("meter, numerator"));
        Assert.Equal((0.8, 1, 1), Of("beats, F"));
        Assert.Equal((1, 1, 1), Of("kind"));
        Assert.Equal((1, 1, 1), Of("label among the first five"));
        Assert.DoesNotContain("downbeats, F", figures.Keys);

        (double, int, int) Of(string name) => (figures[name].Mean, figures[name].Count, figures[name].Answered);
    }

    [Fact]
    public void Reliability_tells_how_often_confident_answers_were_right()
    {
        var meter = new AccuracyMeter();
        for (int i = 0; i < 10; i++)
        {
            meter.Add(
                new LabelledFile { File = "a.wav", Key = i < 8 ? "C major" : "D major" },
                Document("C major", 100, [], SoundKind.Music, "Music")
            );
        }

        Reliability row = Assert.Single(meter.Reliabilities());

        Assert.Equal(("key", 10), (row.What, row.Count));
        Assert.Equal((0.8, 0.8), (Math.Round(row.Confidence, 6), row.Right));
    }

    [Theory]
    [InlineData("[{\"file\":\"a.wav\",\"bpm\":120,\"beats_s\":[0,0.5],\"licence\":\"CC0\"}]")]
    [InlineData("{\"set\":\"dev\",\"label_space\":[\"Dog\"],\"clips\":[{\"file\":\"a.wav\",\"bpm\":120,\"beats_s\":[0,0.5]}]}")]
    public void Manifests_are_lists_or_objects_with_one(string manifest)
    {
        File.WriteAllText(_folder.File("manifest.json"), manifest);

        LabelledFile file = Assert.Single(LabelledSet.Read(_folder.Path).Files);

        Assert.Equal(("a.wav", 120), (file.File, file.Bpm));
        Assert.Equal([0, 0.5], file.BeatsS!.Value);
    }

    [Theory]
    [InlineData(null, "can't be read")]
    [InlineData("{", "no manifest")]
    [InlineData("{\"a\":1}", "no manifest")]
    [InlineData("[{\"bpm\":1}]", "no manifest")]
    [InlineData("[{\"file\":\"../x.wav\"}]", "outside")]
    [InlineData("[{\"file\":\"/etc/passwd\"}]", "outside")]
    public void A_manifest_that_is_none_is_told_by_its_name(string? manifest, string expected)
    {
        if (manifest is not null)
        {
            File.WriteAllText(_folder.File("manifest.json"), manifest);
        }

        string message = Assert.Throws<LabelledSetException>(() => LabelledSet.Read(_folder.Path)).Message;

        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.Contains("manifest.json", message, StringComparison.Ordinal);
    }

    private static AnalysisDocument Document(string key, double bpm, double[] beats, SoundKind kind, string label) =>
        new()
        {
            Path = "a.wav",
            Status = AnalysisStatus.Complete,
            File = new FileFacts
            {
                Name = "a.wav",
                Format = "wav",
                Codec = "pcm_s16le",
                SampleRate = 44_100,
                Channels = 1,
                DurationS = 2,
                SizeBytes = 1,
            },
            Summary = new FileSummary
            {
                Key = new KeySummary(key, "C", KeyMode.Major, "8B", 0.8),
                Tempo = new TempoSummary(bpm, 0.9, "4/4"),
                Kind = kind,
                Ranking = [new TagScore(label, 0.9)],
            },
            Regions =
            [
                new RegionDocument
                {
                    Id = "r1",
                    Index = 0,
                    StartS = 0,
                    EndS = 2,
                    Analyses = System.Collections.Immutable.ImmutableSortedDictionary<string, AnalyzerRecord>.Empty.Add(
                        "tempo",
                        new AnalyzerRecord
                        {
                            Status = OutcomeStatus.Ok,
                            Version = "1.0",
                            Result = JsonSerializer.SerializeToElement(
                                new TempoResult { Bpm = bpm, BeatsS = [.. beats] },
                                AnalysisJson.Default.TempoResult
                            ),
                        }
                    ),
                },
            ],
        };
}
