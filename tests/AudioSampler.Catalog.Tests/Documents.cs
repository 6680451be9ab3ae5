using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AudioSampler.Analysis.Engine;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Json;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Catalog.Tests;

/// <summary>Documents to be stored.</summary>
internal static class Documents
{
    public static readonly DateTimeOffset Modified = new(2026, 11, 1, 12, 30, 15, 123, 456, TimeSpan.Zero);

    /// <summary>A recipe under which the records of these documents hold.</summary>
    public static AnalysisRecipe Recipe { get; } =
        new(
            Json("""{"regions": {"threshold_db": -40.25}}"""),
            ImmutableSortedDictionary<string, string>
                .Empty.Add("regions", "1.0")
                .Add("content", "1.0")
                .Add("key", "1.0")
                .Add("tempo", "1.0")
        );

    /// <summary>The document with its regions named after its path, as the catalogue shows them.</summary>
    public static AnalysisDocument Named(AnalysisDocument document) =>
        document with
        {
            Regions = [.. document.Regions.Select(r => r with { Id = RegionCutter.NameOf(Path.GetFileName(document.Path), r.Index) })],
        };

    /// <summary>A document with a summary and one region that holds a tempo.</summary>
    public static AnalysisDocument Simple(string path, string audio = "", FileSummary? summary = null, double durationS = 10) =>
        Named(
            new AnalysisDocument()
            {
                Path = path,
                Status = AnalysisStatus.Complete,
                Versions = ImmutableSortedDictionary<string, string>.Empty.Add("ais", "0.1.0").Add("tempo", "1.0"),
                File = Facts(path, audio.Length == 0 ? path : audio, durationS),
                Regions = [Region(0, 0, durationS, ("tempo", Record("""{"bpm": 120.5, "time_signature": null}""")))],
                Summary = summary ?? new FileSummary { Kind = SoundKind.Music, Regions = 1 },
                Timings = new AnalysisTimings(12, 345, 0.01),
            }
        );

    /// <summary>A document with something in every part of it.</summary>
    public static AnalysisDocument Rich(string path, string audio = "rich") =>
        Named(
            new AnalysisDocument()
            {
                Path = path,
                Status = AnalysisStatus.Partial,
                Warnings = [new AnalysisError(AnalysisErrorCode.Truncated, "ends 3 s before its header says – “été” 🥁")],
                Options = Json("""{"only": ["tempo", "key"], "threshold_db": -40.25, "big": 12345678901234567890, "exact": 1.10}"""),
                Versions = ImmutableSortedDictionary<string, string>.Empty.Add("ais", "0.1.0").Add("key", "2.0").Add("tempo", "1.0"),
                File = Facts(path, audio, 61.25) with
                {
                    BitDepth = 24,
                    RecordedAt = "2025-03-04T05:06:07",
                    Metadata = ImmutableSortedDictionary<string, string>.Empty.Add("artist", "Ségolène “Ö” Ω").Add("title", "Línea\nnueva"),
                    Cues = [new CuePoint(1.5, "Anfang"), new CuePoint(2, null)],
                    Loops = [new LoopPoints(0, 4.25)],
                    Quality = new QualityFacts
                    {
                        PeakDbfs = -0.3,
                        ClippedSamples = 3,
                        DcOffset = 1e-5,
                        NoiseFloorDbfs = -62.1,
                        PhaseCorrelation = 0.84,
                    },
                },
                Regions =
                [
                    Region(
                        0,
                        0.52,
                        30.1,
                        ("tempo", Record(Beats(5000))),
                        (
                            "content",
                            Record(
                                """{"segments": [{"start_s": 0.52, "end_s": 30.1, "kind": "environment", "label": "Thunder", "confidence": 0.5}]}"""
                            )
                        ),
                        (
                            "key",
                            Record("""{"key": null, "mode": "atonal"}""") with
                            {
                                Reasons = ImmutableSortedDictionary<string, string>.Empty.Add("key", "atonal"),
                            }
                        )
                    ),
                    Region(
                        1,
                        31,
                        61.25,
                        (
                            "tempo",
                            new AnalyzerRecord
                            {
                                Status = OutcomeStatus.Failed,
                                Version = "1.0",
                                ElapsedMs = 7,
                                Error = new AnalysisError(AnalysisErrorCode.TimedOut, "took longer than 60 s"),
                                Inputs = ImmutableSortedDictionary<string, InputStatus>.Empty.Add("features", InputStatus.Substitute),
                            }
                        )
                    ) with
                    {
                        PeakDbfs = null,
                        RmsDbfs = null,
                        Overrides = ImmutableSortedDictionary<string, JsonElement>.Empty.Add("key.key", Json("\"C major\"")),
                    },
                ],
                Summary = new FileSummary
                {
                    Kind = SoundKind.Mixed,
                    Tags = [new TagScore("Thunder", 0.9), new TagScore("Rain on surface", 0.4)],
                    Ranking = [new TagScore("Thunder", 0.9), new TagScore("Rain on surface", 0.4), new TagScore("Accordion", 0.01)],
                    Tempo = new TempoSummary(120.125, 0.93, "6/8"),
                    Key = new KeySummary("F# minor", "F#", KeyMode.Minor, "11A", 0.88),
                    LoudnessLufs = -16.25,
                    Regions = 2,
                    FailedAnalyses = 1,
                },
                Overrides = ImmutableSortedDictionary<string, JsonElement>.Empty.Add("tempo.bpm", Json("96")),
                Timings = new AnalysisTimings(120, 900, null),
            }
        );

