using System.Numerics.Tensors;
using AudioSampler.Dsp.Rhythm;
using AudioSampler.Dsp.Stft;
using AudioSampler.Plugins.Contract;

namespace AudioSampler.Analysis.Analyzers.Classification;

/// <summary>
/// Whether a stretch is one sound that was struck, plucked or blown once and then held or left to ring: a note, a chord, a hit, and not a phrase.
/// </summary>
/// <remarks>
/// After the attack, (1) no frame is louder than a little before in the mean of its bands, so nothing begins anew; the loudest of three neighbouring bands
/// before is compared, as in SuperFlux (Böck and Widmer, DAFx 2013), so that vibrato does not count; (2) hardly anything sounds at a pitch that was not there
/// at the attack. Of the training recordings two thirds of the notes pass (the rest are rolls, runs and bends, or too short), half of the hits (the rest are too
/// short), 7 % of stretches of music of 1 to 8 s (held chords), 3 % of singing and 1 % of speech; the limits lie where these figures hardly move.
/// </remarks>
internal static class SingleSound
{
    /// <summary>Longer ones are not looked at.</summary>
    public const double LongestSeconds = 20;

    private const int FrameSamples = 4096;
    private const int HopSamples = 512;
    private const int AttackFrames = 12;
    private const int LeastFrames = 6;

    /// <summary>Frames that see the end of the sound: where it is cut off, it splashes over all bands.</summary>
    private const int EndFrames = 8;

    /// <summary>Frames between those that are compared: their windows share little.</summary>
    private const int Apart = 6;

    private const double LowestHz = 55;
    private const double HighestHz = 5300;
    private const float RangeDb = 50;
    private const float BeginsDb = 12;
    private const float EndsDb = 35;
    private const float HeldDb = 10;
    private const float AudibleDb = 30;
    private const float NewDb = 6;
    private const float LargestRiseDb = 3;
    private const float LargestNewShare = 0.1f;

    /// <summary>Listens to a stretch of a signal.</summary>
    /// <param name="signal">The signal.</param>
    /// <param name="startSeconds">Start of the stretch in it.</param>
    /// <param name="endSeconds">End.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>What it is; <see cref="OneSound.No"/> also where the stretch is too short to tell, or too long.</returns>
    public static OneSound Of(ISignal signal, double startSeconds, double endSeconds, CancellationToken cancellationToken)
    {
        if (endSeconds - startSeconds > LongestSeconds)
        {
            return OneSound.No;
        }

        (float[] levels, int bands) = Levels(signal, startSeconds, endSeconds, cancellationToken);
        int frames = bands == 0 ? 0 : levels.Length / bands;
        float[] total = new float[frames];
        for (int t = 0; t < frames; t++)
        {
            total[t] = LevelOf(levels.AsSpan(t * bands, bands));
        }

        float loudest = frames == 0 ? 0 : total.Max();
        int begin = Array.FindIndex(total, level => level > loudest - BeginsDb);
        int end = Array.FindLastIndex(total, level => level > loudest - EndsDb) + 1 - EndFrames;
        int first = begin + AttackFrames;
        if (end - first < LeastFrames)
        {
            return OneSound.No;
        }

        TensorPrimitives.Max(levels, loudest - RangeDb, levels);
        float[] neighbours = Neighbours(levels, bands);
        float[] attack = neighbours.AsSpan(begin * bands, bands).ToArray();
        for (int t = begin + 1; t < first; t++)
        {
            TensorPrimitives.Max(attack, neighbours.AsSpan(t * bands, bands), attack);
        }

        for (int t = first; t < end; t++)
        {
            ReadOnlySpan<float> before = neighbours.AsSpan((t - Apart) * bands, bands);
            ReadOnlySpan<float> earlier = neighbours.AsSpan((t - Apart - 2) * bands, bands);
            if (!GoesOn(levels.AsSpan(t * bands, bands), before, earlier, attack, total[t], loudest))
            {
                return OneSound.No;
            }
        }

        return total[begin + ((end - begin) * 3 / 4)] > loudest - HeldDb ? OneSound.Held : OneSound.Fading;
    }

    private static bool GoesOn(
        ReadOnlySpan<float> now,
        ReadOnlySpan<float> before,
        ReadOnlySpan<float> earlier,
        ReadOnlySpan<float> attack,
        float total,
        float loudest
    )
    {
        float threshold = Math.Max(loudest - RangeDb, total - AudibleDb);
        float rise = 0;
        int audible = 0;
        float fresh = 0;
        float sum = 0;
        for (int b = 0; b < now.Length; b++)
        {
            if (now[b] <= threshold)
            {
                continue;
            }

            float amplitude = MathF.Pow(10, now[b] / 20);
            audible++;
            sum += amplitude;
            rise += Math.Max(0, now[b] - Math.Max(before[b], earlier[b]));
            fresh += now[b] > attack[b] + NewDb ? amplitude : 0;
        }

        return rise <= LargestRiseDb * audible && fresh <= LargestNewShare * sum;
    }

    /// <summary>Level of each band in each frame, in dB.</summary>
    private static (float[] Levels, int Bands) Levels(
        ISignal signal,
        double startSeconds,
        double endSeconds,
        CancellationToken cancellationToken
    )
    {
        var stft = new ShortTimeFourier(
            new StftOptions
            {
                FftLength = FrameSamples,
                HopSamples = HopSamples,
                Padding = StftPadding.Zero,
            }
        );
        var filterbank = new OnsetFilterbank(signal.SampleRate, FrameSamples, LowestHz, HighestHz);
        long start = (long)(startSeconds * signal.SampleRate);
        long length = Math.Max(0, Math.Min(signal.Length, (long)(endSeconds * signal.SampleRate)) - start);
        float[] levels = new float[stft.FrameCount(length) * filterbank.Count];
        float[] block = new float[FrameSamples];
        float[] spectrum = new float[stft.BinCount];
        int t = 0;
        for (long offset = 0; offset < length; offset += block.Length)
        {
            cancellationToken.ThrowIfCancellationRequested();
            SignalFrame.Read(signal, start + offset, block);
            stft.Push(block.AsSpan(0, (int)Math.Min(block.Length, length - offset)));
            Drain();
        }

        stft.Complete();
        Drain();
        return (levels, filterbank.Count);

        void Drain()
        {
            while (stft.TryReadPower(spectrum))
            {
                Span<float> bands = levels.AsSpan(t++ * filterbank.Count, filterbank.Count);
                TensorPrimitives.Sqrt(spectrum, spectrum);
                filterbank.Apply(spectrum, bands);
                TensorPrimitives.Add(bands, 1e-9f, bands);
                TensorPrimitives.Log10(bands, bands);
                TensorPrimitives.Multiply(bands, 20, bands);
            }
        }
    }

    private static float LevelOf(ReadOnlySpan<float> bands)
    {
        float power = 0;
        foreach (float level in bands)
        {
            power += MathF.Pow(10, level / 10);
        }

        return 10 * MathF.Log10(power);
    }

    /// <summary>The loudest of each band and the two beside it.</summary>
    private static float[] Neighbours(float[] levels, int bands)
    {
        float[] neighbours = new float[levels.Length];
        for (int t = 0; t < levels.Length; t += bands)
        {
            ReadOnlySpan<float> row = levels.AsSpan(t, bands);
            Span<float> loudest = neighbours.AsSpan(t, bands);
            row.CopyTo(loudest);
            TensorPrimitives.Max(row[1..], loudest[..^1], loudest[..^1]);
            TensorPrimitives.Max(row[..^1], loudest[1..], loudest[1..]);
        }

        return neighbours;
    }
}
