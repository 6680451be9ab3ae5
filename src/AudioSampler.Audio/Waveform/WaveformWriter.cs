using System.Numerics.Tensors;
using AudioSampler.Dsp.Levels;
using Microsoft.Win32.SafeHandles;

namespace AudioSampler.Audio.Waveform;

/// <summary>
/// Writes the waveform pyramid of a file as its samples stream by: minimum, maximum and RMS of each so many samples (256 if nobody says
/// otherwise), and of each four bins below, up to 4096 of the finest. Memory stays at one page (65 kB a channel), whatever the length of the file.
/// </summary>
/// <remarks>
/// Mono and stereo are kept as they are. A recording of more channels is kept as one: the minimum and maximum over all its channels, and the
/// RMS over all its channels. Minima and maxima are the samples themselves. The file is laid out as <see cref="WaveformLayout"/> says; one
/// that was not completed is known as such by the reader.
/// </remarks>
public sealed class WaveformWriter : IDisposable
{
    private readonly SafeFileHandle file;
    private readonly WaveformLayout layout;
    private readonly PlanarBlock partial;
    private readonly float[] page;
    private int pageBins;
    private int pageSamples;
    private long totalSamples;
    private long written = WaveformLayout.HeaderBytes;
    private bool completed;

    /// <summary>Begins a file.</summary>
    /// <param name="path">The waveform file; made anew.</param>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="channels">Number of channels of the recording.</param>
    /// <param name="baseSamples">Samples of the finest bins, 1 to 65,536.</param>
    /// <exception cref="IOException">The file can't be made.</exception>
    public WaveformWriter(string path, int sampleRate, int channels, int baseSamples = WaveformResolution.Usual)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(baseSamples, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(baseSamples, WaveformLayout.LargestBase);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleRate);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(channels);
        layout = new WaveformLayout(sampleRate, channels == 2 ? 2 : 1, channels, baseSamples, WaveformLayout.Unfinished);
        partial = new PlanarBlock(channels, baseSamples);
        page = new float[layout.FirstBin(layout.PageSamples, WaveformLayout.Levels) * layout.BinValues];
        file = File.OpenHandle(path, FileMode.Create, FileAccess.Write);
        WriteHeader(layout);
    }

    /// <summary>Takes further samples.</summary>
    /// <param name="block">Frames of all channels, in order, without gap. NaN and infinities have to be replaced before.</param>
    /// <exception cref="ArgumentException">Another number of channels.</exception>
    /// <exception cref="InvalidOperationException">The file was completed before.</exception>
    /// <exception cref="IOException">The file can't be written.</exception>
    public void Process(PlanarBlock block)
    {
        if (block.Channels != layout.SourceChannels)
        {
            throw new ArgumentException($"{block.Channels} channels instead of {layout.SourceChannels}", nameof(block));
        }

        if (completed)
        {
            throw new InvalidOperationException("the waveform file is complete");
        }

        for (int offset = 0; offset < block.Frames; )
        {
            int count = Math.Min(layout.BaseSamples - partial.Frames, block.Frames - offset);
            if (count == layout.BaseSamples)
            {
                AddBin(block, offset, count);
            }
            else
            {
                partial.Append(block, offset, count);
                if (partial.Frames == layout.BaseSamples)
                {
                    AddBin(partial, 0, partial.Frames);
                    partial.Clear();
                }
            }

            offset += count;
        }
    }

    /// <summary>Writes what is left and makes the file valid.</summary>
    /// <exception cref="IOException">The file can't be written.</exception>
    public void Complete()
    {
        if (completed)
        {
            return;
        }

        if (partial.Frames > 0)
        {
            AddBin(partial, 0, partial.Frames);
            partial.Clear();
        }

        WritePage();
        WriteHeader(layout with { TotalSamples = totalSamples });
        completed = true;
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => file.Dispose();

    private void AddBin(PlanarBlock block, int offset, int count)
    {
        Span<float> bin = page.AsSpan(pageBins * layout.BinValues, layout.BinValues);
        if (layout.Channels == block.Channels)
        {
            for (int c = 0; c < block.Channels; c++)
            {
                ReadOnlySpan<float> samples = block.Channel(c).Slice(offset, count);
                bin[(3 * c) + 0] = TensorPrimitives.Min(samples);
                bin[(3 * c) + 1] = TensorPrimitives.Max(samples);
                bin[(3 * c) + 2] = RootMeanSquare(FixedOrderSum.OfProducts(samples, samples) / count);
            }
        }
        else
        {
            AddJointBin(block, offset, count, bin);
        }

        pageBins++;
        pageSamples += count;
        totalSamples += count;
        if (pageBins == WaveformLayout.PageBins)
        {
            WritePage();
        }
    }

    private static void AddJointBin(PlanarBlock block, int offset, int count, Span<float> bin)
    {
        float minimum = float.MaxValue;
        float maximum = float.MinValue;
        double square = 0;
        for (int c = 0; c < block.Channels; c++)
        {
            ReadOnlySpan<float> samples = block.Channel(c).Slice(offset, count);
            minimum = Math.Min(minimum, TensorPrimitives.Min(samples));
            maximum = Math.Max(maximum, TensorPrimitives.Max(samples));
            square += FixedOrderSum.OfProducts(samples, samples);
        }

        bin[0] = minimum;
        bin[1] = maximum;
        bin[2] = RootMeanSquare(square / count / block.Channels);
    }

    private void WritePage()
    {
        int bins = pageBins;
        int below = 0;
        for (int level = 1; level < WaveformLayout.Levels; level++)
        {
            int first = bins;
            for (int child = below; child < first; child += 4)
            {
                Join(level - 1, child - below, child, Math.Min(4, first - child), page.AsSpan(bins++ * layout.BinValues, layout.BinValues));
            }

            below = first;
        }

        ReadOnlySpan<byte> bytes = LittleEndianFloats.Bytes(page.AsSpan(0, bins * layout.BinValues));
        RandomAccess.Write(file, bytes, written);
        written += bytes.Length;
        pageBins = pageSamples = 0;
    }

    private void Join(int level, int firstInLevel, int firstBin, int count, Span<float> joint)
    {
        for (int c = 0; c < layout.Channels; c++)
        {
            float minimum = float.MaxValue;
            float maximum = float.MinValue;
            double square = 0;
            long samples = 0;
            for (int i = 0; i < count; i++)
            {
                ReadOnlySpan<float> bin = page.AsSpan(((firstBin + i) * layout.BinValues) + (3 * c), 3);
                int width = layout.SamplesPerBin(level);
                int covered = Math.Min(width, pageSamples - ((firstInLevel + i) * width));
                minimum = Math.Min(minimum, bin[0]);
                maximum = Math.Max(maximum, bin[1]);
                square += (double)bin[2] * bin[2] * covered;
                samples += covered;
            }

            joint[(3 * c) + 0] = minimum;
            joint[(3 * c) + 1] = maximum;
            joint[(3 * c) + 2] = RootMeanSquare(square / samples);
        }
    }

    /// <summary>Samples of a float file may be so large that their squares are not finite.</summary>
    private static float RootMeanSquare(double meanSquare) => (float)Math.Min(Math.Sqrt(meanSquare), float.MaxValue);

    private void WriteHeader(WaveformLayout header)
    {
        Span<byte> bytes = stackalloc byte[WaveformLayout.HeaderBytes];
        header.WriteHeader(bytes);
        RandomAccess.Write(file, bytes, 0);
    }
}
