using System.Text.Json;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Training.Kinds;

/// <summary>The labelled recordings of a set of the shared data.</summary>
internal static class SharedClips
{
    /// <summary>Reads <c>train/sounds</c> or another folder with such a manifest.</summary>
    public static IEnumerable<Clip> Read(string folder, string scratch)
    {
        using JsonDocument manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "manifest.json")));
        List<JsonElement> rows = [.. manifest.RootElement.GetProperty("clips").EnumerateArray()];
        List<float[]> sounds = Tool.Decode([.. rows.Select(row => Path.Combine(folder, row.GetProperty("file").GetString()!))], scratch);
        foreach ((JsonElement row, float[] sound) in rows.Zip(sounds))
        {
            bool nonCommercial = row.TryGetProperty("non_commercial", out JsonElement flag) && flag.GetBoolean();
            string source = row.GetProperty("source").GetString()!;
            string original = row.GetProperty("original").GetString()!;
            SoundKind kind = KindOf(row.GetProperty("coarse").GetString()!);
            // Excerpts of one piece of music belong together; so do all notes of one sound font.
            string group = kind == SoundKind.Music ? $"{source} {original}" : source;
            yield return new Clip(group, kind, sound) { TestOnly = nonCommercial };
        }
    }

    private static SoundKind KindOf(string coarse) =>
        coarse switch
        {
            "percussion-one-shot" => SoundKind.Percussion,
            "instrument-note" => SoundKind.Note,
            _ => Enum.Parse<SoundKind>(coarse, ignoreCase: true),
        };
}
