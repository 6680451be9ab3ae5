using System.Text.Json;

namespace AudioSampler.Samples;

/// <summary>Writes what is known of each sample as JSON, for tests.</summary>
internal static class TruthFile
{
    private static readonly JsonSerializerOptions Layout = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        NewLine = "\n",
    };

    public static async Task WriteAsync(IEnumerable<Sample> samples, string path)
    {
        var truth = samples.Select(sample => new
        {
            sample.Name,
            sample.Kind,
            sample.Bpm,
            sample.Meter,
            sample.Key,
            sample.Parts,
        });
        await File.WriteAllTextAsync(path, JsonSerializer.Serialize(truth, Layout) + "\n");
    }
}
