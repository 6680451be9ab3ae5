using System.Buffers;
using System.Numerics.Tensors;
using AudioSampler.Dsp.Rhythm;
using AudioSampler.Plugins.Contract;

namespace AudioSampler.Analysis.Artifacts;

/// <summary>Computes <see cref="OnsetSeries"/> from the analysis signal, block by block.</summary>
public sealed class OnsetSeriesProvider : IArtifactProvider<OnsetSeries>
{
    private const int BlockSamples = 1 << 15;
    private const int MostLevelBlocks = 500;

    /// <inheritdoc/>
    public Task<OnsetSeries> ComputeAsync(IRegionContext region, CancellationToken cancellationToken)
    {
        ISignal signal = region.Signal(SignalKind.Analysis);
        float[] block = ArrayPool<float>.Shared.Rent(BlockSamples);
        try
        {
            double rms = ReferenceRms(signal, block, cancellationToken);
            var onsets = new OnsetStrength(signal.SampleRate, rms, signal.Length);
            for (long offset = 0; offset < signal.Length; )
            {
                cancellationToken.ThrowIfCancellationRequested();
                int read = signal.Read(offset, block.AsSpan(0, BlockSamples));
                if (read == 0)
                {
                    break;
                }

                onsets.Push(block.AsSpan(0, read));
                offset += read;
            }

            double? level = rms > 0 ? 20 * Math.Log10(rms) : null;
            return Task.FromResult(new OnsetSeries(onsets.Complete(), signal.StartSeconds, level));
        }
        finally
        {
            ArrayPool<float>.Shared.Return(block);
        }
    }

    // RMS of blocks spread evenly over the region: of all of them up to twelve minutes. Onset strength only needs the order of magnitude.
    private static double ReferenceRms(ISignal signal, float[] block, CancellationToken cancellationToken)
    {
        long blocks = (signal.Length + BlockSamples - 1) / BlockSamples;
        long step = Math.Max(1, (blocks + MostLevelBlocks - 1) / MostLevelBlocks);
        double energy = 0;
        long samples = 0;
        for (long b = 0; b < blocks; b += step)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int read = signal.Read(b * BlockSamples, block.AsSpan(0, BlockSamples));
            float sum = TensorPrimitives.SumOfSquares<float>(block.AsSpan(0, read));
            if (float.IsFinite(sum))
            {
                energy += sum;
                samples += read;
            }
        }

        return samples == 0 ? 0 : Math.Sqrt(energy / samples);
    }
}
