using AudioSampler.Audio.Store;
using AudioSampler.Dsp.Resampling;

namespace AudioSampler.Audio.Decoding;

/// <summary>Converts the mono mix to another rate and stores it.</summary>
internal sealed class SignalTrack : IDisposable
{
    private readonly PolyphaseResampler resampler;
    private readonly SignalWriter writer;
    private readonly float[] output;

    /// <summary>Begins a signal.</summary>
    /// <param name="path">The file to make.</param>
    /// <param name="inputRate">Rate of the mix.</param>
    /// <param name="outputRate">Rate of the stored signal.</param>
    /// <param name="largestInput">Most samples that are appended at once.</param>
    /// <param name="format">How it is stored.</param>
    public SignalTrack(string path, int inputRate, int outputRate, int largestInput, StoredSampleFormat format)
    {
        resampler = new PolyphaseResampler(inputRate, outputRate);
        output = new float[resampler.LargestOutput(largestInput)];
        writer = new SignalWriter(path, format);
    }

    /// <summary>Takes further samples.</summary>
    public void Append(ReadOnlySpan<float> mono)
    {
        (_, int produced) = resampler.Process(mono, output);
        Store(produced);
    }

    /// <summary>Stores what the filter still holds.</summary>
    public void Complete()
    {
        for (int given; (given = resampler.Flush(output)) > 0; )
        {
            Store(given);
        }
    }

    public void Dispose() => writer.Dispose();

    // A float file may hold numbers so large that the filter's sums are none: what is stored is always finite.
    private void Store(int count)
    {
        Span<float> samples = output.AsSpan(0, count);
        FiniteSamples.Repair(samples);
        writer.Append(samples);
    }
}
