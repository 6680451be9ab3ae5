using System.Numerics.Tensors;

namespace AudioSampler.Dsp.Levels;

/// <summary>
/// Counts clipped samples of one channel as they stream by: runs of three or more samples at full scale (|x| at least 0.9999), and runs of
/// three or more at exactly the largest level of the channel where the waveform runs into that level with a kink (a recording that was
/// turned down after it had clipped).
/// </summary>
/// <remarks>
/// A slow sine in 16 bits also stays on its highest code for some samples, but it glides there: the sample before the run is one code lower.
/// So a run below full scale counts only when the sample before or after it is lower by more than 1/512 of the level. Levels below −12 dBFS
/// are not looked at.
/// </remarks>
internal sealed class ClippingCounter
{
    private const float FullScale = 0.9999f;
    private const float LowestLevel = 0.25f;
    private const float Kink = 1f / 512;
    private const int ShortestRun = 3;

    private float level = LowestLevel;
    private long atLevel;
    private long atFullScale;
    private float previous;
    private int run;
    private bool fullScaleRun;
    private float runValue;
    private bool kinkBefore;

    /// <summary>Clipped samples so far; a run that has not ended yet counts.</summary>
    public long Count => Total();

    /// <summary>Takes further samples.</summary>
    /// <param name="samples">One channel.</param>
    public void Process(ReadOnlySpan<float> samples)
    {
        while (samples.Length > 0)
        {
            ReadOnlySpan<float> piece = samples[..Math.Min(256, samples.Length)];
            samples = samples[piece.Length..];
            float peak = MathF.Abs(TensorPrimitives.MaxMagnitude(piece));
            if (peak < level && run == 0)
            {
                previous = piece[^1];
                continue;
            }

            foreach (float sample in piece)
            {
                Step(sample);
            }
        }
    }

    private void Step(float sample)
    {
        float magnitude = MathF.Abs(sample);
        bool full = magnitude >= FullScale;
        bool continues = run > 0 && (fullScaleRun ? full && (sample > 0) == (runValue > 0) : sample.Equals(runValue));
        if (continues)
        {
            run++;
        }
        else
        {
            EndRun(sample);
            if (full || magnitude >= level)
            {
                Begin(sample, magnitude, full);
            }
        }

        previous = sample;
    }

    private void Begin(float sample, float magnitude, bool full)
    {
        if (!full && magnitude > level)
        {
            level = magnitude;
            atLevel = 0;
        }

        run = 1;
        runValue = sample;
        fullScaleRun = full;
        kinkBefore = MathF.Abs(sample - previous) > Kink * magnitude;
    }

    private void EndRun(float next)
    {
        if (run >= ShortestRun)
        {
            if (fullScaleRun)
            {
                atFullScale += run;
            }
            else if (kinkBefore || MathF.Abs(next - runValue) > Kink * MathF.Abs(runValue))
            {
                atLevel += run;
            }
        }

        run = 0;
    }

    private long Total()
    {
        long open = run >= ShortestRun && (fullScaleRun || kinkBefore) ? run : 0;
        bool reachedFullScale = atFullScale > 0 || (open > 0 && fullScaleRun);
        return atFullScale + (reachedFullScale ? 0 : atLevel) + (reachedFullScale && !fullScaleRun ? 0 : open);
    }
}