    public static AnalysisDocument Failed(string path) =>
        new()
        {
            Path = path,
            Status = AnalysisStatus.Failed,
            Error = new AnalysisError(AnalysisErrorCode.UnknownFormat, $"{path} is of no format that can be read: convert it"),
            Versions = ImmutableSortedDictionary<string, string>.Empty.Add("ais", "0.1.0"),
        };

    public static FileFacts Facts(string path, string audio, double durationS) =>
        new()
        {
            Name = System.IO.Path.GetFileName(path),
            Format = System.IO.Path.GetExtension(path).TrimStart('.'),
            Codec = "pcm_s16le",
            SampleRate = 44100,
            Channels = 2,
            DurationS = durationS,
            SizeBytes = 1234,
            ContentHash = Hash("bytes of " + audio),
            AudioHash = Hash(audio),
        };

    public static FileIdentity Identity(AnalysisDocument document) =>
        new(document.Path, document.File?.SizeBytes ?? 0, Modified)
        {
            ContentHash = document.File?.ContentHash,
            AudioHash = document.File?.AudioHash,
        };

    public static RegionDocument Region(
        int index,
        double startS,
        double endS,
        params (string Analyzer, AnalyzerRecord Record)[] analyses
    ) =>
        new()
        {
            Id = $"take-r{index + 1}",
            Index = index,
            StartS = startS,
            EndS = endS,
            PeakDbfs = -1.2,
            RmsDbfs = -18.3,
            Analyses = analyses.ToImmutableSortedDictionary(a => a.Analyzer, a => a.Record, StringComparer.Ordinal),
        };

    public static AnalyzerRecord Record(string result) =>
        new()
        {
            Status = OutcomeStatus.Ok,
            Version = "1.0",
            ElapsedMs = 41,
            Inputs = ImmutableSortedDictionary<string, InputStatus>.Empty.Add("content", InputStatus.Ok),
            Result = Json(result),
        };

    public static string Beats(int count) =>
        $$"""{"bpm": 120.0, "beats_s": [{{string.Join(',', Enumerable.Range(0, count).Select(i => FormattableString.Invariant($"{i * 0.5037:0.####}")))}}]}""";

    public static JsonElement Json(string text) => JsonSerializer.Deserialize<JsonElement>(text);

    public static string Hash(string text) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    public static string ToJson(AnalysisDocument? document) => JsonSerializer.Serialize(document!, AnalysisJson.Default.AnalysisDocument);
}
