using AudioSampler.Plugins.Contract;

namespace AudioSampler.Training.Tagging;

/// <summary>A signal that stands in memory.</summary>
internal sealed class MemorySignal(float[] samples, int sampleRate) : ISignal
{
    public int SampleRate => sampleRate;

    public long Length => samples.Length;

    public double StartSeconds => 0;

    public int Read(long offset, Span<float> destination)
    {
        int count = (int)Math.Clamp(samples.Length - offset, 0, destination.Length);
        samples.AsSpan((int)Math.Min(offset, samples.Length), count).CopyTo(destination);
        return count;
    }
}
