using System.Text.Json;
using AudioSampler.Testing;

namespace AudioSampler.Dsp.Tests.Tonal;

/// <summary>Reads the vectors that the scripts beside them made.</summary>
internal static class GoldenFile
{
    public static JsonElement Read(string name) =>
        JsonDocument
            .Parse(File.ReadAllText(Path.Combine(Repository.Root, "tests", "AudioSampler.Dsp.Tests", "Tonal", "Golden", name)))
            .RootElement;

    public static double[][] Rows(this JsonElement element) =>
        [.. element.EnumerateArray().Select(row => row.EnumerateArray().Select(value => value.GetDouble()).ToArray())];
}
