using System.Collections.Immutable;
using System.Text.Json;
using AudioSampler.Analysis.Analyzers.Key;
using AudioSampler.Catalog.Marks;
using AudioSampler.Plugins.Json;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Catalog.Storage;

/// <summary>What searches need to know of a file or region: found by the analysis, then corrected by the user.</summary>
internal sealed record FoundValues
{
    public string? Kind { get; init; }

    public string? Type { get; init; }

    public double? Bpm { get; init; }

    public string? TimeSignature { get; init; }

    public MusicalKey? Key { get; init; }

    public int? RootMidi { get; init; }

    public double? LoudnessLufs { get; init; }

    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>What the analyzers found in a region.</summary>
    public static FoundValues Of(ReadResults region)
    {
        ClassificationResult? classification = region.Of("classification", AnalysisJson.Default.ClassificationResult);
        TempoResult? tempo = region.Of("tempo", AnalysisJson.Default.TempoResult);
        KeyResult? key = region.Of("key", AnalysisJson.Default.KeyResult);
        return new FoundValues
        {
            Kind = classification?.Kind is { } kind ? SummaryTable.Text(kind) : null,
            Type = region.Of("sample", AnalysisJson.Default.SampleResult) is { } sample ? SummaryTable.Text(sample.Type) : null,
            Bpm = tempo?.Bpm,
            TimeSignature = tempo?.TimeSignature,
            Key = key?.Key is { } name ? MusicalKey.Named(name) : null,
            RootMidi = region.Of("pitch", AnalysisJson.Default.PitchResult)?.RootMidi,
            LoudnessLufs = region.Of("loudness", AnalysisJson.Default.LoudnessResult)?.IntegratedLufs,
            Tags = [.. classification?.Tags.Select(tag => tag.Label) ?? []],
        };
    }

    /// <summary>The values with the user's word over them.</summary>
    public FoundValues Corrected(ImmutableSortedDictionary<string, JsonElement> overrides)
    {
        FoundValues corrected = this;
        foreach ((string field, JsonElement value) in overrides)
        {
            string? text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
            corrected = field switch
            {
                Correction.Tempo => corrected with { Bpm = value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null },
                Correction.Meter => corrected with { TimeSignature = text },
                Correction.Key => corrected with { Key = text is null ? null : Correction.KeyOf(text) },
                Correction.Kind => corrected with { Kind = text },
                Correction.Type => corrected with { Type = text },
                _ => corrected, // A field that a newer program corrects: kept, and not understood here.
            };
        }

        return corrected;
    }

    /// <summary>The values that files and regions both have, as parameters of a statement.</summary>
    public (string Name, object? Value)[] Parameters() =>
        [
            ("@kind", Kind),
            ("@type", Type),
            ("@bpm", Bpm),
            ("@meter", TimeSignature),
            ("@key", Key?.Name),
            ("@tonic", Key?.TonicPitchClass),
            ("@mode", Key is { } known ? (known.Mode == KeyMode.Minor ? "minor" : "major") : null),
            ("@camelot", Key?.Camelot),
            ("@loudness", LoudnessLufs),
        ];
}
