using System.Runtime.InteropServices;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Training.Kinds;

/// <summary>All recordings that the networks of kinds are trained on, kept in a working folder so that they are made once.</summary>
internal static class Material
{
    private const string Index = "clips.tsv";

    /// <summary>Makes the material. Takes some minutes.</summary>
    public static void Make(string shared, string work)
    {
        Directory.CreateDirectory(work);
        List<Clip> clips = [.. SharedClips.Read(Path.Combine(shared, "train", "sounds"), work)];
        Console.WriteLine($"{clips.Count} labelled recordings");
        clips.AddRange(SpokenText.Speak(work, 45));
        List<Clip> voices = [.. clips.Where(c => c.Kind == SoundKind.Speech && !c.TestOnly && c.Seconds > 2)];
        Clip?[] sung = new Clip?[150];
        Parallel.For(0, sung.Length, i => sung[i] = SungSpeech.Sing(voices[i % voices.Count], new Random(400 + i)));
        clips.AddRange(sung.OfType<Clip>());

        Console.WriteLine($"{clips.Count} with speech and singing made here");
        clips.AddRange(SoundFonts.OneShots(work));
        Console.WriteLine($"{clips.Count} with notes and hits of sound fonts");
        clips.AddRange(MusicRenders.Render(shared, work, 16));
        Console.WriteLine($"{clips.Count} with played scores");

        using StreamWriter index = new(Path.Combine(work, Index));
        for (int i = 0; i < clips.Count; i++)
        {
            Clip clip = clips[i];
            File.WriteAllBytes(Path.Combine(work, $"{i}.f32"), MemoryMarshal.AsBytes(clip.Samples.AsSpan()).ToArray());
            index.WriteLine($"{i}\t{clip.Kind}\t{clip.TestOnly}\t{clip.Source}");
        }
    }

    /// <summary>Reads what <see cref="Make"/> made.</summary>
    public static List<Clip> Read(string work)
    {
        List<Clip> clips = [];
        foreach (string line in File.ReadLines(Path.Combine(work, Index)))
        {
            string[] parts = line.Split('\t');
            byte[] bytes = File.ReadAllBytes(Path.Combine(work, parts[0] + ".f32"));
            float[] samples = MemoryMarshal.Cast<byte, float>(bytes).ToArray();
            clips.Add(new Clip(parts[3], Enum.Parse<SoundKind>(parts[1]), samples) { TestOnly = bool.Parse(parts[2]) });
        }

        return clips;
    }
}
