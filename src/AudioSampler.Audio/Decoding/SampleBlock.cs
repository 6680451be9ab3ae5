using System.Buffers;

namespace AudioSampler.Audio.Decoding;

/// <summary>Interleaved samples in a pooled array.</summary>
/// <param name="Pooled">The array, of <see cref="ArrayPool{T}.Shared"/>.</param>
/// <param name="Count">Number of samples in it.</param>
internal readonly record struct SampleBlock(float[] Pooled, int Count)
{
    /// <summary>The samples.</summary>
    public Span<float> Samples => Pooled.AsSpan(0, Count);

    /// <summary>Gives the array back.</summary>
    public void Return() => ArrayPool<float>.Shared.Return(Pooled);
}
