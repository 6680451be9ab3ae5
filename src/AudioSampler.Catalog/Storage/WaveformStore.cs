using System.Diagnostics;

namespace AudioSampler.Catalog.Storage;

/// <summary>Files of waveform pyramids, named by the hash of their audio, so that copies share one.</summary>
internal sealed class WaveformStore(DataFolder folder)
{
    private const string HashPrefix = "sha256:";

    /// <summary>A folder that takes longer to look through is looked through once a minute at most.</summary>
    private static readonly TimeSpan s_quick = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan s_between = TimeSpan.FromMinutes(1);

    private volatile Measured? measured;

    /// <summary>Where the pyramid of some audio stands, or would.</summary>
    /// <exception cref="ArgumentException">The hash is none.</exception>
    public string PathOf(string audioHash)
    {
        string digits = audioHash.StartsWith(HashPrefix, StringComparison.Ordinal) ? audioHash[HashPrefix.Length..] : audioHash;
        return digits.Length > 0 && digits.All(char.IsAsciiHexDigitLower)
            ? Path.Combine(folder.WaveformFolder, digits + ".aispk")
            : throw new ArgumentException($"'{audioHash}' is no hash of audio", nameof(audioHash));
    }

    /// <summary>Size of all pyramids, in bytes; in a large folder as it was up to a minute ago.</summary>
    public long Bytes()
    {
        long start = Stopwatch.GetTimestamp();
        if (measured is { } known && known.Took > s_quick && Stopwatch.GetElapsedTime(known.At) < s_between)
        {
            return known.Bytes;
        }

        long bytes = new DirectoryInfo(Folder()).EnumerateFiles("*.aispk").Sum(file => file.Length);
        measured = new Measured(bytes, start, Stopwatch.GetElapsedTime(start));
        return bytes;
    }

    /// <summary>Moves a finished file beside the others, still under a name of its own, so that showing it is a rename.</summary>
    /// <exception cref="CatalogueException">There is no room, or the file can't be moved.</exception>
    public string Stage(string temporaryPath, string writer)
    {
        string staged = Path.Combine(Folder(), $"{writer}.{Guid.NewGuid():N}.part");
        Move(temporaryPath, staged);
        return staged;
    }

    /// <summary>Shows a staged file under the hash of its audio, in place of one that stood there.</summary>
    public void Show(string staged, string audioHash) => Move(staged, PathOf(audioHash));

    /// <summary>Removes what a writer staged that died.</summary>
    public void DropStagedBy(string writer)
    {
        foreach (string staged in Directory.GetFiles(Folder(), writer + ".*.part"))
        {
            File.Delete(staged);
        }
    }

    /// <summary>Removes what was staged more than a day ago by programs that died, whoever they were.</summary>
    public void Sweep(DateTimeOffset now)
    {
        foreach (string staged in Directory.GetFiles(Folder(), "*.part"))
        {
            if (now.UtcDateTime - File.GetLastWriteTimeUtc(staged) > TimeSpan.FromDays(1))
            {
                File.Delete(staged);
            }
        }
    }

    /// <summary>Waveforms can be made again, so somebody may have removed the folder to have room, while the program runs.</summary>
    private string Folder() => Directory.CreateDirectory(folder.WaveformFolder).FullName;

    private static void Move(string from, string to)
    {
        try
        {
            File.Move(from, to, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CatalogueException(
                SqliteErrors.HasNoRoom(Path.GetDirectoryName(to)!) ? CatalogueFailure.DiskFull : CatalogueFailure.Other,
                $"the waveform {from} can't be moved to {to} ({e.Message.TrimEnd('.')}): free some space there, or name another folder with --data DIR",
                e
            );
        }
    }

    private sealed record Measured(long Bytes, long At, TimeSpan Took);
}
