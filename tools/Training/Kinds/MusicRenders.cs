using System.IO.Compression;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Training.Kinds;

/// <summary>Music from the scores of <c>train/music</c> of the shared data, played by sound fonts with instruments drawn at random.</summary>
internal static class MusicRenders
{
    private const int ExcerptSeconds = 12;
    private static readonly string[] Collections = ["pop909", "lieder", "quartets", "mutopia", "groove", "nottingham"];

    public static IEnumerable<Clip> Render(string shared, string scratch, int songsPerCollection)
    {
        var random = new Random(1);
        float[] drums = [];
        foreach (
            string collection in (string[])["groove", .. Collections.Where(c => !string.Equals(c, "groove", StringComparison.Ordinal))]
        )
        {
            using ZipArchive zip = ZipFile.OpenRead(Path.Combine(shared, "train", "music", collection + ".zip"));
            List<ZipArchiveEntry> songs =
            [
                .. zip.Entries.Where(e => e.Name.EndsWith(".mid", StringComparison.Ordinal)).OrderBy(e => e.Name, StringComparer.Ordinal),
            ];
            for (int i = 0; i < songsPerCollection; i++)
            {
                ZipArchiveEntry song = songs[i * songs.Count / songsPerCollection];
                using var memory = new MemoryStream();
                using (Stream stream = song.Open())
                {
                    stream.CopyTo(memory);
                }

                bool choir = i % 8 == 3 && collection is "quartets";
                bool melody = i % 5 == 2 && collection is "nottingham";
                int[] programs = [.. Enumerable.Range(0, 16).Select(_ => choir ? 52 + random.Next(2) : Instruments.Melodic(random))];
                byte[] played = Midi.Orchestrate(memory.ToArray(), channel => programs[channel], channel => !melody || channel <= 1);
                float[] sound = SoundFonts.Render(played, scratch, i % 2, fromSeconds: 5, ExcerptSeconds);
                if (sound.Length < 3 * Clip.SampleRate)
                {
                    continue;
                }

                if (string.Equals(collection, "groove", StringComparison.Ordinal))
                {
                    drums = sound;
                }
                else if (!choir && !melody && i % 2 == 0)
                {
                    Mix(sound, drums);
                }

                yield return new Clip($"render {collection} {song.Name}", choir ? SoundKind.Singing : SoundKind.Music, sound);
            }
        }
    }

    private static void Mix(float[] sound, float[] other)
    {
        for (int i = 0; i < sound.Length && i < other.Length; i++)
        {
            sound[i] += 0.7f * other[i];
        }
    }
}
