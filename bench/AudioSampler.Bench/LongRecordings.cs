using System.Globalization;

namespace AudioSampler.Bench;

/// <summary>Long recordings, made by FFmpeg on first use and kept in the temporary folder. They are made of songs one after the other.</summary>
internal static class LongRecordings
{
    private const int HalfHourSeconds = 1800;
    private const int WaveSeconds = 2835;
    private const int MinutesOfNoise = 2;
    private const int ShortSeconds = 3;

    /// <summary>Number of the short recordings.</summary>
    public const int ShortRecordingsCount = 200;

    private static readonly string Folder = Path.Combine(Path.GetTempPath(), "ais-bench");

    /// <summary>30 minutes of songs: MP3, 44.1 kHz, stereo, 192 kbit/s.</summary>
    public static string HalfHourMp3() =>
        Made(
            "half-hour.mp3",
            path =>
                Ffmpeg(
                    "-f",
                    "concat",
                    "-safe",
                    "0",
                    "-stream_loop",
                    "-1",
                    "-i",
                    SongList(),
                    "-t",
                    Text(HalfHourSeconds),
                    "-b:a",
                    "192k",
                    path
                )
        );

    /// <summary>500 MB of songs: WAV, 44.1 kHz, stereo, 16 bits.</summary>
    public static string HalfGigabyteWave() =>
        Made(
            "half-gigabyte.wav",
            path =>
                Ffmpeg("-f", "concat", "-safe", "0", "-stream_loop", "-1", "-i", SongList(), "-t", Text(WaveSeconds), "-c", "copy", path)
        );

    /// <summary>8 hours: songs for half an hour and pink noise for two minutes, again and again; MP3, 44.1 kHz, stereo.</summary>
    public static string EightHourMp3() =>
        Made(
            "eight-hours.mp3",
            path =>
            {
                string noise = Made(
                    "noise.mp3",
                    p =>
                        Ffmpeg(
                            "-f",
                            "lavfi",
                            "-i",
                            $"anoisesrc=color=pink:amplitude=0.1:seed=1:r=44100:d={MinutesOfNoise * 60}",
                            "-ac",
                            "2",
                            "-b:a",
                            "192k",
                            p
                        )
                );
                string list = Path.Combine(Folder, "eight-hours.txt");
                // One after the other in the list, because FFmpeg doesn't loop a list of MP3 files.
                string once = $"file '{HalfHourMp3()}'\nfile '{noise}'\n";
                File.WriteAllText(list, string.Concat(Enumerable.Repeat(once, 8 * 60 / (30 + MinutesOfNoise))));
                Ffmpeg("-f", "concat", "-safe", "0", "-i", list, "-c", "copy", path);
            }
        );

    /// <summary>A folder of 200 recordings of 3 s: WAV, 44.1 kHz, stereo, cut out of the songs.</summary>
    public static string ShortRecordings()
    {
        string folder = Path.Combine(Folder, "short");
        string last = Path.Combine(folder, FormattableString.Invariant($"short-{ShortRecordingsCount - 1:000}.wav"));
        if (!File.Exists(last))
        {
            Directory.CreateDirectory(folder);
            Ffmpeg(
                "-i",
                HalfHourMp3(),
                "-t",
                Text(ShortRecordingsCount * ShortSeconds),
                "-f",
                "segment",
                "-segment_time",
                Text(ShortSeconds),
                "-c:a",
                "pcm_s16le",
                Path.Combine(folder, "short-%03d.wav")
            );
        }

        return folder;
    }

    /// <summary>Length of a recording, as its container tells it.</summary>
    public static double SecondsOf(string file)
    {
        ProcessOutput probe = ProcessOutput.Of("ffprobe", ["-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", file]);
        return double.Parse(probe.Text, CultureInfo.InvariantCulture);
    }

    /// <summary>Deletes what takes much room.</summary>
    public static void DeleteLargest()
    {
        foreach (string name in (string[])["half-gigabyte.wav", "eight-hours.mp3", "songs.wav"])
        {
            File.Delete(Path.Combine(Folder, name));
        }
    }

    /// <summary>A list that names all songs in one file, at one rate.</summary>
    private static string SongList()
    {
        string songs = Made("songs.wav", JoinSongs);
        string list = Path.Combine(Folder, "songs.txt");
        File.WriteAllText(list, $"file '{songs}'\n");
        return list;
    }

    private static void JoinSongs(string path)
    {
        string[] songs = Checkout.Songs();
        List<string> arguments = [];
        foreach (string song in songs)
        {
            arguments.AddRange(["-i", song]);
        }

        string alike = string.Concat(
            songs.Select((_, i) => FormattableString.Invariant($"[{i}:a:0]aresample=44100,aformat=channel_layouts=stereo[s{i}];"))
        );
        string joined = string.Concat(songs.Select((_, i) => FormattableString.Invariant($"[s{i}]")));
        Ffmpeg([.. arguments, "-filter_complex", $"{alike}{joined}concat=n={songs.Length}:v=0:a=1", "-c:a", "pcm_s16le", path]);
    }

    /// <summary>The file of that name, made now if it isn't there: under another name first, so that half a file is never taken for a whole one.</summary>
    private static string Made(string name, Action<string> make)
    {
        string path = Path.Combine(Folder, name);
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(Folder);
            string unfinished = Path.Combine(Folder, "unfinished-" + name);
            make(unfinished);
            File.Move(unfinished, path);
        }

        return path;
    }

    private static void Ffmpeg(params string[] arguments) =>
        ProgramRun.Measure("ffmpeg", ["-nostdin", "-v", "error", "-y", .. arguments]).RequireSuccess();

    private static string Text(int seconds) => seconds.ToString(CultureInfo.InvariantCulture);
}
