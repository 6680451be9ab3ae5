using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AudioSampler.Audio.Regions;

namespace AudioSampler.Analysis.Engine;

/// <summary>
/// Regions that the user cut: a correction of the file, <c>regions</c>, as a list of start and end in seconds. They take the place of what the silence detector
/// would find, in every analysis until the correction is taken back.
/// </summary>
public static class HandCut
{
    /// <summary>Name of the correction.</summary>
    public const string Field = "regions";

    /// <summary>Most regions of a file.</summary>
    public const int MostRegions = 10_000;

    /// <summary>Shortest region, in seconds.</summary>
    public const double ShortestSeconds = 0.01;

    /// <summary>The regions of a value; null when it is no list of such: pairs of numbers in order, not overlapping, each long enough.</summary>
    /// <param name="value">The value of the correction.</param>
    public static ImmutableArray<(double StartS, double EndS)>? Read(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() is 0 or > MostRegions)
        {
            return null;
        }

        var regions = ImmutableArray.CreateBuilder<(double StartS, double EndS)>(value.GetArrayLength());
        double last = 0;
        foreach (JsonElement pair in value.EnumerateArray())
        {
            if (
                pair.ValueKind != JsonValueKind.Array
                || pair.GetArrayLength() != 2
                || pair[0].ValueKind != JsonValueKind.Number
                || pair[1].ValueKind != JsonValueKind.Number
                || !pair[0].TryGetDouble(out double start)
                || !pair[1].TryGetDouble(out double end)
                || !(start >= last && end - start >= ShortestSeconds && double.IsFinite(end))
            )
            {
                return null;
            }

            regions.Add((start, end));
            last = end;
        }

        return regions.MoveToImmutable();
    }

    /// <summary>The regions that corrections ask for; null when the silence detector is to find them.</summary>
    /// <param name="overrides">Corrections of the file; may be null.</param>
    public static ImmutableArray<(double StartS, double EndS)>? Of(ImmutableSortedDictionary<string, JsonElement>? overrides) =>
        overrides is not null && overrides.TryGetValue(Field, out JsonElement value) ? Read(value) : null;

    /// <summary>The version of the regions that corrections ask for, as <c>versions.regions</c> of a document has it: where it is another, the file is to be cut anew.</summary>
    /// <param name="overrides">Corrections of the file; may be null.</param>
    public static string Version(ImmutableSortedDictionary<string, JsonElement>? overrides)
    {
        if (Of(overrides) is not { } regions)
        {
            return SilenceDetector.Version;
        }

        string text = string.Join(
            ',',
            regions.Select(region => string.Create(CultureInfo.InvariantCulture, $"{region.StartS:R}-{region.EndS:R}"))
        );
        return $"hand:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16]}";
    }
}
