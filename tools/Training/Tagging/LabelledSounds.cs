using System.Text.Json;
using System.Text.Json.Serialization;

namespace AudioSampler.Training.Tagging;

/// <summary>All recordings, mono at 32 kHz; the samples stay on disk.</summary>
internal sealed partial class LabelledSounds : IDisposable
{
    private readonly FileStream _samples;

    private LabelledSounds(LabelledSound[] sounds, FileStream samples)
    {
        Sounds = sounds;
        _samples = samples;
    }

    public LabelledSound[] Sounds { get; }

    public static LabelledSounds Open(string work) =>
        new(
            JsonSerializer.Deserialize(File.ReadAllBytes(Path.Combine(work, "sounds.json")), Json.Default.LabelledSoundArray)!,
            File.OpenRead(Path.Combine(work, "sounds.s16"))
        );

    public float[] Read(int number)
    {
        LabelledSound sound = Sounds[number];
        byte[] bytes = new byte[sound.Length * sizeof(short)];
        RandomAccess.Read(_samples.SafeFileHandle, bytes, sound.Offset * sizeof(short));
        ReadOnlySpan<short> values = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, short>(bytes);
        float[] samples = new float[values.Length];
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = values[i] / 32768f;
        }

        return samples;
    }

    public void Dispose() => _samples.Dispose();

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
    [JsonSerializable(typeof(LabelledSound[]))]
    private sealed partial class Json : JsonSerializerContext;
}
