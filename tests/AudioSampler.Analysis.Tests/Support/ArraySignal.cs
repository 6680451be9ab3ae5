using AudioSampler.Plugins.Contract;

namespace AudioSampler.Analysis.Tests.Support;

/// <summary>A signal that stands in memory.</summary>
public sealed class ArraySignal(float[] samples, int sampleRate, double startSeconds = 0) : ISignal
{
    public int SampleRate => sampleRate;

    public long Length => samples.Length;

    public double StartSeconds => startSeconds;

    public int Read(long offset, Span<float> destination)
    {
        int count = (int)Math.Clamp(samples.Length - offset, 0, destination.Length);
        samples.AsSpan((int)Math.Min(offset, samples.Length), count).CopyTo(destination);
        return count;
    }
}
