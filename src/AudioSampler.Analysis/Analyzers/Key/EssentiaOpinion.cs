using System.Text.Json;
using AudioSampler.Plugins.Json;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Analyzers.Key;

/// <summary>What Essentia's bridge says of the key of a region, or why it says nothing.</summary>
internal sealed record EssentiaOpinion
{
    /// <summary>Name of the analyzer.</summary>
    public const string Analyzer = "essentia_key";

    /// <summary>Name of the method.</summary>
    public const string Method = "essentia";

    /// <summary>Share of its answers that were right when last measured (docs/measurements.md): its own strength is no probability.</summary>
    public const double ShareRight = 0.724;

    private EssentiaOpinion() { }

    /// <summary>The key; null when it says none.</summary>
    public MusicalKey? Key { get; private init; }

    /// <summary>Its own measure of how well the key fits, 0…1; null when it says none.</summary>
    public double? Score { get; private init; }

    /// <summary>What answered; null when it says no key.</summary>
    public KeyMetadata? Metadata { get; private init; }

    /// <summary>Why it says no key; null when it says one.</summary>
    public string? Absence { get; private init; }

    /// <summary>Reads it from the record of the region.</summary>
    /// <param name="record">The record; null where the bridge is not installed or was not asked.</param>
    public static EssentiaOpinion Of(AnalyzerRecord? record)
    {
        if (record is null)
        {
            return new EssentiaOpinion { Absence = $"{Analyzer} is not installed: see bridges/essentia" };
        }

        if (record.Result is not { } json)
        {
            return new EssentiaOpinion { Absence = record.Error!.Message };
        }

        EssentiaKeyResult result;
        try
        {
            result = json.Deserialize(AnalysisJson.Default.EssentiaKeyResult)!;
        }
        catch (JsonException exception)
        {
            return new EssentiaOpinion { Absence = $"the result of {Analyzer} can't be read: {exception.Message.ReplaceLineEndings(" ")}" };
        }

        return result.Key is null ? new EssentiaOpinion { Absence = record.Reasons.GetValueOrDefault("key", "Essentia found no key") }
            : MusicalKey.Named(result.Key) is not { } key
                ? new EssentiaOpinion { Absence = $"{Analyzer} says {result.Key}, which is no key" }
            : new EssentiaOpinion
            {
                Key = key,
                Score = result.Score,
                Metadata = new KeyMetadata(
                    result.AnalysisMetadata.Method,
                    result.AnalysisMetadata.Environment,
                    result.AnalysisMetadata.AccuracyRate,
                    result.AnalysisMetadata.EssentiaVersion
                ),
            };
    }
}
