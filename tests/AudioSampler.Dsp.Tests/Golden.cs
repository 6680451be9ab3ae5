using System.Text.Json;
using AudioSampler.Testing;

namespace AudioSampler.Dsp.Tests;

/// <summary>Reads the golden vectors that the scripts beside them made.</summary>
internal static class Golden
{
    private static readonly JsonSerializerOptions SnakeCase = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Reads <c>Golden/NAME</c> below the folder <paramref name="folder"/> of this project.</summary>
    public static T Read<T>(string folder, string name)
    {
        string path = Path.Combine(Repository.Root, "tests", "AudioSampler.Dsp.Tests", folder, "Golden", name);
        using FileStream stream = File.OpenRead(path);
        return JsonSerializer.Deserialize<T>(stream, SnakeCase) ?? throw new InvalidDataException($"{path} holds null");
    }
}
