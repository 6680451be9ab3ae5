using Microsoft.Win32.SafeHandles;

namespace AudioSampler.Audio.Waveform;

/// <summary>Reads a waveform file that <see cref="WaveformWriter"/> wrote. Safe to use from several threads.</summary>
public sealed class WaveformFile : IDisposable
{
    /// <summary>The most points that are read at once.</summary>
    public const int LargestPoints = 1_000_000;

    private const int BinsPerPoint = 8;

    private readonly SafeFileHandle file;
    private readonly string path;
    private readonly WaveformLayout layout;

    private WaveformFile(SafeFileHandle file, string path, WaveformLayout layout)
    {
        this.file = file;
        this.path = path;
        this.layout = layout;
    }

    /// <summary>Samples per second.</summary>
    public int SampleRate => layout.SampleRate;

    /// <summary>Channels of the waveform: 1 or 2.</summary>
    public int Channels => layout.Channels;

    /// <summary>Channels of the recording; more than two are drawn as one.</summary>
    public int SourceChannels => layout.SourceChannels;

    /// <summary>Samples of the finest bins: no resolution is finer.</summary>
    public int BaseSamples => layout.BaseSamples;

    /// <summary>Length of the recording, in samples of one channel.</summary>
    public long TotalSamples => layout.TotalSamples;

    /// <summary>Length of the recording, in seconds.</summary>
    public double DurationSeconds => (double)TotalSamples / SampleRate;

    /// <summary>Opens a waveform file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is not a waveform file, unfinished, cut short or damaged.</exception>
    public static WaveformFile Open(string path)
    {
        SafeFileHandle handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        try
        {
            Span<byte> header = stackalloc byte[WaveformLayout.HeaderBytes];
            WaveformLayout found = WaveformLayout.ReadHeader(header[..RandomAccess.Read(handle, header, 0)], path);
            long length = RandomAccess.GetLength(handle);
            if (length != found.FileBytes)
            {
                throw new InvalidDataException($"{path} has {length} bytes instead of {found.FileBytes}: analyse the recording again");
            }

            return new WaveformFile(handle, path, found);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>Reads a stretch as a number of points (overview 1,000, zoom 8,000, or any other).</summary>
    /// <param name="points">Most points, 1 to <see cref="LargestPoints"/>; there are fewer where the stretch has fewer of the finest bins.</param>
    /// <param name="startSeconds">Start of the stretch; kept inside the file.</param>
    /// <param name="endSeconds">End of the stretch; kept inside the file.</param>
    /// <returns>
    /// The points. Every sample of the stretch is in one point, so no peak is lost or shown twice; borders between points are moved to those of
    /// bins, by an eighth of a point at most, or to the finest bins where points are finer than eight of them. An empty stretch has no points.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">Too few or too many points.</exception>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public WaveformPoints Read(int points, double startSeconds = 0, double endSeconds = double.PositiveInfinity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(points, LargestPoints);
        double start = Math.Clamp(double.IsNaN(startSeconds) ? 0 : startSeconds * SampleRate, 0, TotalSamples);
        double end = Math.Clamp(double.IsNaN(endSeconds) ? TotalSamples : endSeconds * SampleRate, 0, TotalSamples);
        if (end <= start)
        {
            return new WaveformPoints(Channels, 0, start / SampleRate, start / SampleRate);
        }

        double width = (end - start) / points;
        int level = LevelFor(width);
        int binSamples = layout.SamplesPerBin(level);
        var bins = new WaveformBins(file, path, layout, level);
        long firstBin = (long)Math.Floor(start / binSamples);
        long endBin = Math.Min(bins.Count, (long)Math.Ceiling(end / binSamples));

        // Points as fine as bins share out the bins, so that none is shown twice.
        bool shared = width < 2 * binSamples;
        int count = (int)Math.Min(points, endBin - firstBin);
        var result = new WaveformPoints(Channels, count, start / SampleRate, end / SampleRate);
        Span<float> joint = stackalloc float[2 * WaveformLayout.ValuesPerChannel];
        for (int p = 0; p < count; p++)
        {
            bins.Join(Border(p), Border(p + 1), joint);
            for (int c = 0; c < Channels; c++)
            {
                result.Minima[c, p] = joint[3 * c];
                result.Maxima[c, p] = joint[(3 * c) + 1];
                result.Rms[c, p] = joint[(3 * c) + 2];
            }
        }

        return result;

        long Border(int point) =>
            point == count ? endBin
            : shared ? firstBin + (point * (endBin - firstBin) / count)
            : (long)Math.Floor((start + (point * width)) / binSamples);
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => file.Dispose();

    /// <summary>The bins of a level, in order.</summary>
    internal WaveformBins Bins(int level) => new(file, path, layout, level);

    /// <summary>The coarsest level whose bins fill so many samples exactly; the finest where none does.</summary>
    internal int LevelFilling(int samples)
    {
        int level = WaveformLayout.Levels - 1;
        while (level > 0 && samples % layout.SamplesPerBin(level) != 0)
        {
            level--;
        }

        return level;
    }

    private int LevelFor(double samplesPerPoint)
    {
        int level = 0;
        while (level + 1 < WaveformLayout.Levels && (double)layout.SamplesPerBin(level + 1) * BinsPerPoint <= samplesPerPoint)
        {
            level++;
        }

        return level;
    }
}
