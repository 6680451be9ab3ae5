using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using AudioSampler.Inference.Tagging;
using AudioSampler.Training.Kinds;

namespace AudioSampler.Training.Tagging;

/// <summary>
/// Adds singing made from the speech of the index (<see cref="SungSpeech"/>), from as many speakers and languages as it has: of free singing without accompaniment there is none.
/// </summary>
internal static class SungSounds
{
    private const int Rate = NetworkMel.SampleRate;
    private const int ShortestSpeech = 2 * Rate;
    private const double ShortShare = 0.3;

    /// <summary>Writes so many songs behind the other recordings.</summary>
    public static void Add(string work, int count)
    {
        string path = Path.Combine(work, "sounds.json");
        JsonArray index = JsonNode.Parse(File.ReadAllBytes(path))!.AsArray();
        (int Number, string Source, string Group)[] voices =
        [
            .. index
                .Select((sound, number) => (sound, number))
                .Where(s => (string?)s.sound!["coarse"] == "speech" && (int)s.sound["length"]! > ShortestSpeech)
                .Select(s => (s.number, (string)s.sound!["source"]!, (string)s.sound["group"]!)),
        ];

        // One voice of each group in turn: some speakers have hundreds of recordings.
        (int Number, string Source, string Group)[] turns =
        [
            .. voices
                .GroupBy(v => v.Group, StringComparer.Ordinal)
                .SelectMany(g => g.Select((voice, turn) => (voice, turn)))
                .OrderBy(v => v.turn)
                .Select(v => v.voice),
        ];
        short[]?[] songs = new short[]?[count];
        using (LabelledSounds sounds = LabelledSounds.Open(work))
        {
            Parallel.For(
                0,
                count,
                i =>
                {
                    var random = new Random(5000 + i);
                    double seconds = random.NextDouble() < ShortShare ? 1 + (2 * random.NextDouble()) : 3 + (7 * random.NextDouble());
                    if (SungSpeech.Sing(sounds.Read(turns[i % turns.Length].Number), Rate, seconds, random) is { } song)
                    {
                        float peak = song.Max(Math.Abs);
                        songs[i] = [.. song.Select(s => (short)(s / Math.Max(peak, 1e-3f) * 0.7f * short.MaxValue))];
                    }
                }
            );
        }

        using (var samples = new FileStream(Path.Combine(work, "sounds.s16"), FileMode.Append))
        {
            for (int i = 0; i < count; i++)
            {
                if (songs[i] is not { } song)
                {
                    continue;
                }

                (_, string source, string group) = turns[i % turns.Length];
                index.Add(
                    new JsonObject
                    {
                        ["path"] = "",
                        ["labels"] = new JsonArray("Singing"),
                        ["coarse"] = "singing",
                        ["drum"] = null,
                        ["source"] = "sung " + source,
                        ["group"] = "sung " + group,
                        ["hard"] = true,
                        ["offset"] = samples.Position / sizeof(short),
                        ["length"] = song.Length,
                    }
                );
                samples.Write(MemoryMarshal.AsBytes(song.AsSpan()));
            }
        }

        File.WriteAllText(path, index.ToJsonString());
        Console.WriteLine(
            $"{songs.Count(s => s is not null)} songs of {voices.Select(v => v.Group).Distinct(StringComparer.Ordinal).Count()} voices"
        );
    }
}
